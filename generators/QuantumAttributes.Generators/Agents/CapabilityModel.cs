using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Agents;

/// <summary>
/// A method with <c>[QuantumCapability]</c> that takes a request, perhaps a cancellation token, and gives an answer.
/// </summary>
internal sealed record CapabilityModel
{
    public required string Name { get; init; }

    public required string? Algorithm { get; init; }

    /// <summary>The cost, where the attribute says one.</summary>
    public required int? Cost { get; init; }

    public required string? Route { get; init; }

    /// <summary>The metadata that the route carries: expressions that make attributes.</summary>
    public required EquatableArray<string> RouteMetadata { get; init; }

    /// <summary>What the method is called on: the lambda's agent, or the class of a static method.</summary>
    public required string Receiver { get; init; }

    public required string Method { get; init; }

    public required bool TakesCancellation { get; init; }

    public required AnswerKind Answer { get; init; }

    public required string RequestType { get; init; }

    public required string ResponseType { get; init; }

    /// <summary>What the items of the answer are, when that is a stream; otherwise null.</summary>
    public required string? ItemType { get; init; }

    /// <summary>What the typed client calls the request.</summary>
    public required string RequestName { get; init; }

    /// <summary>What the typed client calls the method. Unique in the agent, for its type of request.</summary>
    public required string ClientMethod { get; init; }

    /// <summary>Whether the agent, the request and the answer can be named by other assemblies.</summary>
    public required bool IsPublic { get; init; }
}
