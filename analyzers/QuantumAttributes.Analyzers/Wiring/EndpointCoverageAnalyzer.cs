using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace QuantumAttributes.Analyzers.Wiring;

/// <summary>
/// QA3010: endpoints that say nothing about who may call them. Alone in its analyzer: it reads every body of code, and while the
/// rule is off, nobody runs it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EndpointCoverageAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "QA3010";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "An endpoint has no quantum policy",
        "'{0}' demands neither [QuantumAuth] nor [QuantumChannel], and does not say that everybody may come",
        RuleCategories.Wiring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "For teams that want every endpoint covered: each demands something of ours, or says [AllowAnonymous].",
        helpLinkUri: RuleHelp.LinkOf(Id),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var types = new WellKnownTypes(context.Compilation);
        if (types.QuantumEndpointExtensions is null)
            return;

        var survey = new CoverageSurvey(types);
        context.RegisterOperationBlockAction(block => survey.SeeBodies(block.OperationBlocks));
        context.RegisterSymbolAction(symbol => survey.SeeType((INamedTypeSymbol)symbol.Symbol), SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end => Report(end, survey));
    }

    private static void Report(CompilationAnalysisContext context, CoverageSurvey survey)
    {
        foreach (var (place, name) in survey.Uncovered())
            context.ReportDiagnostic(Diagnostic.Create(Rule, place, name));
    }
}
