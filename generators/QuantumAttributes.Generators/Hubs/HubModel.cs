using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Hubs;

/// <summary>A SignalR hub to which an attribute of ours applies.</summary>
internal sealed record HubModel
{
    /// <summary>The class, as code writes it.</summary>
    public required string Type { get; init; }

    /// <summary>Where <c>[QuantumHub]</c> maps it, or null where something else does.</summary>
    public required string? Route { get; init; }

    /// <summary>The policies that the hub, its bases and its methods name, once each place, sorted by policy and place.</summary>
    public required EquatableArray<PolicyUse> Policies { get; init; }
}
