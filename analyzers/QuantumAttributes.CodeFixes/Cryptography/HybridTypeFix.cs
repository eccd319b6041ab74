using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using QuantumAttributes.Analyzers.Cryptography;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>
/// QA1001, QA1002 and QA1004: says of the type around the code that it is the classical leg of a hybrid. One at a time: whether it is, only its
/// author knows.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class HybridTypeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [CryptographyRules.Encryption, CryptographyRules.Signatures, CryptographyRules.CertificateKeys];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await ReportedCode.FindAsync(context).ConfigureAwait(false) is not { } code
            || code.Type("QuantumAttributes.QuantumHybridAttribute") is not { } attribute
            || TypeAround(code.Expression) is not { } type)
            return;

        context.RegisterCodeFix(
            CodeAction.Create(
                "It is the classical leg of a hybrid: mark the type [QuantumHybrid]",
                cancel => MarkAsync(code, type, attribute, cancel),
                nameof(HybridTypeFix)),
            context.Diagnostics);
    }

    // The attribute is for classes and structs, not for interfaces; an extension block is none of them, and stands in a class.
    private static TypeDeclarationSyntax? TypeAround(SyntaxNode node) => node.Ancestors()
        .OfType<TypeDeclarationSyntax>()
        .FirstOrDefault(static type => !type.IsKind(SyntaxKind.ExtensionBlockDeclaration)) is { } type and not InterfaceDeclarationSyntax
            ? type
            : null;

    private static async Task<Document> MarkAsync(
        ReportedCode code, TypeDeclarationSyntax type, INamedTypeSymbol attribute, CancellationToken cancellationToken)
    {
        SourceText text = await code.Document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var names = new TypeNames(code.Model, type.SpanStart);
        string name = names.Of(attribute);
        string mark = $"[{name.Substring(0, name.Length - "Attribute".Length)}]{text.NewLine()}{text.IndentAt(type.SpanStart)}";
        return code.Document.WithText(text.WithChanges([.. names.Usings(text), new TextChange(new TextSpan(type.SpanStart, 0), mark)]));
    }
}
