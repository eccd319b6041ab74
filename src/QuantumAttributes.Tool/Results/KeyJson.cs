using System.Globalization;
using System.Text.Json;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Tool.Results;

/// <summary>Keys as JSON: times are UTC (ISO 8601), states and purposes as .NET names them.</summary>
internal static class KeyJson
{
    /// <summary>The members of a key, in the object that is open.</summary>
    public static void WriteMembers(Utf8JsonWriter json, KeyDescription key)
    {
        json.WriteString("id", key.Id.ToString());
        json.WriteString("slot", key.Slot.ToString());
        json.WriteString("purpose", key.Slot.Purpose.ToString());
        json.WriteString("name", key.Slot.Name);
        json.WriteNumber("generation", key.Generation);
        json.WriteNumber("revision", key.Revision);
        json.WriteString("algorithm", key.Algorithm);
        json.WriteString("state", key.State.ToString());
        WriteTime(json, "changed", key.Changed);
        WriteTime(json, "created", key.Created);
        WriteTime(json, "activation", key.Activation);
        WriteTime(json, "activeUntil", key.ActiveUntil);
        WriteTime(json, "end", key.End);
        json.WriteString("reason", key.Reason);
    }

    /// <summary>An array of keys that cannot be read.</summary>
    public static void WriteUnreadable(Utf8JsonWriter json, IReadOnlyList<UnreadableKey> unreadable)
    {
        json.WriteStartArray("unreadable");
        foreach (UnreadableKey key in unreadable)
        {
            json.WriteStartObject();
            json.WriteString("location", key.Location);
            json.WriteString("slot", key.Slot?.ToString());
            json.WriteNumber("generation", key.Generation);
            json.WriteString("reason", key.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time) =>
        json.WriteString(name, time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
}
