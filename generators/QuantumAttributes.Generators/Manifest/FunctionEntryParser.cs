using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>Reads lambdas and local functions with attributes that are not where they are mapped: who maps them is not known.</summary>
internal static class FunctionEntryParser
{
    public static bool IsCandidate(SyntaxNode node) => node switch
    {
        LambdaExpressionSyntax { AttributeLists.Count: > 0 } => !IsMappedAtOnce(node),
        LocalFunctionStatementSyntax { AttributeLists.Count: > 0 } => true,
        _ => false,
    };

    public static ManifestEntry? Parse(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        var function = node is LambdaExpressionSyntax
            ? model.GetSymbolInfo(node, cancellationToken).Symbol
            : model.GetDeclaredSymbol(node, cancellationToken);
        return function is not null && DemandParser.Of(function) is { IsAny: true } demands
            ? new ManifestEntry
            {
                Kind = QuantumManifestKind.Method,
                Name = MemberPath.Of(node, model, cancellationToken),
                Demands = demands,
                Place = SourcePlace.Of(node),
            }
            : null;
    }

    private static bool IsMappedAtOnce(SyntaxNode lambda) =>
        lambda.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && MappingParser.IsCandidate(call);
}
