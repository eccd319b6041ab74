using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using QuantumAttributes.Analyzers.Usage;

namespace QuantumAttributes.CodeFixes.Usage;

/// <summary>QA2003: removes [AllowAnonymous], or the call. Not where it is [QuantumAuth] that is reported.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AnonymousQuantumAuthFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [AnonymousQuantumAuthAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || FindSpan(root, context.Span) is not { } removed)
            return;

        context.RegisterCodeFix(
            CodeAction.Create("Remove AllowAnonymous", cancel => context.Document.ReplaceAsync(removed, "", cancel), nameof(AnonymousQuantumAuthFix)),
            context.Diagnostics);
    }

    private static TextSpan? FindSpan(SyntaxNode root, TextSpan reported)
    {
        SyntaxNode node = root.FindNode(reported, getInnermostNodeForTie: true);
        if (node.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute && attribute.Span == reported)
            return attribute.Name.ToString().Contains("AllowAnonymous") ? AttributeRemoval.SpanOf(attribute) : null;
        return node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is
        { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "AllowAnonymous" } member } call
            ? TextSpan.FromBounds(member.Expression.Span.End, call.Span.End)
            : null;
    }
}
