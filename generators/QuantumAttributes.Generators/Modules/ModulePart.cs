using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>The things of one kind in a module.</summary>
internal sealed record ModulePart<T>(AssemblyModel Assembly, EquatableArray<T> Items) : IModulePart
    where T : IEquatable<T>
{
    /// <summary>The part, or null where there is nothing for it.</summary>
    public static ModulePart<T>? Of(AssemblyModel assembly, EquatableArray<T> items) =>
        items.Count > 0 ? new ModulePart<T>(assembly, items) : null;
}
