using System.Text.Json;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Catalogue;

/// <summary>Reads the names of algorithms: those that the catalogue lists, and those that constants of its APIs hold.</summary>
internal static class NameTable
{
    private const string Safe = "SAFE";

    public static IEnumerable<AlgorithmName> Read(JsonElement catalogue)
    {
        JsonElement strings = catalogue.GetProperty("strings");
        IEnumerable<AlgorithmName> names =
        [
            .. OfThreats(strings.GetProperty("jws-jwe"), NameKind.Token),
            .. OfThreats(strings.GetProperty("ssh"), NameKind.Ssh),
            .. OfGroups(strings.GetProperty("tls-groups")),
            .. OfDescriptions(strings.GetProperty("oids")),
            .. catalogue.GetProperty("entries").EnumerateArray().SelectMany(OfConstant),
        ];
        return names.DistinctBy(static name => name.Name).OrderBy(static name => name.Name, StringComparer.Ordinal);
    }

    // "ES256": "shor-signature", and "SAFE": a list of names.
    private static IEnumerable<AlgorithmName> OfThreats(JsonElement json, NameKind kind) => json.EnumerateObject().SelectMany(property =>
        property.Name == Safe
            ? property.Value.EnumerateArray().Select(name => Name(name.GetString()!, kind, name.GetString()!, Threat.None))
            : [Name(property.Name, kind, property.Name, ThreatOf(property.Name, property.Value.GetString()!))]);

    private static IEnumerable<AlgorithmName> OfGroups(JsonElement json) => json.EnumerateObject().SelectMany(static list => list.Value.EnumerateArray()
        .Select(name => Name(name.GetString()!, NameKind.TlsGroup, name.GetString()!, list.Name == Safe ? Threat.None : Threat.HarvestNow)));

    // "1.3.101.112": "Ed25519", and "SAFE": more of them.
    private static IEnumerable<AlgorithmName> OfDescriptions(JsonElement json) => json.EnumerateObject().SelectMany(static property =>
        property.Value.ValueKind == JsonValueKind.Object ? OfDescriptions(property.Value) : [Name(property.Name, NameKind.Oid, property.Value.GetString()!)]);

    // What a constant of a library holds, where that is a name and not a number.
    private static IEnumerable<AlgorithmName> OfConstant(JsonElement entry)
    {
        if (entry.GetProperty("constValue").GetString() is { Length: > 0 } value && !char.IsAsciiDigit(value[0]))
        {
            yield return Name(
                value,
                value.StartsWith("http", StringComparison.Ordinal) ? NameKind.Xml : NameKind.Token,
                value[(value.LastIndexOfAny(['#', '/']) + 1)..],
                Threats.Of(value, entry.GetProperty("threat").GetString()!));
        }
    }

    private static AlgorithmName Name(string name, NameKind kind, string says, Threat? threat = null)
    {
        NamedAlgorithm algorithm = NamedAlgorithm.Parse(says) ?? NamedAlgorithm.Parse(name)
            ?? throw new InvalidDataException($"Nobody knows which algorithm '{says}' is.");
        return new AlgorithmName
        {
            Name = name,
            Kind = kind,
            Algorithm = algorithm.Name,
            Parameters = algorithm.Parameters,
            Threat = threat ?? algorithm.Traits.Threat,
        };
    }

    private static Threat ThreatOf(string name, string text) => text switch
    {
        "shor-signature" => Threat.Forgery,
        "shor-kem" => Threat.HarvestNow,
        "shor-signature+broken" or "shor-kem+broken" => Threat.Broken,
        _ => throw new InvalidDataException($"{name} has an unknown threat '{text}'."),
    };
}
