using System.Text.Json;
using QuantumAttributes.Keys.Audit;

namespace QuantumAttributes.Tool.Results;

/// <summary>What came of the verification of an audit log.</summary>
/// <param name="report">The log's own report.</param>
/// <param name="head">The head that was kept elsewhere; null for none.</param>
/// <param name="hasHead">Whether the log has that head's entry, as it was.</param>
internal sealed class AuditVerifyResult(AuditReport report, AuditHead? head, bool hasHead) : ToolResult
{
    public override int ExitCode => report.IsIntact && !LacksHead ? Tool.ExitCode.Done : Tool.ExitCode.Findings;

    private bool LacksHead => head is not null && !hasHead;

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteBoolean("intact", ExitCode == Tool.ExitCode.Done);
        json.WriteNumber("entries", report.Entries.Count);
        json.WriteString("head", report.Head);
        if (head is not null)
        {
            json.WriteString("givenHead", head.ToString());
            json.WriteBoolean("hasGivenHead", hasHead);
        }

        json.WriteStartArray("findings");
        foreach (AuditFinding finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", finding.Sequence);
            json.WriteString("fault", finding.Fault.ToString());
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public override void WriteText(ToolTerminal terminal)
    {
        foreach (AuditFinding finding in report.Findings)
            terminal.Out.WriteLine($"{finding.Fault}: {finding.Message}");
        if (LacksHead)
        {
            terminal.Out.WriteLine(
                $"The entry of the head {head} is not in the log any more: the log was rewritten or cut off since that head was noted.");
        }

        if (ExitCode == Tool.ExitCode.Done)
            terminal.Out.WriteLine($"The audit log is intact: {report.Entries.Count} entries.");
        terminal.Out.WriteLine($"Head: {report.Head ?? "none"}");
    }
}
