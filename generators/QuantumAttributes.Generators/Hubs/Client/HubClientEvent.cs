using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Hubs.Client;

/// <summary>A method of a client, as the hub calls it.</summary>
internal sealed record HubClientEvent
{
    /// <summary>The method by which the client listens. Unique in the client.</summary>
    public required string Name { get; init; }

    /// <summary>What it is called on the wire.</summary>
    public required string Target { get; init; }

    public required EquatableArray<HubClientArgument> Arguments { get; init; }

    /// <summary>The type of the answer that the hub waits for; null where it does not.</summary>
    public required string? Result { get; init; }
}
