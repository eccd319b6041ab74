using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Agents;

/// <summary>Reads classes with <c>[QuantumAgent]</c>. What cannot be called is passed over: the analyzers say so.</summary>
internal static class AgentParser
{
    // What an orchestrator has itself would hide a client of the same name.
    private static readonly string[] OrchestratorMembers =
        ["Agents", "InvokeAsync", "StreamAsync", "Equals", "GetHashCode", "GetType", "ToString"];

    /// <summary>The agent that the attribute makes of a class, or null where none of it can be called.</summary>
    public static AgentModel? Parse(INamedTypeSymbol agent, AttributeData attribute, Compilation compilation, CancellationToken cancellationToken)
    {
        if (agent is not { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false }
            || agent.IsGenericOrInside()
            || attribute.ConstructorArguments is not [{ Value: string name }]
            || string.IsNullOrWhiteSpace(name))
            return null;

        var capabilities = new CapabilityParser(agent, compilation).ParseAll(cancellationToken);
        return capabilities.Count == 0
            ? null
            : new AgentModel { Name = name, Type = agent.ToCode(), ClientName = ClientNameOf(name), Capabilities = capabilities };
    }

    /// <summary>All agents of the assembly, sorted, each with a client name of its own.</summary>
    public static EquatableArray<AgentModel> Arrange(IEnumerable<AgentModel> agents)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return agents
            .Distinct()
            .OrderBy(agent => agent.Name, StringComparer.Ordinal)
            .ThenBy(agent => agent.Type, StringComparer.Ordinal)
            .Select(agent => agent with { ClientName = Identifiers.Unique(agent.ClientName, taken) })
            .ToEquatableArray();
    }

    private static string ClientNameOf(string agentName)
    {
        string name = Identifiers.Pascal(agentName, ifEmpty: "Agent");
        return OrchestratorMembers.Contains(name) ? name + "Agent" : name;
    }
}
