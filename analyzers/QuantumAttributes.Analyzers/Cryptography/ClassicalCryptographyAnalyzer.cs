using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>QA1001 to QA1014, and QA1100: cryptography in code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClassicalCryptographyAnalyzer : CompilationAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => FamilyRules.All;

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var symbols = new ClassicalSymbols(context.Compilation);
        if (symbols.IsEmpty)
            return;
        var passed = new PassedNames(context.Compilation, symbols);
        var survey = new CodeSurvey(
            symbols,
            new UseFinder(symbols, passed),
            passed,
            context.Compilation.GetTypeByMetadataName("QuantumAttributes.QuantumHybridAttribute"));
        context.RegisterOperationBlockAction(block => Analyze(block, survey));
    }

    private static void Analyze(OperationBlockAnalysisContext context, CodeSurvey survey)
    {
        var tree = context.OperationBlocks[0].Syntax.SyntaxTree;
        var options = CryptographyOptions.Of(context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree));
        foreach (var use in survey.Find(context.OwningSymbol, context.OperationBlocks, options))
        {
            bool isTold = OtherRules.SpeakOf(use, context.Compilation.Options, tree, context.CancellationToken);
            var told = isTold ? use with { Severities = Severities.OnlyListed } : use;
            context.ReportDiagnostic(FindingReport.Of(told, context.OwningSymbol.ToDisplayString(CryptographyDisplay.Member), options));
        }
    }
}
