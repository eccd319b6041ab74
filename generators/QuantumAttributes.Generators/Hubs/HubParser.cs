using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Hubs;

/// <summary>
/// Finds the hubs to which attributes of ours apply. The attributes may all stand on a base, perhaps in another assembly, so that
/// only the symbol of a class tells.
/// </summary>
internal static class HubParser
{
    /// <summary>The hub, when generated code can name it and something of ours applies to it.</summary>
    public static HubModel? Parse(INamedTypeSymbol hub, Compilation compilation)
    {
        if (!CanBeRegistered(hub, compilation))
            return null;

        var members = HubMembers.Of(hub).ToList();
        if (!IsMapped(hub) && !members.Any(static member => member.GetAttributes().Any(IsDemand)))
            return null;

        return new HubModel
        {
            Type = hub.ToCode(),
            Route = RouteOf(hub),
            Policies = PolicyUseParser.Parse(members),
        };
    }

    /// <summary>All hubs of the assembly, sorted, each once however many parts it has.</summary>
    public static EquatableArray<HubModel> Arrange(IEnumerable<HubModel> hubs) =>
        hubs.Distinct().OrderBy(static hub => hub.Type, StringComparer.Ordinal).ToEquatableArray();

    // What is generic, or in something generic, is not reachable either: its type parameters are not.
    private static bool CanBeRegistered(INamedTypeSymbol hub, Compilation compilation) =>
        hub is { IsAbstract: false, CanBeReferencedByName: true }
        && hub.IsReachable(compilation.Assembly, compilation);

    private static bool IsMapping(AttributeData attribute) => attribute.AttributeClass.Is(WellKnownNames.HubAttribute);

    private static bool IsDemand(AttributeData attribute) => attribute.AttributeClass?.AllInterfaces
        .Any(static type => type.Is(WellKnownNames.AuthMetadata) || type.Is(WellKnownNames.ChannelMetadata)) == true;

    /// <summary>Whether <c>[QuantumHub]</c> maps the hub.</summary>
    public static bool IsMapped(INamedTypeSymbol hub) => hub.GetAttributes().Any(IsMapping);

    /// <summary>Where <c>[QuantumHub]</c> maps the hub, or null where it does not.</summary>
    public static string? RouteOf(INamedTypeSymbol hub) =>
        hub.GetAttributes().FirstOrDefault(IsMapping)?.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string route }]
        && !string.IsNullOrWhiteSpace(route)
            ? route
            : null;
}
