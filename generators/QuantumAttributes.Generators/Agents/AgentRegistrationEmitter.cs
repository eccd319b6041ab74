using System.Globalization;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators.Agents;

/// <summary>Writes the part of a module that registers agents, with a direct call for each capability.</summary>
internal static class AgentRegistrationEmitter
{
    public const string Method = "RegisterAgents";

    private const string Extensions = "global::Microsoft.Extensions.DependencyInjection.QuantumAgentServiceCollectionExtensions";
    private const string Agents = "global::QuantumAttributes.Agents";
    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";

    public static string Emit(ModulePart<AgentModel> part)
    {
        var writer = ModuleFile.Begin(part.Assembly).OpenRegistration($"private static void {Method}");
        foreach (var agent in part.Items)
            Register(writer, agent);
        return writer.Close().End();
    }

    private static void Register(SourceWriter writer, AgentModel agent)
    {
        writer.Line($"{Extensions}.AddQuantumAgent<{agent.Type}>(").Indent()
            .Line("services,")
            .Line($"{Agents}.AgentDescriptor.Create<{agent.Type}>(").Indent()
            .Line($"{GeneratedFile.Literal(agent.Name)},")
            .Line($"new {Agents}.CapabilityDescriptor[]")
            .Open();
        foreach (var capability in agent.Capabilities)
            Describe(writer, agent, capability);
        writer.Close("));").Outdent().Outdent();
    }

    private static void Describe(SourceWriter writer, AgentModel agent, CapabilityModel capability)
    {
        string types = $"{agent.Type}, {capability.RequestType}, {capability.ResponseType}";
        writer.Line($"new {Agents}.CapabilityDescriptor<{types}>(").Indent()
            .Line($"{GeneratedFile.Literal(capability.Name)},")
            .Line($"static (agent, request, cancellationToken) => {Call(capability)}){(HasFacts(capability) ? "" : ",")}")
            .Outdent();
        if (!HasFacts(capability))
            return;

        writer.Open();
        if (capability.Algorithm is { } algorithm)
            writer.Line($"Algorithm = {GeneratedFile.Literal(algorithm)},");
        if (capability.Cost is { } cost)
            writer.Line($"Cost = {cost.ToString(CultureInfo.InvariantCulture)},");
        if (capability.Route is { } route)
            writer.Line($"Route = {GeneratedFile.Literal(route)},");
        writer.Close(",");
    }

    private static bool HasFacts(CapabilityModel capability) =>
        capability.Algorithm is not null || capability.Cost is not null || capability.Route is not null;

    private static string Call(CapabilityModel capability)
    {
        string arguments = capability.TakesCancellation ? "request, cancellationToken" : "request";
        string call = $"{capability.Receiver}.{capability.Method}({arguments})";
        return capability.Answer switch
        {
            AnswerKind.ValueTask => call,
            AnswerKind.Task => $"new {ValueTask}<{capability.ResponseType}>({call})",
            _ => $"{ValueTask}.FromResult<{capability.ResponseType}>({call})",
        };
    }
}
