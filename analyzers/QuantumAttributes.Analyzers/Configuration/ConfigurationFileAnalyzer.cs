using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using QuantumAttributes.Analyzers.Catalogue;
using QuantumAttributes.Analyzers.Cryptography;

namespace QuantumAttributes.Analyzers.Configuration;

/// <summary>QA1015: algorithms that <c>appsettings*.json</c>, given to the compiler as additional files, choose.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConfigurationFileAnalyzer : CompilationAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [FamilyRules.Of(Family.Configuration), FamilyRules.Inventory];

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterAdditionalFileAction(Analyze);

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        string path = context.AdditionalFile.Path;
        string name = Path.GetFileName(path);
        if (!name.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase) || !name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return;
        if (context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
            return;

        var options = CryptographyOptions.Of(context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.AdditionalFile));
        var uses = ConfigurationUses.Find(new JsonText(text).ReadStrings(), value => LocationOf(path, text, value.Span));
        foreach (var line in uses.GroupBy(static use => use.Location.GetLineSpan().StartLinePosition.Line))
            context.ReportDiagnostic(FindingReport.Of(line.First(), name, options));
    }

    private static Location LocationOf(string path, SourceText text, TextSpan span) => Location.Create(path, span, text.Lines.GetLinePositionSpan(span));
}
