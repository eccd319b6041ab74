using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace QuantumAttributes.Benchmarks.Generators;

/// <summary>What a build, or the one that an IDE only pretends, says to a generator.</summary>
internal sealed class BuildProperties(bool isDesignTime) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(isDesignTime);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Options(bool isDesignTime) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = isDesignTime && key == "build_property.DesignTimeBuild" ? "true" : null;
            return value is not null;
        }
    }
}
