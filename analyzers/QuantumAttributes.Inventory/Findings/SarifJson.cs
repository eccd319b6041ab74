using System.Text.Json;

namespace QuantumAttributes.Inventory.Findings;

/// <summary>What a log says, and what is wrong where it says something else than it should.</summary>
internal static class SarifJson
{
    /// <summary>The value, or null where there is none.</summary>
    public static JsonElement? Property(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new FormatException($"where '{name}' is looked for there is no object but {element.ValueKind}");
        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>The text, or null where there is none.</summary>
    public static string? Text(this JsonElement element, string name) => element.Property(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw new FormatException($"'{name}' is no text"),
    };

    /// <summary>The number that counts from 1, or 0 where there is none.</summary>
    public static int Ordinal(this JsonElement element, string name) => element.Property(name) switch
    {
        null => 0,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out int value) && value > 0 => value,
        _ => throw new FormatException($"'{name}' is no number from 1"),
    };

    /// <summary>The array's elements, none where there is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Property(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        _ => throw new FormatException($"'{name}' is no array"),
    };
}
