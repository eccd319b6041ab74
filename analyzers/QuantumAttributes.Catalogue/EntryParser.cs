using System.Text.Json;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Catalogue;

/// <summary>Reads an entry of the catalogue. What it does not understand is an error of the catalogue, or one of ours.</summary>
internal static class EntryParser
{
    public static ClassicalApi Parse(JsonElement json)
    {
        string id = Text(json, "id");
        string kind = Text(json, "kind");
        string name = Text(json, "metadataName");
        string family = Text(json, "family");
        (string type, string member) = kind == "type" ? (name, "") : Split(id, name);
        Threat said = Threats.Of(id, Text(json, "threat"));
        NamedAlgorithm? algorithm = AlgorithmOf(family, type, member, said);
        Threat threat = Narrow(said, algorithm);
        return new ClassicalApi
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
            Family = Families.Of(id, family, threat, Text(json, "replacement")),
            Algorithm = algorithm?.Name ?? "",
            Parameters = algorithm?.Parameters ?? "",
            Function = Functions.Of(Text(json, "use"), type, member),
            Match = Matches.Of(id, kind, Text(json, "match")),
            Threat = threat,
            Severities = string.Concat(((string[])["general", "federal", "cnsa2"]).Select(profile => Severity(id, json, profile))),
        };
    }

    // "RSA or ECDSA or ECDH", where the name says which.
    private static Threat Narrow(Threat threat, NamedAlgorithm? algorithm) =>
        threat is Threat.Both && algorithm?.Traits.Threat is Threat.Forgery or Threat.HarvestNow ? algorithm.Traits.Threat : threat;

    // The member says more than the type, and that more than the family. A suite lists several, which are its protocol's.
    private static NamedAlgorithm? AlgorithmOf(string family, string type, string member, Threat threat) => family switch
    {
        "TLS" or "TLS-suite" => null,
        "SQL-AlwaysEncrypted" or "DataProtection" => NamedAlgorithm.Parse("RSA"),
        _ => Choose([member, type[(type.LastIndexOfAny(['.', '+']) + 1)..], family], threat),
    };

    // A derivation's HMAC is not what a quantum computer breaks.
    private static NamedAlgorithm? Choose(string[] names, Threat threat)
    {
        List<NamedAlgorithm> said = [.. names.Select(NamedAlgorithm.Parse).OfType<NamedAlgorithm>()];
        bool isShor = threat is Threat.HarvestNow or Threat.Forgery or Threat.Both;
        return said.FirstOrDefault(algorithm => !isShor || algorithm.Traits.IsClassical) ?? said.FirstOrDefault();
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
