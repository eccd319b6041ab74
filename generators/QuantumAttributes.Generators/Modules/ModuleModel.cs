using QuantumAttributes.Generators.Agents;
using QuantumAttributes.Generators.Endpoints;
using QuantumAttributes.Generators.Hubs;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>
/// Everything that an assembly's module says. Each part of it is written into a file of its own, which is left as it is while another
/// part changes.
/// </summary>
internal sealed record ModuleModel
{
    public required AssemblyModel Assembly { get; init; }

    /// <summary>The modules of the assemblies that it references, sorted by assembly.</summary>
    public required EquatableArray<ReferencedModule> References { get; init; }

    public required EquatableArray<ProfileUse> ProfileUses { get; init; }

    public required EquatableArray<AgentModel> Agents { get; init; }

    public required EquatableArray<HubModel> Hubs { get; init; }

    /// <summary>The JSON contexts of the assembly, sorted by class.</summary>
    public required EquatableArray<JsonContextModel> JsonContexts { get; init; }

    public ModuleFrame Frame => new(Assembly, References, ProfileUses.Count > 0, Registrations().ToEquatableArray());

    public ModulePart<ProfileUse>? Profiles => ModulePart<ProfileUse>.Of(Assembly, ProfileUses);

    public ModulePart<AgentModel>? AgentServices => ModulePart<AgentModel>.Of(Assembly, Agents);

    public ModulePart<HubModel>? HubServices => ModulePart<HubModel>.Of(Assembly, Hubs);

    public EndpointPart? Endpoints => EndpointPart.Of(Assembly, Agents, Hubs);

    /// <summary>The contexts that the routes of capabilities need.</summary>
    public ModulePart<JsonContextModel>? JsonServices => Endpoints is { } endpoints
        ? ModulePart<JsonContextModel>.Of(Assembly, JsonContexts.Where(endpoints.Needs).ToEquatableArray())
        : null;

    private IEnumerable<string> Registrations()
    {
        if (AgentServices is not null)
            yield return AgentRegistrationEmitter.Method;
        if (HubServices is not null)
            yield return HubRegistrationEmitter.Method;
        if (JsonServices is not null)
            yield return JsonRegistrationEmitter.Method;
    }

    /// <summary>
    /// The assembly's module, or null when it needs none: no attribute, no agent, no hub, and no call that registers modules.
    /// </summary>
    public static ModuleModel? From(
        AssemblyModel assembly,
        EquatableArray<ReferencedModule> references,
        AttributeUseSummary uses,
        EquatableArray<AgentModel> agents,
        EquatableArray<HubModel> hubs,
        EquatableArray<JsonContextModel> jsonContexts,
        bool isRegistering) =>
        assembly.KnowsModules && (uses.IsAny || agents.Count > 0 || hubs.Count > 0 || isRegistering)
            ? new ModuleModel
            {
                Assembly = assembly,
                References = references,
                ProfileUses = uses.Profiles,
                Agents = agents,
                Hubs = hubs,
                JsonContexts = jsonContexts,
            }
            : null;
}
