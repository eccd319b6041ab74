using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>Writes the part of a module that says which profiles are named where.</summary>
internal static class ProfileUseEmitter
{
    private const string ProfileUseType = "global::QuantumAttributes.QuantumProfileUse";
    private const string Property =
        $"public global::System.Collections.Generic.IReadOnlyList<{ProfileUseType}> ProfileUses {{ get; }} =";

    public static string Emit(ModulePart<ProfileUse> part)
    {
        var writer = ModuleFile.Begin(part.Assembly).Line("/// <inheritdoc/>").Line(Property).Indent().Line($"new {ProfileUseType}[]").Open();
        foreach (var use in part.Items)
            writer.Line($"new({GeneratedFile.Literal(use.Profile)}, {GeneratedFile.Literal(use.Where)}),");
        return writer.Close(";").Outdent().End();
    }

    public static SourceWriter WriteNone(SourceWriter writer) => writer
        .Line("/// <inheritdoc/>")
        .Line(Property)
        .Indent()
        .Line($"global::System.Array.Empty<{ProfileUseType}>();")
        .Outdent();
}
