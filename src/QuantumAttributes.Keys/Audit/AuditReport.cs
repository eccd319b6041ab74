namespace QuantumAttributes.Keys.Audit;

/// <summary>What came of the verification of an audit log.</summary>
/// <param name="Entries">The authentic entries, in the order of their numbers.</param>
/// <param name="Findings">What is wrong, in the order of the numbers; empty where nothing is.</param>
/// <param name="Head">
/// Number and hash of the newest entry, such as <c>17:…</c>. Kept elsewhere, it shows later whether the log was rewritten or cut off since;
/// null where the log is empty.
/// </param>
public sealed record AuditReport(IReadOnlyList<AuditEntry> Entries, IReadOnlyList<AuditFinding> Findings, string? Head)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsIntact => Findings.Count == 0;
}
