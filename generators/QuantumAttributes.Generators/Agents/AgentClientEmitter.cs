using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators.Agents;

/// <summary>Writes an agent's typed client: <c>orchestrator.Documents.SignAsync(document)</c>.</summary>
internal static class AgentClientEmitter
{
    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    private const string Orchestrator = "global::QuantumAttributes.Agents.IQuantumOrchestrator";

    public static string Emit(AgentClient client)
    {
        var agent = client.Agent;
        // In the namespace of IQuantumOrchestrator: who can name the orchestrator has the client at hand.
        var writer = GeneratedFile.Begin()
            .Open("namespace QuantumAttributes.Agents")
            .Summary($"Typed calls of the agent <c>{GeneratedFile.Xml(agent.Name)}</c>.")
            .Mark()
            .Open($"{GeneratedFile.Accessibility(agent.IsPublic)} static class {client.ExtensionsClass}");
        WriteEntrance(writer, client.Assembly, agent);
        writer.Line();
        WriteClient(writer, agent);
        return writer.Close().Close().ToString();
    }

    private static void WriteEntrance(SourceWriter writer, AssemblyModel assembly, AgentModel agent)
    {
        string accessibility = GeneratedFile.Accessibility(agent.IsPublic);
        string summary = $"Calls the agent <c>{GeneratedFile.Xml(agent.Name)}</c>.";
        if (!assembly.HasExtensionMembers)
        {
            writer.Summary(summary)
                .Line($"{accessibility} static {ClientType(agent)} {agent.ClientName}(this {Orchestrator} orchestrator) =>")
                .Indent()
                .Line("new(orchestrator);")
                .Outdent();
            return;
        }

        writer.Line($"/// <param name=\"orchestrator\">What holds the agent.</param>")
            .Open($"extension({Orchestrator} orchestrator)")
            .Summary(summary)
            .Line($"{accessibility} {ClientType(agent)} {agent.ClientName} => new(orchestrator);")
            .Close();
    }

    private static void WriteClient(SourceWriter writer, AgentModel agent)
    {
        writer
            .Summary($"The capabilities of the agent <c>{GeneratedFile.Xml(agent.Name)}</c>, for any number of threads.")
            .Open($"{GeneratedFile.Accessibility(agent.IsPublic)} readonly struct {ClientType(agent)}")
            .Line($"private readonly {Orchestrator} _orchestrator;")
            .Line()
            .Line($"internal {ClientType(agent)}({Orchestrator} orchestrator) => _orchestrator = orchestrator;");
        foreach (var capability in agent.Capabilities)
        {
            writer.Line();
            WriteMethod(writer, capability);
        }

        writer.Close();
    }

    private static void WriteMethod(SourceWriter writer, CapabilityModel capability)
    {
        writer.Summary($"Calls the capability <c>{GeneratedFile.Xml(capability.Name)}</c>.")
            .Line($"/// <param name=\"{capability.RequestName.TrimStart('@')}\">What to give to it.</param>")
            .Line("/// <param name=\"cancellationToken\">Handed to the agent.</param>")
            .Line($"/// <returns>The agent's {(capability.ItemType is null ? "answer. Await it once" : "items")}.</returns>")
            .Line($"{GeneratedFile.Accessibility(capability.IsPublic)} {ReturnType(capability)} {capability.ClientMethod}(")
            .Indent()
            .Line($"{capability.RequestType} {capability.RequestName},")
            .Line("global::System.Threading.CancellationToken cancellationToken = default) =>")
            .Line(capability.ItemType is { } item
                ? $"_orchestrator.StreamAsync<{capability.RequestType}, {item}>("
                : $"_orchestrator.InvokeAsync<{capability.RequestType}, {capability.ResponseType}>(")
            .Indent()
            .Line($"{GeneratedFile.Literal(capability.Name)}, {capability.RequestName}, cancellationToken);")
            .Outdent()
            .Outdent();
    }

    private static string ReturnType(CapabilityModel capability) =>
        capability.ItemType is null ? $"{ValueTask}<{capability.ResponseType}>" : capability.ResponseType;

    private static string ClientType(AgentModel agent) => agent.ClientName + "Client";
}
