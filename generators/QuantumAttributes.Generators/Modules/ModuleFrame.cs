using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>What of a module is written once, and which parts it has.</summary>
internal sealed record ModuleFrame(
    AssemblyModel Assembly, EquatableArray<ReferencedModule> References, bool NamesProfiles, bool HasAgents, bool HasHubs) : IModulePart;
