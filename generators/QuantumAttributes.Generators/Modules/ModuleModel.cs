using QuantumAttributes.Generators.Agents;
using QuantumAttributes.Generators.Hubs;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>Everything that an assembly's module says.</summary>
internal sealed record ModuleModel
{
    public required AssemblyModel Assembly { get; init; }

    /// <summary>The modules of the assemblies that it references, sorted by assembly.</summary>
    public required EquatableArray<ReferencedModule> References { get; init; }

    public required EquatableArray<ProfileUse> ProfileUses { get; init; }

    public required EquatableArray<AgentModel> Agents { get; init; }

    public required EquatableArray<HubModel> Hubs { get; init; }

    /// <summary>The capabilities that have routes, where the assembly can map them.</summary>
    public IEnumerable<CapabilityModel> Routes => Assembly.KnowsEndpoints
        ? Agents.SelectMany(agent => agent.Capabilities).Where(capability => capability.Route is not null)
        : [];

    /// <summary>The hubs that have routes, where the assembly can map them.</summary>
    public IEnumerable<HubModel> HubRoutes => Assembly.KnowsEndpoints ? Hubs.Where(hub => hub.Route is not null) : [];

    public bool HasEndpoints => Routes.Any() || HubRoutes.Any();

    /// <summary>
    /// The assembly's module, or null when it needs none: no attribute, no agent, no hub, and no call that registers modules.
    /// </summary>
    public static ModuleModel? From(
        AssemblyModel assembly,
        EquatableArray<ReferencedModule> references,
        AttributeUseSummary uses,
        EquatableArray<AgentModel> agents,
        EquatableArray<HubModel> hubs,
        bool isRegistering) =>
        assembly.KnowsModules && (uses.IsAny || agents.Count > 0 || hubs.Count > 0 || isRegistering)
            ? new ModuleModel { Assembly = assembly, References = references, ProfileUses = uses.Profiles, Agents = agents, Hubs = hubs }
            : null;
}
