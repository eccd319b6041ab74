using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using QuantumAttributes.Analyzers.Usage;

namespace QuantumAttributes.CodeFixes.Usage;

/// <summary>QA2010: declares the key with <c>using</c>. Not a temporary one, which has no declaration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UndisposedKeyFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [UndisposedKeyAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SyntaxNode? creation = root?.FindNode(context.Span, getInnermostNodeForTie: true);

        // A case of a switch takes no using declaration, and of several variables each would have to be a key.
        if (creation?.Parent is not EqualsValueClauseSyntax
            {
                Parent: VariableDeclaratorSyntax
                {
                    Parent: VariableDeclarationSyntax
                    {
                        Variables.Count: 1,
                        Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement,
                    },
                },
            })
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                "Declare with 'using'",
                cancel => context.Document.ReplaceAsync(new TextSpan(statement.SpanStart, 0), "using ", cancel),
                nameof(UndisposedKeyFix)),
            context.Diagnostics);
    }
}
