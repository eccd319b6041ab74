using System.Text.Json;

namespace QuantumAttributes.Tool.Results;

/// <summary>A text that is the result itself, such as a JWK set: to standard output, or to a file.</summary>
/// <param name="name">Its member in JSON.</param>
/// <param name="text">The text.</param>
/// <param name="output">The file to which it was written; null for standard output.</param>
internal sealed class TextResult(string name, string text, string? output) : ToolResult
{
    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString(name, text);
        json.WriteString("output", output);
    }

    public override void WriteText(ToolTerminal terminal) => terminal.Out.WriteLine(output is null ? text : $"Written: {output}");
}
