using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>
/// Writes what <c>AddQuantumAttributes()</c> becomes in an application: the same call, with its module in it.
/// </summary>
internal static class InterceptorEmitter
{
    private const string Services = "global::Microsoft.Extensions.DependencyInjection.IServiceCollection";

    public static string Emit(InterceptorModel model)
    {
        var writer = GeneratedFile.Begin();
        DeclareAttribute(writer);
        writer.Line()
            .Open($"namespace {GeneratedFile.Namespace}")
            .Summary("Registers the module of this application, and with it those of all its references.")
            .Mark()
            .Open("file static class QuantumRegistration");
        string type = $"global::{WellKnownNames.ModuleInterface}";
        writer.Line($"private static readonly {type}[] s_modules =").Indent()
            .Line($"new {type}[] {{ new {model.Assembly.QualifiedModuleClass}() }};").Outdent();

        writer.Line();
        foreach (string location in model.Registrations)
            writer.Line(location);
        writer.Line($"public static {Services} {WellKnownNames.Registration}(").Indent()
            .Line($"this {Services} services, global::System.Action<global::{WellKnownNames.Options}>? configure) =>")
            .Line($"global::{WellKnownNames.RegistrationClass}.{WellKnownNames.Registration}(services, configure, s_modules);")
            .Outdent();
        return writer.Close().Close().ToString();
    }

    // Local to its file, so that it meets neither another generator's nor one of an assembly that shows us its internals.
    private static void DeclareAttribute(SourceWriter writer) => writer
        .Open("namespace System.Runtime.CompilerServices")
        .Line("[global::System.AttributeUsage(global::System.AttributeTargets.Method, AllowMultiple = true)]")
        .Open("file sealed class InterceptsLocationAttribute : global::System.Attribute")
        .Open("public InterceptsLocationAttribute(int version, string data)")
        .Close()
        .Close()
        .Close();
}
