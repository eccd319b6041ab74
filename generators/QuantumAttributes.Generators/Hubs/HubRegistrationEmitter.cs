using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Hubs;

/// <summary>Writes the registration of hubs, with the policies that the application must have for them.</summary>
internal static class HubRegistrationEmitter
{
    private const string Add =
        "global::Microsoft.Extensions.DependencyInjection.QuantumHubServiceCollectionExtensions.AddQuantumHub";
    private const string PolicyUseType = $"global::{WellKnownNames.PolicyUse}";

    // The policies are an array, although the parameter is a params one: before C# 13 lists cannot be expanded, nor left out.
    public static void Register(SourceWriter writer, HubModel hub)
    {
        writer.Line($"{Add}<{hub.Type}>(").Indent().Line("services,");
        if (hub.Policies.Count == 0)
        {
            writer.Line($"global::System.Array.Empty<{PolicyUseType}>());").Outdent();
            return;
        }

        writer.Line($"new {PolicyUseType}[]").Open();
        foreach (var use in hub.Policies)
            writer.Line($"new {PolicyUseType}({GeneratedFile.Literal(use.Policy)}, {GeneratedFile.Literal(use.Where)}),");
        writer.Close(");").Outdent();
    }
}
