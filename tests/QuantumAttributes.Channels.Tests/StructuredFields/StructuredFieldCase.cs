using System.Text.Json;
using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.Tests.StructuredFields;

/// <summary>One case of httpwg/structured-field-tests.</summary>
internal sealed record StructuredFieldCase
{
    public required string File { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public required string Raw { get; init; }

    public required string Canonical { get; init; }

    public required bool MustFail { get; init; }

    public required bool CanFail { get; init; }

    public required JsonElement Expected { get; init; }

    public static StructuredFieldCase From(string file, JsonElement test)
    {
        string raw = Joined(test.GetProperty("raw"));
        return new StructuredFieldCase
        {
            File = file,
            Name = test.GetProperty("name").GetString()!,
            Type = test.GetProperty("header_type").GetString()!,
            Raw = raw,
            Canonical = test.TryGetProperty("canonical", out JsonElement canonical) ? Joined(canonical) : raw,
            MustFail = test.TryGetProperty("must_fail", out JsonElement mustFail) && mustFail.GetBoolean(),
            CanFail = test.TryGetProperty("can_fail", out JsonElement canFail) && canFail.GetBoolean(),
            Expected = test.TryGetProperty("expected", out JsonElement expected) ? expected : default,
        };
    }

    public bool TryParse(out object? parsed)
    {
        switch (Type)
        {
            case "item":
                bool isItem = StructuredField.TryParseItem(Raw, out Item? item);
                parsed = item;
                return isItem;
            case "list":
                bool isList = StructuredField.TryParseList(Raw, out FieldList? list);
                parsed = list;
                return isList;
            default:
                bool isDictionary = StructuredField.TryParseDictionary(Raw, out FieldDictionary? dictionary);
                parsed = dictionary;
                return isDictionary;
        }
    }

    public object Parse() => Type switch
    {
        "item" => StructuredField.ParseItem(Raw),
        "list" => StructuredField.ParseList(Raw),
        _ => StructuredField.ParseDictionary(Raw),
    };

    private static string Joined(JsonElement lines) => string.Join(", ", lines.EnumerateArray().Select(line => line.GetString()));
}
