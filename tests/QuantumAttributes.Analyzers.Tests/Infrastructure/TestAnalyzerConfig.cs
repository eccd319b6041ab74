using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace QuantumAttributes.Analyzers.Tests.Infrastructure;

/// <summary>An <c>.editorconfig</c> that says the same of every file.</summary>
internal sealed class TestAnalyzerConfig : AnalyzerConfigOptionsProvider
{
    private readonly Options _options;

    private TestAnalyzerConfig(IEnumerable<(string Key, string Value)> options) => _options = new Options(options.ToDictionary());

    public override AnalyzerConfigOptions GlobalOptions => _options;

    public static TestAnalyzerConfig Of(params IEnumerable<(string Key, string Value)> options) => new(options);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _options;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _options;

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
