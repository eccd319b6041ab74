using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace QuantumAttributes.Generators.Tests.Infrastructure;

/// <summary>The properties of a project that the build tells a generator.</summary>
internal sealed class ProjectOptions(string directory, bool isBuilt) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(directory, isBuilt);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Options(string directory, bool isBuilt) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key switch
            {
                "build_property.ProjectDir" => directory,
                "build_property.DesignTimeBuild" when !isBuilt => "true",
                _ => null,
            };
            return value is not null;
        }
    }
}
