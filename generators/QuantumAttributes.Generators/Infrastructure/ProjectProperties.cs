using Microsoft.CodeAnalysis.Diagnostics;

namespace QuantumAttributes.Generators.Infrastructure;

/// <summary>What the build says about the project.</summary>
/// <param name="Directory">The directory of the project; empty where the build does not say.</param>
/// <param name="IsDesignTime">
/// Whether nothing is built, as in an IDE. The kind of an output does not tell: IDEs ask for all (dotnet/roslyn#77288).
/// </param>
internal sealed record ProjectProperties(string Directory, bool IsDesignTime)
{
    public static ProjectProperties From(AnalyzerConfigOptions options) => new(
        options.TryGetValue("build_property.ProjectDir", out string? directory) ? directory : "",
        options.TryGetValue("build_property.DesignTimeBuild", out string? designTime)
            && designTime.Equals("true", StringComparison.OrdinalIgnoreCase));
}
