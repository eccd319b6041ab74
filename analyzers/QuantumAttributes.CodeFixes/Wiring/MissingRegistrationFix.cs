using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using QuantumAttributes.Analyzers.Wiring;

namespace QuantumAttributes.CodeFixes.Wiring;

/// <summary>QA3002: calls <c>AddQuantumAttributes()</c> on the application's builder. Only where there is exactly one, in a local variable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MissingRegistrationFix : CodeFixProvider
{
    private const string Namespace = "Microsoft.Extensions.DependencyInjection";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RegistrationAnalyzer.MissingId];

    /// <summary>There is one such diagnostic in a project.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        if (diagnostic.AdditionalLocations is not [{ SourceTree: { } tree } creation]
            || context.Document.Project.Solution.GetDocument(tree) is not { } document)
            return;

        SyntaxNode root = await tree.GetRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root.FindNode(creation.SourceSpan, getInnermostNodeForTie: true).Parent is EqualsValueClauseSyntax
            {
                Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax statement } variable,
            }
            && variable.Initializer!.Value.ToString().Contains("Builder"))
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Call AddQuantumAttributes()",
                    cancel => AddAsync(document, statement, variable.Identifier.ValueText, cancel),
                    nameof(MissingRegistrationFix)),
                diagnostic);
        }
    }

    private static async Task<Document> AddAsync(
        Document document, LocalDeclarationStatementSyntax statement, string builder, CancellationToken cancellationToken)
    {
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changes = new List<TextChange>
        {
            new(new TextSpan(statement.Span.End, 0), $"{text.NewLine()}{text.IndentAt(statement.SpanStart)}{builder}.Services.AddQuantumAttributes();"),
        };
        if (!await IsInScopeAsync(document, statement, cancellationToken).ConfigureAwait(false))
            changes.Insert(0, UsingDirectives.Add(statement.SyntaxTree.GetRoot(cancellationToken), Namespace, text.NewLine()));
        return document.WithText(text.WithChanges(changes));
    }

    private static async Task<bool> IsInScopeAsync(Document document, SyntaxNode place, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var services = model!.Compilation.GetTypeByMetadataName(Namespace + ".IServiceCollection");
        return services is null || !model.LookupSymbols(place.SpanStart, services, "AddQuantumAttributes", includeReducedExtensionMethods: true).IsEmpty;
    }
}
