using System.Globalization;
using System.Text.Json;
using QuantumAttributes.Keys.Audit;
using Spectre.Console;

namespace QuantumAttributes.Tool.Results;

/// <summary>The authentic entries of an audit log.</summary>
internal sealed class AuditListResult(AuditReport report) : ToolResult
{
    private const int IdDigits = 8;

    public override int ExitCode => report.IsIntact ? Tool.ExitCode.Done : Tool.ExitCode.Findings;

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartArray("entries");
        foreach (AuditEntry entry in report.Entries)
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", entry.Sequence);
            KeyJson.WriteTime(json, "time", entry.Time);
            json.WriteString("actor", entry.Actor);
            json.WriteString("action", entry.Action.ToString());
            json.WriteString("key", entry.Key.ToString());
            json.WriteString("slot", entry.Slot.ToString());
            json.WriteNumber("revision", entry.Revision);
            json.WriteString("detail", entry.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("findings", report.Findings.Count);
    }

    public override void WriteText(ToolTerminal terminal)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("Number", "Time", "Actor", "Action", "Slot", "Key", "Detail");
        foreach (AuditEntry entry in report.Entries)
        {
            string[] cells =
            [
                entry.Sequence.ToString(CultureInfo.InvariantCulture),
                entry.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture), entry.Actor, entry.Action.ToString(),
                entry.Slot.ToString(), entry.Key.ToString()[..IdDigits], entry.Detail,
            ];
            table.AddRow(cells.Select(static cell => new Text(cell)));
        }

        terminal.Console.Write(table);
        if (!report.IsIntact)
        {
            terminal.Note(
                $"Something is wrong with {report.Findings.Count} entries, and those that are not authentic are left out. "
                + "See: quantum audit verify");
        }
    }
}
