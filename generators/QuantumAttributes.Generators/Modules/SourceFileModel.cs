using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>
/// What the statements of a source file say: lambdas and local functions with attributes, and calls of our methods.
/// </summary>
internal sealed record SourceFileModel
{
    public required EquatableArray<AttributeUse> Uses { get; init; }

    public required EquatableArray<Registration> Registrations { get; init; }
}
