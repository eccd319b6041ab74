using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>An algorithm that is named by a constant text, and where.</summary>
internal sealed record AlgorithmText(string Name, Location Location)
{
    /// <summary>The constants among the names that are given to <c>RequireAlgorithm</c>.</summary>
    public static IEnumerable<AlgorithmText> In(IInvocationOperation requireAlgorithm)
    {
        IEnumerable<IOperation> elements = requireAlgorithm.Argument("algorithms") switch
        {
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
            ICollectionExpressionOperation collection => collection.Elements,
            _ => [],
        };
        return elements.Select(Of).OfType<AlgorithmText>();
    }

    public static AlgorithmText? Of(IOperation? operation) =>
        CallChain.Unwrap(operation) is { ConstantValue: { HasValue: true, Value: string name } } value
            ? new AlgorithmText(name, value.Syntax.GetLocation())
            : null;

    /// <summary>The algorithm of [QuantumCapability(Algorithm = …)] on the method; null where none is named.</summary>
    public static AlgorithmText? OfCapability(ISymbol method, WellKnownTypes types, CancellationToken cancellationToken)
    {
        AttributeData? capability = method.FindAttribute(types.CapabilityAttribute);
        if (capability?.NamedArguments.FirstOrDefault(argument => argument.Key == "Algorithm").Value.Value is not string name)
            return null;
        var syntax = capability.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
        AttributeArgumentSyntax? written = syntax?.ArgumentList?.Arguments
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.Text == "Algorithm");
        return new AlgorithmText(name, written?.Expression.GetLocation() ?? Location.None);
    }
}
