using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Agents;

/// <summary>A class with <c>[QuantumAgent]</c>, and those of its capabilities that can be called.</summary>
internal sealed record AgentModel
{
    public required string Name { get; init; }

    /// <summary>The class, as code writes it.</summary>
    public required string Type { get; init; }

    /// <summary>What the orchestrator calls the typed client: <c>Documents</c>. Unique in the assembly.</summary>
    public required string ClientName { get; init; }

    public required EquatableArray<CapabilityModel> Capabilities { get; init; }

    /// <summary>Whether other assemblies can use any of the client.</summary>
    public bool IsPublic => Capabilities.Any(capability => capability.IsPublic);
}
