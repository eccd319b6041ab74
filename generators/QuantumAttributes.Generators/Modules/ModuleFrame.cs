using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>What of a module is written once.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="References">The modules of the assemblies that it references, sorted by assembly.</param>
/// <param name="NamesProfiles">Whether another part says which profiles are named.</param>
/// <param name="Registrations">The methods of other parts that register services.</param>
internal sealed record ModuleFrame(
    AssemblyModel Assembly, EquatableArray<ReferencedModule> References, bool NamesProfiles, EquatableArray<string> Registrations) : IModulePart;
