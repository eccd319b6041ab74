using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>QA1012: functions of native libraries, by library and entry point, where they are declared.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NativeCryptographyAnalyzer : CompilationAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [FamilyRules.Of(Family.Native), FamilyRules.Inventory];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var natives = new NativeSymbols(context.Compilation);
        context.RegisterSymbolAction(symbol => Analyze(symbol, natives), SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context, NativeSymbols natives)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (natives.Find(method) is not { } api || method.Locations.FirstOrDefault(static place => place.IsInSource) is not { } name)
            return;
        var location = NativeSymbols.LocationOf(method, name, context.CancellationToken);
        var options = CryptographyOptions.Of(context.Options.AnalyzerConfigOptionsProvider.GetOptions(location.SourceTree!));
        context.ReportDiagnostic(FindingReport.Of(CryptographyUse.Of(api, location), method.ToDisplayString(CryptographyDisplay.Member), options));
    }
}
