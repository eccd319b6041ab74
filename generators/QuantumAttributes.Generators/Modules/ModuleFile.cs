using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>A file with a part of a module's class.</summary>
internal static class ModuleFile
{
    private const string RegisterHead = "(global::Microsoft.Extensions.DependencyInjection.IServiceCollection services)";

    public static SourceWriter Begin(AssemblyModel assembly, string bases = "") => GeneratedFile.Begin()
        .Open($"namespace {GeneratedFile.Namespace}")
        .Open($"public sealed partial class {assembly.ModuleClass}{bases}");

    public static string End(this SourceWriter writer) => writer.Close().Close().ToString();

    /// <summary>Opens a method that registers services.</summary>
    public static SourceWriter OpenRegistration(this SourceWriter writer, string signature) => writer.Open(signature + RegisterHead);
}
