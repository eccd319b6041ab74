using Microsoft.CodeAnalysis;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>Which ML-DSA a fix writes.</summary>
internal static class MLDsaChoice
{
    /// <summary>The parameter set for what a diagnostic reports: CNSA 2.0 takes ML-DSA-87 alone.</summary>
    public static string SetFor(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue("profile", out string? profile) && profile == "cnsa2" ? "87" : "65";
}
