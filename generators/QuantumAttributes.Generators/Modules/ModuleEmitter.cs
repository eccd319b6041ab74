using QuantumAttributes.Generators.Agents;
using QuantumAttributes.Generators.Hubs;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>Writes an assembly's module, and the attribute by which applications find it.</summary>
internal static class ModuleEmitter
{
    private const string ProfileUseType = "global::QuantumAttributes.QuantumProfileUse";

    public static string Emit(ModuleModel module)
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
        WriteProfileUses(writer, module);
        writer.Line();
        WriteServices(writer, module);
        return writer.Close().Close().ToString();
    }

    private static void WriteReferences(SourceWriter writer, ModuleModel module)
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

    private static void WriteProfileUses(SourceWriter writer, ModuleModel module)
    {
        writer.Line("/// <inheritdoc/>")
            .Line($"public global::System.Collections.Generic.IReadOnlyList<{ProfileUseType}> ProfileUses {{ get; }} =")
            .Indent();
        if (module.ProfileUses.Count == 0)
        {
            writer.Line($"global::System.Array.Empty<{ProfileUseType}>();").Outdent();
            return;
        }

        writer.Line($"new {ProfileUseType}[]").Open();
        foreach (var use in module.ProfileUses)
            writer.Line($"new {ProfileUseType}({GeneratedFile.Literal(use.Profile)}, {GeneratedFile.Literal(use.Where)}),");
        writer.Close(";").Outdent();
    }

    private static void WriteServices(SourceWriter writer, ModuleModel module)
    {
        writer.Line("/// <inheritdoc/>")
            .Open("public void RegisterServices(global::Microsoft.Extensions.DependencyInjection.IServiceCollection services)");
        foreach (var agent in module.Agents)
            AgentRegistrationEmitter.Register(writer, agent);
        foreach (var hub in module.Hubs)
            HubRegistrationEmitter.Register(writer, hub);
        writer.Close();
    }
}
