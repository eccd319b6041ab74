using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>Writes the frame of an assembly's module, and the attribute by which applications find it.</summary>
internal static class ModuleEmitter
{
    public static string Emit(ModuleFrame module)
    {
        var assembly = module.Assembly;
        string name = GeneratedFile.Xml(assembly.Name);
        var writer = GeneratedFile.Begin()
            .Line($"[assembly: global::{WellKnownNames.ModuleAttribute}(typeof({assembly.QualifiedModuleClass}))]")
            .Line()
            .Open($"namespace {GeneratedFile.Namespace}")
            .Summary($"What <c>{name}</c> brings: the profiles that it names, its agents and its hubs.")
            .Mark()
            .Open($"public sealed partial class {assembly.ModuleClass} : global::{WellKnownNames.ModuleInterface}")
            .Line("/// <inheritdoc/>")
            .Line($"public string Name => {GeneratedFile.Literal(assembly.Name)};")
            .Line();
        WriteReferences(writer, module);
        if (!module.NamesProfiles)
            ProfileUseEmitter.WriteNone(writer).Line();
        WriteServices(writer, module);
        return writer.End();
    }

    private static void WriteReferences(SourceWriter writer, ModuleFrame module)
    {
        if (module.References.Count == 0)
            return;
        const string Module = $"global::{WellKnownNames.ModuleInterface}";
        writer.Line("/// <inheritdoc/>")
            .Line($"public global::System.Collections.Generic.IReadOnlyList<{Module}> References =>")
            .Indent()
            .Line($"new {Module}[]")
            .Open();
        foreach (var reference in module.References)
            writer.Line($"new {reference.QualifiedClass}(),");
        writer.Close(";").Outdent().Line();
    }

    private static void WriteServices(SourceWriter writer, ModuleFrame module)
    {
        writer.Line("/// <inheritdoc/>").OpenRegistration("public void RegisterServices");
        foreach (string method in module.Registrations)
            writer.Line($"{method}(services);");
        writer.Close();
    }
}
