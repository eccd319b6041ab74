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
        // By type: a method whose body a generator writes is taken for generated itself.
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        foreach (var method in ((INamedTypeSymbol)context.Symbol).GetMembers().OfType<IMethodSymbol>())
        {
            if (NativeSymbols.Find(method) is { } api && method.Locations.FirstOrDefault(static place => place.IsInSource) is { } name)
                Report(context, method, api, NativeSymbols.LocationOf(method, name, context.CancellationToken));
        }
    }

    private static void Report(SymbolAnalysisContext context, IMethodSymbol method, ClassicalApi api, Location location)
    {
        var options = CryptographyOptions.Of(context.Options.AnalyzerConfigOptionsProvider.GetOptions(location.SourceTree!));
        context.ReportDiagnostic(FindingReport.Of(CryptographyUse.Of(api, location), method.ToDisplayString(CryptographyDisplay.Member), options));
    }
}
