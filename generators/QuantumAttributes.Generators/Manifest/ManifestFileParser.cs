using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>Reads what of a source file belongs into the manifest.</summary>
internal static class ManifestFileParser
{
    public static bool IsCandidate(SyntaxNode node) => node is CompilationUnitSyntax && Candidates(node).Any();

    public static EquatableArray<ManifestEntry> Parse(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var model = QuietModel.Of(context.SemanticModel);
        var mappings = new MappingParser(model);
        var types = new TypeEntryParser(model);
        var entries = new List<ManifestEntry?>();
        foreach (var candidate in Candidates(context.Node))
        {
            cancellationToken.ThrowIfCancellationRequested();
            IEnumerable<ManifestEntry?> found = candidate switch
            {
                TypeDeclarationSyntax type => types.Parse(type, cancellationToken),
                InvocationExpressionSyntax call when MappingParser.IsCandidate(call) => [mappings.Parse(call, cancellationToken)],
                InvocationExpressionSyntax call => [ProfileEntryParser.Parse(call, model, cancellationToken)],
                _ => [FunctionEntryParser.Parse(candidate, model, cancellationToken)],
            };
            entries.AddRange(found);
        }

        return entries.OfType<ManifestEntry>().ToEquatableArray();
    }

    private static IEnumerable<SyntaxNode> Candidates(SyntaxNode file) => file.DescendantNodes().Where(static node => node switch
    {
        TypeDeclarationSyntax type => TypeEntryParser.IsCandidate(type),
        InvocationExpressionSyntax call => MappingParser.IsCandidate(call) || ProfileEntryParser.IsCandidate(call),
        _ => FunctionEntryParser.IsCandidate(node),
    });
}
