using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>QA1012: functions of native libraries, by library and entry point.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NativeCryptographyAnalyzer : CompilationAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [FamilyRules.Of(Family.Native), FamilyRules.Inventory];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var libraryImport = context.Compilation.GetTypeByMetadataName("System.Runtime.InteropServices.LibraryImportAttribute");
        context.RegisterSymbolAction(symbol => Analyze(symbol, libraryImport), SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol? libraryImport)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (EntryPointOf(method, libraryImport) is not var (library, function) || method.Locations.FirstOrDefault(static place => place.IsInSource) is not { } location)
            return;
        if (NativeFunctions.Find(library, function) is not { } algorithm)
            return;

        var options = CryptographyOptions.Of(context.Options.AnalyzerConfigOptionsProvider.GetOptions(location.SourceTree!));
        var threat = AlgorithmTraits.Of(algorithm)?.Threat ?? Threat.Inventory;
        context.ReportDiagnostic(FindingReport.Of(
            new CryptographyUse
            {
                Location = location,
                Symbol = $"{LibraryName.Normalize(library)}.{function}",
                Algorithm = algorithm,
                Family = Family.Native,
                Threat = threat,
                Severities = Severities.Of(threat),
                IsRead = function.IndexOf("verify", StringComparison.OrdinalIgnoreCase) >= 0 || function.IndexOf("decrypt", StringComparison.OrdinalIgnoreCase) >= 0,
            },
            method.ToDisplayString(CryptographyDisplay.Member),
            options));
    }

    // [DllImport] is known to the compiler, [LibraryImport] to a generator only.
    private static (string Library, string Function)? EntryPointOf(IMethodSymbol method, INamedTypeSymbol? libraryImport)
    {
        if (method.GetDllImportData() is { ModuleName: { } module } data)
            return (module, data.EntryPointName ?? method.Name);
        if (method is not { IsStatic: true, IsPartialDefinition: true } || method.FindAttribute(libraryImport) is not { } attribute)
            return null;
        return attribute.ConstructorArguments is [{ Value: string library }]
            ? (library, attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "EntryPoint").Value.Value as string ?? method.Name)
            : null;
    }
}
