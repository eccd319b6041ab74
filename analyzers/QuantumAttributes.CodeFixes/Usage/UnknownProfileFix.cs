using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Analyzers.Usage;

namespace QuantumAttributes.CodeFixes.Usage;

/// <summary>QA2001: writes the one registered name that is nearly the same.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UnknownProfileFix : CodeFixProvider
{
    private const string PolicyPrefix = "quantum:";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [UnknownProfileAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        Diagnostic diagnostic = context.Diagnostics[0];
        if (!diagnostic.Properties.TryGetValue(UnknownProfileAnalyzer.NearName, out string? name) || name is null
            || root?.FindNode(context.Span, getInnermostNodeForTie: true) is not LiteralExpressionSyntax literal)
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                $"Use the profile '{name}'", _ => Task.FromResult(Replace(context.Document, root, literal, name)), nameof(UnknownProfileFix)),
            diagnostic);
    }

    private static Document Replace(Document document, SyntaxNode root, LiteralExpressionSyntax literal, string name)
    {
        string text = literal.Token.ValueText.StartsWith(PolicyPrefix, StringComparison.Ordinal) ? PolicyPrefix + name : name;
        SyntaxNode replacement = SyntaxFactory
            .LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text))
            .WithTriviaFrom(literal);
        return document.WithSyntaxRoot(root.ReplaceNode(literal, replacement));
    }
}
