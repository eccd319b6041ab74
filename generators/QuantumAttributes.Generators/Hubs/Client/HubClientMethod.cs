using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Hubs.Client;

/// <summary>A method of a hub, as its client calls it.</summary>
internal sealed record HubClientMethod
{
    /// <summary>What the client calls it. Unique in the client.</summary>
    public required string Name { get; init; }

    /// <summary>What it is called on the wire.</summary>
    public required string Target { get; init; }

    public required EquatableArray<HubClientParameter> Parameters { get; init; }

    /// <summary>What the client calls its cancellation token, which is no parameter's name.</summary>
    public required string CancellationName { get; init; }

    /// <summary>The type of the answer, or of its items; null where there is none.</summary>
    public required string? Result { get; init; }

    /// <summary>Whether the answer is a stream of items.</summary>
    public required bool IsStream { get; init; }
}
