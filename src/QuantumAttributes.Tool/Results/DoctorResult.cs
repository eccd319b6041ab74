using System.Text.Json;
using QuantumAttributes.Tool.Examination;
using Spectre.Console;

namespace QuantumAttributes.Tool.Results;

/// <summary>What is wrong with a ring.</summary>
internal sealed class DoctorResult(IReadOnlyList<Finding> findings) : ToolResult
{
    public override int ExitCode => findings.Count > 0 ? Tool.ExitCode.Findings : Tool.ExitCode.Done;

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartArray("findings");
        foreach (Finding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("subject", finding.Subject);
            json.WriteString("message", finding.Message);
            json.WriteString("remedy", finding.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public override void WriteText(ToolTerminal terminal)
    {
        if (findings.Count == 0)
        {
            terminal.Out.WriteLine("Nothing is wrong.");
            return;
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumns("Code", "Subject", "Finding", "Remedy");
        foreach (Finding finding in findings)
            table.AddRow(new Text(finding.Code), new Text(finding.Subject), new Text(finding.Message), new Text(finding.Remedy));
        terminal.Console.Write(table);
    }
}
