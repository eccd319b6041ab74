using Microsoft.CodeAnalysis;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Rules of the .NET SDK that speak of broken cryptography too: CA5350 and CA5351.</summary>
internal static class OtherRules
{
    /// <summary>Whether one of them is switched on for the file, and speaks of this use.</summary>
    public static bool SpeakOf(CryptographyUse use, CompilationOptions options, SyntaxTree tree, CancellationToken cancellationToken) =>
        use is { Family: Family.Weak, Threat: Threat.Broken }
        && use.Symbol.StartsWith("System.Security.Cryptography.", StringComparison.Ordinal)
        && RuleFor(use.Algorithm) is { } rule
        && IsOn(rule, options, tree, cancellationToken);

    private static string? RuleFor(string algorithm) => algorithm switch
    {
        "3DES" or "SHA-1" or "RIPEMD" => "CA5350",
        "MD5" or "DES" or "RC2" => "CA5351",
        _ => null,
    };

    // They are off unless something says otherwise: a configuration of the project, or an analysis level.
    private static bool IsOn(string rule, CompilationOptions options, SyntaxTree tree, CancellationToken cancellationToken) =>
        Said(rule, options, tree, cancellationToken) is ReportDiagnostic.Error or ReportDiagnostic.Warn or ReportDiagnostic.Info;

    private static ReportDiagnostic? Said(string rule, CompilationOptions options, SyntaxTree tree, CancellationToken cancellationToken)
    {
        var provider = options.SyntaxTreeOptionsProvider;
        if (provider?.TryGetDiagnosticValue(tree, rule, cancellationToken, out var ofFile) == true)
            return ofFile;
        if (options.SpecificDiagnosticOptions.TryGetValue(rule, out var ofProject))
            return ofProject;
        return provider?.TryGetGlobalDiagnosticValue(rule, cancellationToken, out var ofAll) == true ? ofAll : null;
    }
}
