using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators.Endpoints;

/// <summary>Writes the part of a module that registers the JSON contexts which the routes of its capabilities need.</summary>
internal static class JsonRegistrationEmitter
{
    public const string Method = "RegisterJson";

    private const string Add = "global::Microsoft.Extensions.DependencyInjection.QuantumJsonServiceCollectionExtensions.AddQuantumJsonContext";

    public static string Emit(ModulePart<JsonContextModel> part)
    {
        var writer = ModuleFile.Begin(part.Assembly).OpenRegistration($"private static void {Method}");
        foreach (var context in part.Items)
            writer.Line($"{Add}(services, {context.Type}.Default);");
        return writer.Close().End();
    }
}
