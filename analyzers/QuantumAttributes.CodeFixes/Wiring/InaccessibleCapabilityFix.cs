using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Analyzers.Wiring;

namespace QuantumAttributes.CodeFixes.Wiring;

/// <summary>QA3006: makes a private or protected capability internal. What else is wrong with one, only its author can say.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class InaccessibleCapabilityFix : CodeFixProvider
{
    private static readonly SyntaxKind[] Accessibility =
        [SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword, SyntaxKind.InternalKeyword, SyntaxKind.PublicKeyword];

    // Their accessibility stands in another place too: at the base, at the overrides, at the other part.
    private static readonly SyntaxKind[] Bound =
        [SyntaxKind.OverrideKeyword, SyntaxKind.VirtualKeyword, SyntaxKind.AbstractKeyword, SyntaxKind.PartialKeyword];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [AgentAnalyzer.CapabilityId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (!context.Diagnostics[0].Properties.ContainsKey(AgentAnalyzer.IsInaccessible)
            || root?.FindNode(context.Span) is not MethodDeclarationSyntax method
            || method.Modifiers.Any(static modifier => Bound.Contains(modifier.Kind())))
            return;

        context.RegisterCodeFix(
            CodeAction.Create(
                "Make internal",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(method, MakeInternal(method)))),
                nameof(InaccessibleCapabilityFix)),
            context.Diagnostics);
    }

    private static MethodDeclarationSyntax MakeInternal(MethodDeclarationSyntax method)
    {
        var others = method.Modifiers.Where(static modifier => !Accessibility.Contains(modifier.Kind())).ToList();
        bool isFirst = method.Modifiers.Count == 0;
        var leading = isFirst ? method.ReturnType.GetLeadingTrivia() : method.Modifiers[0].LeadingTrivia;
        var keyword = SyntaxFactory.Token(leading, SyntaxKind.InternalKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space));
        var bare = isFirst ? method.WithReturnType(method.ReturnType.WithoutLeadingTrivia()) : method;
        return bare.WithModifiers(SyntaxFactory.TokenList(new[] { keyword }.Concat(others.Select(static modifier => modifier.WithLeadingTrivia()))));
    }
}
