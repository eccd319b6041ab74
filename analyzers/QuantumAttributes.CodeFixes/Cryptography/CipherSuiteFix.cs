using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using QuantumAttributes.Analyzers.Cryptography;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>QA1008: allows a cipher suite of TLS 1.3 before the older ones. Only where the policy's own list is written out.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class CipherSuiteFix : CodeFixProvider
{
    private const string Suite = "TLS_AES_256_GCM_SHA384";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [CryptographyRules.Tls];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        ReportedCode? code = await ReportedCode.FindAsync(context).ConfigureAwait(false);
        var policy = code?.Expression.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>();
        if (code is null || policy is not { ArgumentList.Arguments: [{ Expression: var list }] }
            || code.Model.GetTypeInfo(policy, context.CancellationToken).Type?.ToDisplayString() != "System.Net.Security.CipherSuitesPolicy"
            || Elements(list) is not [var first, ..] suites
            || suites.Any(suite => !IsOld(code.Model.GetSymbolInfo(suite, context.CancellationToken).Symbol)))
            return;

        context.RegisterCodeFix(
            CodeAction.Create($"Allow {Suite}, of TLS 1.3", cancel => InsertAsync(context.Document, first, cancel), nameof(CipherSuiteFix)),
            context.Diagnostics);
    }

    private static IReadOnlyList<ExpressionSyntax>? Elements(ExpressionSyntax list) => list switch
    {
        CollectionExpressionSyntax collection when collection.Elements.All(static element => element is ExpressionElementSyntax) =>
            [.. collection.Elements.Select(static element => ((ExpressionElementSyntax)element).Expression)],
        ArrayCreationExpressionSyntax { Type.RankSpecifiers: [{ Sizes: [OmittedArraySizeExpressionSyntax] }], Initializer: { } values } =>
            values.Expressions,
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        BaseObjectCreationExpressionSyntax { Initializer: { } values } => values.Expressions,
        _ => null,
    };

    private static bool IsOld(ISymbol? suite) => suite is IFieldSymbol { ContainingType.Name: "TlsCipherSuite" }
        && !suite.Name.StartsWith("TLS_AES_", StringComparison.Ordinal)
        && !suite.Name.StartsWith("TLS_CHACHA20_", StringComparison.Ordinal);

    private static async Task<Document> InsertAsync(Document document, ExpressionSyntax first, CancellationToken cancellationToken)
    {
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        string indent = text.IndentAt(first.SpanStart);
        bool isFirstOfLine = text.Lines.GetLineFromPosition(first.SpanStart).Start + indent.Length == first.SpanStart;
        string name = first is MemberAccessExpressionSyntax access ? $"{access.Expression.WithoutTrivia()}.{Suite}" : Suite;
        string separator = isFirstOfLine ? $",{text.NewLine()}{indent}" : ", ";
        return document.WithText(text.WithChanges(new TextChange(new TextSpan(first.SpanStart, 0), name + separator)));
    }
}
