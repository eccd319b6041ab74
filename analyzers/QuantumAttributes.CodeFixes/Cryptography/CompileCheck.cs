using Microsoft.CodeAnalysis;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>Whether a file still compiles after a change: what would not is not offered.</summary>
internal static class CompileCheck
{
    /// <summary>Whether the changed file has no error, no warning of null, and no undocumented parameter that it did not have before.</summary>
    public static async Task<bool> PassesAsync(ReportedCode before, Document after, CancellationToken cancellationToken) =>
        await after.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
        && Faults(model, cancellationToken) <= Faults(before.Model, cancellationToken);

    private static int Faults(SemanticModel model, CancellationToken cancellationToken) => model
        .GetDiagnostics(cancellationToken: cancellationToken)
        .Count(static diagnostic => !diagnostic.IsSuppressed && (diagnostic.Severity == DiagnosticSeverity.Error || IsWarned(diagnostic.Id)));

    private static bool IsWarned(string id) => id == "CS1573" || id.StartsWith("CS86", StringComparison.Ordinal);
}
