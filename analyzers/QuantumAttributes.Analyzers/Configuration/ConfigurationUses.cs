using Microsoft.CodeAnalysis;
using QuantumAttributes.Analyzers.Catalogue;
using QuantumAttributes.Analyzers.Cryptography;

namespace QuantumAttributes.Analyzers.Configuration;

/// <summary>The algorithms that a configuration chooses.</summary>
internal static class ConfigurationUses
{
    private static readonly (string Label, string Algorithm)[] KeyLabels =
    [
        ("-----BEGIN RSA PRIVATE KEY-----", "RSA"),
        ("-----BEGIN RSA PUBLIC KEY-----", "RSA"),
        ("-----BEGIN EC PRIVATE KEY-----", "EC"),
        ("-----BEGIN DSA PRIVATE KEY-----", "DSA"),
    ];

    private static readonly string[] OldProtocols = ["Ssl2", "Ssl3", "Tls", "Tls11"];

    /// <summary>The uses among the strings of a file.</summary>
    public static IEnumerable<CryptographyUse> Find(IReadOnlyList<JsonString> strings, Func<JsonString, Location> locate)
    {
        foreach (var list in strings.GroupBy(static text => text.Path))
        {
            foreach (var text in list)
            {
                if (OfText(text, list) is var (algorithm, parameters, threat))
                    yield return Use(text, locate(text), algorithm, parameters, threat);
            }
        }
    }

    private static (string Algorithm, string Parameters, Threat Threat)? OfText(JsonString text, IEnumerable<JsonString> list)
    {
        if (text.Key.Equals("SslProtocols", StringComparison.OrdinalIgnoreCase))
            return OfProtocols(text, list);
        if (KeyLabels.FirstOrDefault(label => text.Value.StartsWith(label.Label, StringComparison.Ordinal)) is { Label: not null } key)
            return (key.Algorithm, "", AlgorithmTraits.Of(key.Algorithm)!.Threat);
        if (AlgorithmNames.Find(text.Value) is not { Threat: not Threat.None } name)
            return null;
        bool isMeant = name.Kind switch
        {
            NameKind.Xml => true,
            NameKind.TlsGroup => Names(text.Key, "group", "curve") && !list.Any(static other => AlgorithmNames.Find(other.Value) is { Threat: Threat.None }),
            _ => Names(text.Key, "alg", "kex", "oid", "cipher"),
        };
        return isMeant ? (name.Algorithm, name.Parameters, name.Threat) : null;
    }

    // "Tls11, Tls12", or a list of them. TLS 1.2 beside TLS 1.3 keeps nothing out.
    private static (string Algorithm, string Parameters, Threat Threat)? OfProtocols(JsonString text, IEnumerable<JsonString> list)
    {
        string[] allowed = Protocols(text);
        string? old = allowed.FirstOrDefault(protocol => OldProtocols.Contains(protocol, StringComparer.OrdinalIgnoreCase));
        if (old is not null && TlsVersion.Of(old) is var (name, version))
            return (name, version, Threat.Broken);
        bool isPinned = allowed.Contains("Tls12", StringComparer.OrdinalIgnoreCase)
            && !list.SelectMany(Protocols).Any(static protocol => protocol.Equals("Tls13", StringComparison.OrdinalIgnoreCase)
                || protocol.Equals("None", StringComparison.OrdinalIgnoreCase));
        return isPinned ? ("TLS", "1.2", Threat.Exclusion) : null;
    }

    private static string[] Protocols(JsonString text) => [.. text.Value.Split(',').Select(static protocol => protocol.Trim())];

    private static bool Names(string key, params string[] parts) => parts.Any(part => key.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool IsSignedToken(string value) => AlgorithmNames.Find(value) is { Kind: NameKind.Token, Threat: Threat.Forgery };

    private static CryptographyUse Use(JsonString text, Location location, string algorithm, string parameters, Threat threat) => new()
    {
        Location = location,
        Symbol = $"{text.Path} = {(text.Value.StartsWith("-----", StringComparison.Ordinal) ? "a private key" : text.Value)}",
        Algorithm = algorithm,
        Parameters = parameters,
        Family = Family.Configuration,
        Threat = threat,
        Severities = IsSignedToken(text.Value) ? Severities.SignedTokens : Severities.Of(threat),
    };
}
