using System.Text.Json;

namespace QuantumAttributes.Tool.Results;

/// <summary>Files that were written.</summary>
/// <param name="files">Their paths.</param>
/// <param name="advice">What to do with them.</param>
internal sealed class FilesResult(IReadOnlyList<string> files, string advice) : ToolResult
{
    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartArray("files");
        foreach (string file in files)
            json.WriteStringValue(file);
        json.WriteEndArray();
        json.WriteString("advice", advice);
    }

    public override void WriteText(ToolTerminal terminal)
    {
        foreach (string file in files)
            terminal.Out.WriteLine($"Written: {file}");
        terminal.Out.WriteLine(advice);
    }
}
