using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using QuantumAttributes.Analyzers.Cryptography;
using QuantumAttributes.Analyzers.Tests.Infrastructure;

namespace QuantumAttributes.Analyzers.Tests.Corpus;

/// <summary>What the analyzers make of a program of the corpus, line by line against its labels.</summary>
internal sealed class CorpusReport
{
    private readonly ILookup<(string File, int Line), Diagnostic> _reported;

    private CorpusReport(ImmutableArray<CorpusLabel> labels, IEnumerable<Diagnostic> diagnostics)
    {
        Labels = labels;
        _reported = diagnostics.ToLookup(static diagnostic =>
            (Path.GetFileName(diagnostic.Location.SourceTree!.FilePath), diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1));
    }

    public ImmutableArray<CorpusLabel> Labels { get; }

    /// <summary>Lines that had to be reported, and are not.</summary>
    public IEnumerable<CorpusLabel> Missed => Of(CorpusLabelKind.Find).Where(label => !IsFinding(label));

    /// <summary>Lines that must not be reported, and are.</summary>
    public IEnumerable<CorpusLabel> Wrong => Of(CorpusLabelKind.Clean).Where(IsFinding);

    /// <summary>Lines for the inventory that are findings: louder than a person would have them.</summary>
    public IEnumerable<CorpusLabel> Loud => Labels.Where(label => label.Kind is CorpusLabelKind.Lower or CorpusLabelKind.Hybrid && IsLoud(label));

    /// <summary>Lines found by the rule of another family.</summary>
    public IEnumerable<string> OtherFamily => Of(CorpusLabelKind.Find).Where(IsFinding)
        .Where(label => !_reported[(label.File, label.Line)].Any(diagnostic => diagnostic.Properties[FindingProperties.Family] == label.Family))
        .Select(label => $"{label}: {string.Join(" ", _reported[(label.File, label.Line)].Select(static diagnostic => diagnostic.Properties[FindingProperties.Family]))}");

    /// <summary>Findings on lines that nobody labelled.</summary>
    public IEnumerable<string> Unlabelled => _reported
        .Where(line => line.Any(static diagnostic => diagnostic.Id != FamilyRules.Inventory.Id))
        .Where(line => !Labels.Any(label => (label.File, label.Line) == line.Key))
        .Select(static line => $"{line.Key.File}:{line.Key.Line} {line.First().Id} {line.First().GetMessage()}");

    public int Count(CorpusLabelKind kind) => Of(kind).Count();

    public double Recall => 1 - ((double)Missed.Count() / Count(CorpusLabelKind.Find));

    public double FalsePositives => (double)Wrong.Count() / Count(CorpusLabelKind.Clean);

    public static async Task<CorpusReport> OfAsync(CorpusProject project, string profile, CancellationToken cancellationToken)
    {
        var options = new AnalyzerOptions([], TestAnalyzerConfig.Of(("quantum_attributes.profile", profile)));
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new ClassicalCryptographyAnalyzer(), new NativeCryptographyAnalyzer()];
        var diagnostics = await project.Compile().WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync(cancellationToken);
        return new CorpusReport(project.Labels, diagnostics.Where(static diagnostic => diagnostic.Id != "AD0001" ? true : throw new InvalidOperationException(diagnostic.GetMessage())));
    }

    private IEnumerable<CorpusLabel> Of(CorpusLabelKind kind) => Labels.Where(label => label.Kind == kind);

    private bool IsFinding(CorpusLabel label) =>
        _reported[(label.File, label.Line)].Any(static diagnostic => diagnostic.Id != FamilyRules.Inventory.Id);

    private bool IsLoud(CorpusLabel label) => _reported[(label.File, label.Line)].Any(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
}
