using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>Whether a file still compiles after a change: what would not is not offered.</summary>
internal static class CompileCheck
{
    /// <summary>Offers the changed file as a fix, if it compiles.</summary>
    /// <param name="context">Where it is offered.</param>
    /// <param name="before">The code that is reported.</param>
    /// <param name="after">The changed file.</param>
    /// <param name="title">What the fix does, and what it changes for others.</param>
    /// <param name="fix">The fix's name.</param>
    public static async Task OfferAsync(CodeFixContext context, ReportedCode before, Document after, string title, string fix)
    {
        if (await PassesAsync(before, after, context.CancellationToken).ConfigureAwait(false))
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(after), fix), context.Diagnostics);
    }

    // No error, no warning of null, and no undocumented parameter that it did not have before.
    private static async Task<bool> PassesAsync(ReportedCode before, Document after, CancellationToken cancellationToken) =>
        await after.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
        && Faults(model, cancellationToken) <= Faults(before.Model, cancellationToken);

    private static int Faults(SemanticModel model, CancellationToken cancellationToken) => model
        .GetDiagnostics(cancellationToken: cancellationToken)
        .Count(static diagnostic => !diagnostic.IsSuppressed && (diagnostic.Severity == DiagnosticSeverity.Error || IsWarned(diagnostic.Id)));

    private static bool IsWarned(string id) => id == "CS1573" || id.StartsWith("CS86", StringComparison.Ordinal);
}
