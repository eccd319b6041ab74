using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>What says who may come in: [QuantumAuth], [AllowAnonymous], and the calls that stand for them.</summary>
internal sealed class EndpointAccess(WellKnownTypes types)
{
    /// <summary>Whether the compilation can say both.</summary>
    public bool IsKnown => types.AuthMetadata is not null && types.AllowAnonymous is not null;

    /// <summary>The attribute on the symbol itself that demands a profile of ours, or null.</summary>
    public AttributeData? FindDemand(ISymbol symbol) => Find(symbol, types.AuthMetadata);

    /// <summary>The attribute on the symbol itself that lets everybody in, or null.</summary>
    public AttributeData? FindAnonymous(ISymbol symbol) => Find(symbol, types.AllowAnonymous);

    /// <summary>Whether a profile is demanded there, or where it inherits from.</summary>
    public bool Demands(ISymbol? symbol) => WithInherited(symbol).Any(source => FindDemand(source) is not null);

    /// <summary>Whether everybody is let in there, or where it inherits from.</summary>
    public bool IsAnonymous(ISymbol? symbol) => WithInherited(symbol).Any(source => FindAnonymous(source) is not null);

    public bool IsHub(INamedTypeSymbol type) => type.IsOrDerivesFrom(types.Hub);

    /// <summary>Whether what stands on the class counts for its methods. For handlers of minimal endpoints it does not.</summary>
    public bool PassesToMethods(INamedTypeSymbol type) => IsHub(type) || type.IsOrDerivesFrom(types.Controller);

    private static IEnumerable<ISymbol> WithInherited(ISymbol? symbol)
    {
        for (ISymbol? current = symbol; current is not null; current = Inherited(current))
            yield return current;
    }

    private static ISymbol? Inherited(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => type.BaseType,
        IMethodSymbol method => method.OverriddenMethod,
        _ => null,
    };

    private static AttributeData? Find(ISymbol symbol, INamedTypeSymbol? metadata) => symbol.GetAttributes()
        .FirstOrDefault(attribute => attribute.AttributeClass?.AllInterfaces.Any(implemented => implemented.Is(metadata)) == true);
}
