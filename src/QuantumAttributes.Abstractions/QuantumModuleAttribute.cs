namespace QuantumAttributes;

/// <summary>
/// Names the module of an assembly. Written by the source generator, which in the host reads these attributes of the references
/// instead of scanning their types.
/// </summary>
/// <param name="moduleType">The public class that implements <see cref="IQuantumModule"/> and has a parameterless constructor.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = false)]
public sealed class QuantumModuleAttribute(Type moduleType) : Attribute
{
    /// <summary>The module's type.</summary>
    public Type ModuleType { get; } = moduleType;
}
