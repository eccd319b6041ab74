using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Hubs.Client;

/// <summary>The typed client of a hub.</summary>
internal sealed record HubClientModel
{
    /// <summary>The namespace of the hub, and of its client; empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The class: <c>ChatHubClient</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The hub, for people.</summary>
    public required string Hub { get; init; }

    /// <summary>Where <c>[QuantumHub]</c> maps the hub, or null where something else does.</summary>
    public required string? Route { get; init; }

    /// <summary>Whether other assemblies can name the hub.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>What clients call.</summary>
    public required EquatableArray<HubClientMethod> Methods { get; init; }

    /// <summary>What the hub calls on its clients, where it says so by an interface.</summary>
    public required EquatableArray<HubClientEvent> Events { get; init; }

    /// <summary>The class as metadata has it: without what marks keywords.</summary>
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace.Replace("@", "")}.{Name}";
}
