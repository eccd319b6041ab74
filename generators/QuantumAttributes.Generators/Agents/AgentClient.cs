using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators.Agents;

/// <summary>The typed client of an agent.</summary>
internal sealed record AgentClient(AssemblyModel Assembly, AgentModel Agent)
{
    /// <summary>
    /// The class that extends the orchestrator. Client names have no underscore, so that no two assemblies write the same.
    /// </summary>
    public string ExtensionsClass => $"{Assembly.Id}_{Agent.ClientName}AgentExtensions";
}
