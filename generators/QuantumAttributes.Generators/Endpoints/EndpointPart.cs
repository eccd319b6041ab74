using QuantumAttributes.Generators.Agents;
using QuantumAttributes.Generators.Hubs;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators.Endpoints;

/// <summary>What a module maps.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Capabilities">The capabilities that have routes.</param>
/// <param name="Hubs">The hubs that have routes: what else is said of them, the routes do not repeat.</param>
internal sealed record EndpointPart(
    AssemblyModel Assembly, EquatableArray<CapabilityModel> Capabilities, EquatableArray<HubRoute> Hubs) : IModulePart
{
    /// <summary>Whether a context is for the request, the answer or the items of one of the capabilities.</summary>
    public bool Needs(JsonContextModel context) => Capabilities.Any(capability =>
        context.Knows(capability.RequestType) || context.Knows(capability.ItemType ?? capability.ResponseType));

    /// <summary>The part, or null where there is nothing to map, or the assembly cannot.</summary>
    public static EndpointPart? Of(AssemblyModel assembly, EquatableArray<AgentModel> agents, EquatableArray<HubModel> hubs)
    {
        if (!assembly.KnowsEndpoints)
            return null;

        var capabilities = agents
            .SelectMany(static agent => agent.Capabilities)
            .Where(static capability => capability.Route is not null)
            .ToEquatableArray();
        var mapped = hubs.Where(static hub => hub.Route is not null).Select(static hub => new HubRoute(hub.Type, hub.Route!)).ToEquatableArray();
        return capabilities.Count + mapped.Count > 0 ? new EndpointPart(assembly, capabilities, mapped) : null;
    }
}
