using System.Text.Json;

namespace QuantumAttributes.Catalogue;

/// <summary>An entry of the catalogue, as the table has it.</summary>
internal sealed record Entry
{
    public required string Assembly { get; init; }

    public required string Id { get; init; }

    /// <summary>type, constructor, method, property, field or member.</summary>
    public required string Kind { get; init; }

    /// <summary>The type's name in metadata; nested ones after a plus sign.</summary>
    public required string Type { get; init; }

    /// <summary>The member, or empty for the type itself.</summary>
    public required string Member { get; init; }

    /// <summary>The names of the parameters, one list for each overload that is meant; empty where all are.</summary>
    public required IReadOnlyList<string> Overloads { get; init; }

    public required string Family { get; init; }

    public required string Use { get; init; }

    /// <summary>Which use of it counts.</summary>
    public required Match Match { get; init; }

    public required Threat Threat { get; init; }

    /// <summary>How loud it is under the profiles general, federal and cnsa2: s(ilent), i(nfo), w(arning) or e(rror) each.</summary>
    public required string Severities { get; init; }

    public static Entry Parse(JsonElement json)
    {
        string id = Text(json, "id");
        string kind = Text(json, "kind");
        string name = Text(json, "metadataName");
        (string type, string member) = kind == "type" ? (name, "") : Split(id, name);
        return new Entry
        {
            Assembly = Text(json, "assembly"),
            Id = id,
            Kind = kind is "type" or "constructor" or "method" or "property" or "field" or "member"
                ? kind
                : throw new InvalidDataException($"{id} is of an unknown kind '{kind}'."),
            Type = type,
            Member = member,
            Overloads = json.GetProperty("overloads") is { ValueKind: JsonValueKind.Array } overloads
                ? [.. overloads.EnumerateArray().Select(static overload => overload.GetString()!.Split(' ')[0])] // "(certificate) protected"
                : [],
            Family = Text(json, "family"),
            Use = Text(json, "use"),
            Match = Matches.Of(id, kind, Text(json, "match")),
            Threat = Threats.Of(id, Text(json, "threat")),
            Severities = string.Concat(((string[])["general", "federal", "cnsa2"]).Select(profile => Severity(id, json, profile))),
        };
    }

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new InvalidDataException($"An entry has no {name}: {json}");

    // Of "N.Type..ctor" the constructor keeps its own dot.
    private static (string Type, string Member) Split(string id, string name)
    {
        int dot = name.EndsWith("..ctor", StringComparison.Ordinal) ? name.Length - "..ctor".Length : name.LastIndexOf('.');
        return dot > 0 ? (name[..dot], name[(dot + 1)..]) : throw new InvalidDataException($"{id} names no member: '{name}'.");
    }

    private static char Severity(string id, JsonElement json, string profile) => json.GetProperty("severity").GetProperty(profile).GetString() switch
    {
        "silent" => 's',
        "suggestion" => 'i',
        "warning" => 'w',
        "error" => 'e',
        var unknown => throw new InvalidDataException($"{id} has an unknown severity '{unknown}'."),
    };
}
