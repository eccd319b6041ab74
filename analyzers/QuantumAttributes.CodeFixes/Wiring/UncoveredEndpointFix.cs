using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using QuantumAttributes.Analyzers.Wiring;

namespace QuantumAttributes.CodeFixes.Wiring;

/// <summary>
/// QA3010: demands the default profile of an endpoint's callers. One at a time: whether one is for everybody, only its author knows.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UncoveredEndpointFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [EndpointCoverageAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SourceText text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        SyntaxNode? node = root?.FindNode(context.Span);
        if (node?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: MemberAccessExpressionSyntax member } call
            && member.Name.Span == context.Span)
            Register(context, "Require [QuantumAuth]", call.Span.End, ".RequireQuantumAuth()");
        else if (node is ClassDeclarationSyntax type)
            Register(context, "Add [QuantumAuth]", type.SpanStart, "[QuantumAttributes.QuantumAuth]" + text.NewLine() + text.IndentAt(type.SpanStart));
    }

    private static void Register(CodeFixContext context, string title, int position, string text) => context.RegisterCodeFix(
        CodeAction.Create(
            title,
            cancel => context.Document.ReplaceAsync(new TextSpan(position, 0), text, cancel),
            nameof(UncoveredEndpointFix)),
        context.Diagnostics);
}
