using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Analyzers.Usage;

namespace QuantumAttributes.CodeFixes.Usage;

/// <summary>QA2002 and QA2004: removes an attribute that says nothing, because it was said before or because nobody looks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class NeedlessAttributeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ContradictoryDemandsAnalyzer.Id, IneffectiveAttributeAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        Diagnostic diagnostic = context.Diagnostics[0];
        if (diagnostic.Id == IneffectiveAttributeAnalyzer.Id && !diagnostic.Properties.ContainsKey(IneffectiveAttributeAnalyzer.IsRemovable))
            return;
        var attribute = root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<AttributeSyntax>();
        if (attribute?.Span != context.Span)
            return;

        context.RegisterCodeFix(
            CodeAction.Create(
                "Remove the attribute",
                cancel => context.Document.ReplaceAsync(AttributeRemoval.SpanOf(attribute), "", cancel),
                nameof(NeedlessAttributeFix)),
            diagnostic);
    }
}
