using System.Text.Json;
using QuantumAttributes.Keys;

namespace QuantumAttributes.Tool.Results;

/// <summary>A key, as it is after a change.</summary>
internal sealed class KeyResult(string done, KeyDescription key) : ToolResult
{
    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject("key");
        KeyJson.WriteMembers(json, key);
        json.WriteEndObject();
    }

    public override void WriteText(ToolTerminal terminal) => terminal.Out.WriteLine($"{done}: {key}");
}
