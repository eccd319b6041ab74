using System.Text.Json;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Tool.Results;

/// <summary>What was sealed anew, and what could not be.</summary>
internal sealed class RewrapResult(IReadOnlyList<KeyDescription> rewrapped, int total, IReadOnlyList<UnreadableKey> unreadable) : ToolResult
{
    public override int ExitCode => unreadable.Count > 0 ? Tool.ExitCode.Findings : Tool.ExitCode.Done;

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartArray("rewrapped");
        foreach (KeyDescription key in rewrapped)
        {
            json.WriteStartObject();
            KeyJson.WriteMembers(json, key);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("total", total);
        KeyJson.WriteUnreadable(json, unreadable);
    }

    public override void WriteText(ToolTerminal terminal)
    {
        terminal.Out.WriteLine($"{rewrapped.Count} of {total} keys were sealed anew; the others lay under the present protection already.");
        foreach (UnreadableKey key in unreadable)
            terminal.Out.WriteLine($"Cannot be read, and stays as it is: {key.Location}: {key.Reason}");
    }
}
