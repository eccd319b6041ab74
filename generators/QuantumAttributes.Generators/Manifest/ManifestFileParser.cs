using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>Reads what of a source file belongs into the manifest.</summary>
internal static class ManifestFileParser
{
    public static IEnumerable<ManifestEntry> Parse(SemanticModel model, CancellationToken cancellationToken)
    {
        var mappings = new MappingParser(model);
        var types = new TypeEntryParser(model);
        var entries = new List<ManifestEntry?>();
        foreach (var candidate in Candidates(model.SyntaxTree.GetRoot(cancellationToken)))
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

        return entries.OfType<ManifestEntry>();
    }

    private static IEnumerable<SyntaxNode> Candidates(SyntaxNode file) => file.DescendantNodes().Where(static node => node switch
    {
        TypeDeclarationSyntax type => TypeEntryParser.IsCandidate(type),
        InvocationExpressionSyntax call => MappingParser.IsCandidate(call) || ProfileEntryParser.IsCandidate(call),
        _ => FunctionEntryParser.IsCandidate(node),
    });
}
