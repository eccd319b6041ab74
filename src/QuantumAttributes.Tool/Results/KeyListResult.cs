using System.Globalization;
using System.Text.Json;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;
using Spectre.Console;

namespace QuantumAttributes.Tool.Results;

/// <summary>Every key of a ring, and what cannot be read.</summary>
internal sealed class KeyListResult(string store, IReadOnlyList<KeyRow> rows, IReadOnlyList<UnreadableKey> unreadable, DateTimeOffset now)
    : ToolResult
{
    private const int ShortestId = 8;

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("store", store);
        json.WriteStartArray("keys");
        foreach (KeyRow row in rows)
        {
            json.WriteStartObject();
            KeyJson.WriteMembers(json, row.Key);
            KeyJson.WriteTime(json, "nextRotation", row.NextRotation);
            json.WriteBoolean("rotatedByHand", row.IsRotatedByHand);
            json.WriteNumber("uses", row.Uses);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        KeyJson.WriteUnreadable(json, unreadable);
    }

    public override void WriteText(ToolTerminal terminal)
    {
        if (rows.Count == 0)
            terminal.Out.WriteLine($"There are no keys in {store} that can be read.");
        else
            terminal.Console.Write(ToTable());
        foreach (UnreadableKey key in unreadable)
            terminal.Console.Write(new Text($"Cannot be read: {key.Location}: {key.Reason}\n", new Style(Color.Red)));
    }

    private Table ToTable()
    {
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumns("Purpose", "Name", "Generation", "Algorithm", "State", "Age", "Next rotation", "Uses", "Id");
        int digits = IdDigits();
        foreach (KeyRow row in rows)
        {
            KeyDescription key = row.Key;
            string[] cells =
            [
                key.Slot.Purpose.ToString(), key.Slot.Name, key.Generation.ToString(CultureInfo.InvariantCulture), key.Algorithm,
                key.State.ToString(), Span.Of(now - key.Created), NextRotation(row), row.Uses.ToString(CultureInfo.InvariantCulture),
                key.Id.ToString()[..digits],
            ];
            table.AddRow(cells.Select(cell => new Text(cell, StyleOf(key.State))));
        }

        return table;
    }

    private string NextRotation(KeyRow row) =>
        row.IsRotatedByHand ? $"by hand, {Span.Until(row.Key.ActiveUntil, now)}" : row.NextRotation is { } next ? Span.Until(next, now) : "";

    // As many as tell all of them apart.
    private int IdDigits()
    {
        int digits = ShortestId;
        while (rows.Select(row => row.Key.Id.ToString()[..digits]).Distinct().Count() < rows.Count)
            digits++;
        return digits;
    }

    private static Style StyleOf(KeyState state) => state switch
    {
        KeyState.Active => new Style(Color.Green),
        KeyState.Compromised => new Style(Color.Red),
        KeyState.Destroyed => new Style(Color.Grey),
        _ => Style.Plain,
    };
}
