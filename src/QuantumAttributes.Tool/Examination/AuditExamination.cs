using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Tool.Examination;

/// <summary>Looks at the audit log.</summary>
internal static class AuditExamination
{
    public static async ValueTask<IEnumerable<Finding>> ExamineAsync(
        IKeyStore store, IReadOnlyList<KeyDescription> keys, CancellationToken cancellationToken)
    {
        AuditReport report = await AuditVerifier.VerifyAsync(store.ReadAuditAsync(cancellationToken), keys, cancellationToken: cancellationToken);
        return report.Findings.Select(static finding => new Finding(
            $"audit-{NameOf(finding.Fault)}", $"audit log, entry {finding.Sequence}", finding.Message,
            finding.Fault == AuditFault.Restarted
                ? "Find out why the audit key could not be used; where nobody did that on purpose, treat it as tampering."
                : "Compare the log with a backup, and find out who could write there."));
    }

    private static string NameOf(AuditFault fault) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(fault.ToString());
}
