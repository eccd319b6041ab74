using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators.Hubs;

/// <summary>Writes the part of a module that registers hubs, with the policies that the application must have for them.</summary>
internal static class HubRegistrationEmitter
{
    public const string Method = "RegisterHubs";

    private const string Add =
        "global::Microsoft.Extensions.DependencyInjection.QuantumHubServiceCollectionExtensions.AddQuantumHub";
    private const string PolicyUseType = $"global::{WellKnownNames.PolicyUse}";

    public static string Emit(ModulePart<HubModel> part)
    {
        var writer = ModuleFile.Begin(part.Assembly).OpenRegistration($"private static void {Method}");
        foreach (var hub in part.Items)
            Register(writer, hub);
        return writer.Close().End();
    }

    // The policies are an array, although the parameter is a params one: before C# 13 lists cannot be expanded, nor left out.
    private static void Register(SourceWriter writer, HubModel hub)
    {
        writer.Line($"{Add}<{hub.Type}>(").Indent().Line("services,");
        if (hub.Policies.Count == 0)
        {
            writer.Line($"global::System.Array.Empty<{PolicyUseType}>());").Outdent();
            return;
        }

        writer.Line($"new {PolicyUseType}[]").Open();
        foreach (var use in hub.Policies)
            writer.Line($"new({GeneratedFile.Literal(use.Policy)}, {GeneratedFile.Literal(use.Where)}),");
        writer.Close(");").Outdent();
    }
}
