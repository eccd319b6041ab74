using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>Says around a statement that what .NET calls experimental in it is meant: certificates for ML-DSA, SYSLIB5006.</summary>
internal static class ExperimentalPragma
{
    private const string Id = "SYSLIB5006";

    /// <summary>Whether the file has to say it: the compiler reports it, which a project can turn off.</summary>
    public static async Task<bool> IsNeededAsync(Document document, CancellationToken cancellationToken) =>
        await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
        && model.GetDiagnostics(cancellationToken: cancellationToken).Any(static diagnostic => diagnostic is { Id: Id, IsSuppressed: false });

    /// <summary>The lines before and behind the statement, or the member, around the code.</summary>
    public static IEnumerable<TextChange> Around(SyntaxNode code, SourceText text)
    {
        SyntaxNode whole = code.FirstAncestorOrSelf<SyntaxNode>(static node => node is StatementSyntax or MemberDeclarationSyntax)!;
        string indent = text.IndentAt(whole.SpanStart);
        yield return new TextChange(
            new TextSpan(text.Lines.GetLineFromPosition(whole.SpanStart).Start, 0),
            $"{indent}#pragma warning disable {Id} // .NET calls certificates for ML-DSA experimental.{text.NewLine()}");
        yield return new TextChange(
            new TextSpan(text.Lines.GetLineFromPosition(whole.Span.End).End, 0), $"{text.NewLine()}{indent}#pragma warning restore {Id}");
    }
}
