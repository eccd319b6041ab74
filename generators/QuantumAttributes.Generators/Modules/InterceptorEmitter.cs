using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>
/// Writes what <c>AddQuantumAttributes()</c> becomes in an application: the same call, with its module in it.
/// </summary>
internal static class InterceptorEmitter
{
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

        var signatures = model.Registrations
            .GroupBy(call => (call.ReturnType, call.ServicesType, call.ConfigureType))
            .ToList();
        for (int i = 0; i < signatures.Count; i++)
        {
            writer.Line();
            WriteInterceptor(writer, [.. signatures[i]], i);
        }

        return writer.Close().Close().ToString();
    }

    private static void WriteInterceptor(SourceWriter writer, IReadOnlyList<Registration> calls, int number)
    {
        foreach (var call in calls)
            writer.Line(call.LocationAttribute);
        writer.Line($"public static {calls[0].ReturnType} {WellKnownNames.Registration}{number}(").Indent()
            .Line($"this {calls[0].ServicesType} services, {calls[0].ConfigureType} configure) =>")
            .Line($"global::{WellKnownNames.RegistrationClass}.{WellKnownNames.Registration}(services, configure, s_modules);")
            .Outdent();
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
