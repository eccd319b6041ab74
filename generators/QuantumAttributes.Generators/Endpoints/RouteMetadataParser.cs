using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Endpoints;

/// <summary>Finds what a capability's route demands of its callers.</summary>
internal static class RouteMetadataParser
{
    /// <summary>
    /// What the class, its bases and the method demand: everything that authorises, ordinary <c>[Authorize]</c> included, and
    /// channels.
    /// To drop one of them would open the route. The default profile is demanded by <c>MapQuantumCapability</c> itself.
    /// </summary>
    public static EquatableArray<string> Parse(INamedTypeSymbol agent, IMethodSymbol method) =>
        Inherited(agent).Concat(Inherited(method)).Where(IsDemand).Select(AttributeExpression.Of).Distinct().ToEquatableArray();

    private static IEnumerable<AttributeData> Inherited(INamedTypeSymbol? type) =>
        type is null ? [] : Inherited(type.BaseType).Concat(type.GetAttributes());

    private static IEnumerable<AttributeData> Inherited(IMethodSymbol? method) =>
        method is null ? [] : Inherited(method.OverriddenMethod).Concat(method.GetAttributes());

    private static bool IsDemand(AttributeData attribute) => attribute.AttributeClass?.AllInterfaces
        .Any(static type => type.Is(WellKnownNames.AuthorizeData) || type.Is(WellKnownNames.ChannelMetadata)) == true;
}
