using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Hubs;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>Reads what attributes demand.</summary>
internal static class DemandParser
{
    /// <summary>What the attributes on the symbol itself demand.</summary>
    public static Demands Of(ISymbol symbol)
    {
        var demands = Demands.None;
        foreach (var attribute in symbol.GetAttributes())
            demands += Of(attribute);
        return demands;
    }

    /// <summary>What the type and its bases demand: our attributes are inherited.</summary>
    public static Demands OfTypeAndBases(INamedTypeSymbol type)
    {
        var demands = Demands.None;
        foreach (var current in type.WithBases().TakeWhile(static current => current.SpecialType == SpecialType.None))
            demands += Of(current);
        return demands;
    }

    /// <summary>What a policy demands, when it is that of a profile.</summary>
    public static Demands OfPolicy(string? policy) => policy?.StartsWith(WellKnownNames.PolicyPrefix, StringComparison.Ordinal) == true
        ? Demands.Of(policy[WellKnownNames.PolicyPrefix.Length..])
        : Demands.None;

    private static Demands Of(AttributeData attribute)
    {
        // Almost all attributes implement nothing.
        if (attribute.AttributeClass is not { AllInterfaces.IsEmpty: false } type)
            return Demands.None;
        return type.AllInterfaces.Any(static contract => contract.Is(WellKnownNames.ChannelMetadata))
            ? Demands.OfChannel
            : OfPolicy(PolicyUseParser.PolicyOf(attribute));
    }
}
