using QuantumAttributes.Generators.Agents;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>Everything that an assembly's module says.</summary>
internal sealed record ModuleModel
{
    public required AssemblyModel Assembly { get; init; }

    public required EquatableArray<ProfileUse> ProfileUses { get; init; }

    public required EquatableArray<AgentModel> Agents { get; init; }

    /// <summary>The capabilities that have routes, where the assembly can map them.</summary>
    public IEnumerable<CapabilityModel> Routes => Assembly.KnowsEndpoints
        ? Agents.SelectMany(agent => agent.Capabilities).Where(capability => capability.Route is not null)
        : [];

    /// <summary>
    /// The assembly's module, or null when it needs none: no attribute, no agent, and no call that registers modules.
    /// </summary>
    public static ModuleModel? From(
        AssemblyModel assembly, AttributeUseSummary uses, EquatableArray<AgentModel> agents, bool isRegistering) =>
        assembly.KnowsModules && (uses.IsAny || agents.Count > 0 || isRegistering)
            ? new ModuleModel { Assembly = assembly, ProfileUses = uses.Profiles, Agents = agents }
            : null;
}
