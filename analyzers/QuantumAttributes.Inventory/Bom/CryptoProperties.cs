using System.Text.Json.Nodes;
using QuantumAttributes.Analyzers.Cryptography;
using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Inventory.Bom;

/// <summary>Writes an asset's <c>cryptoProperties</c>.</summary>
internal static class CryptoProperties
{
    private static readonly HashSet<string> Primitives =
    [
        "drbg", "mac", "block-cipher", "stream-cipher", "signature", "hash", "pke", "xof", "kdf", "key-agree", "kem", "ae", "combiner", "unknown",
    ];

    private static readonly HashSet<string> Functions =
    [
        "generate", "keygen", "encrypt", "decrypt", "digest", "tag", "keyderive", "sign", "verify", "encapsulate", "decapsulate", "unknown",
    ];

    /// <summary>Writes them.</summary>
    public static JsonObject Of(CryptographicAsset asset, CycloneDxVersion version) => asset.Kind switch
    {
        AssetKinds.Certificate => Asset(asset, "certificateProperties", Certificate(asset)),
        AssetKinds.Protocol => Asset(asset, "protocolProperties", Protocol(asset, version)),
        AssetKinds.Material => Asset(asset, "relatedCryptoMaterialProperties", Material(asset)),
        _ => Asset(asset, "algorithmProperties", Algorithm(asset, version)),
    };

    private static JsonObject Asset(CryptographicAsset asset, string name, JsonObject properties) =>
        new() { ["assetType"] = asset.Kind, [name] = properties };

    private static JsonObject Algorithm(CryptographicAsset asset, CycloneDxVersion version)
    {
        bool isNewer = version == CycloneDxVersion.V17;
        var properties = new JsonObject { ["primitive"] = Primitive(asset.Primitive, isNewer) };
        if (isNewer && AlgorithmFamily.Of(asset.Algorithm) is { } family)
            properties["algorithmFamily"] = family;
        if (CryptographicAsset.IsKnown(asset.Parameters))
            properties["parameterSetIdentifier"] = asset.Parameters;
        if (EllipticCurve.Of(asset) is { } curve)
            properties[isNewer ? "ellipticCurve" : "curve"] = isNewer ? curve.RegisteredName : curve.Name;
        if (FunctionsOf(asset) is { Count: > 0 } functions)
            properties["cryptoFunctions"] = functions;
        if (SecurityLevels.Classical(asset) is { } bits)
            properties["classicalSecurityLevel"] = bits;
        if (SecurityLevels.Quantum(asset) is { } category)
            properties["nistQuantumSecurityLevel"] = category;
        return properties;
    }

    private static string Primitive(string primitive, bool isNewer) =>
        Primitives.Contains(primitive) || (isNewer && primitive == "key-wrap") ? primitive : "other";

    private static JsonArray FunctionsOf(CryptographicAsset asset) => new(
    [
        .. asset.Values(FindingProperties.Functions)
            .SelectMany(static functions => functions.Split([' '], StringSplitOptions.RemoveEmptyEntries))
            .Select(static function => Functions.Contains(function) ? function : "other")
            .Distinct()
            .OrderBy(static function => function, StringComparer.Ordinal)
            .Select(static function => (JsonNode)function),
    ]);

    // Whose algorithm it is, the issuer's signature or the subject's key, the code does not say: it is in the name.
    private static JsonObject Certificate(CryptographicAsset asset) =>
        asset.Findings.All(static finding => finding.Property(FindingProperties.Symbol)?.Contains("X509") == true)
            ? new() { ["certificateFormat"] = "X.509" }
            : [];

    private static JsonObject Protocol(CryptographicAsset asset, CycloneDxVersion version)
    {
        var properties = new JsonObject { ["type"] = ProtocolType(asset.Algorithm, version) };
        if (asset.IsCipherSuite)
            properties["cipherSuites"] = new JsonArray(new JsonObject { ["name"] = asset.Parameters });
        else if (CryptographicAsset.IsKnown(asset.Parameters))
            properties["version"] = asset.Parameters;
        return properties;
    }

    private static string ProtocolType(string protocol, CycloneDxVersion version) => protocol.ToLowerInvariant() switch
    {
        "tls" or "ssl" => "tls",
        "ssh" or "ipsec" or "ike" or "sstp" or "wpa" => protocol.ToLowerInvariant(),
        "dtls" or "quic" when version == CycloneDxVersion.V17 => protocol.ToLowerInvariant(),
        FindingProperties.Undetermined => "unknown",
        _ => "other",
    };

    // Whether it is the private or the public half, the code does not always say.
    private static JsonObject Material(CryptographicAsset asset)
    {
        var properties = new JsonObject { ["type"] = "unknown" };
        if (int.TryParse(asset.Parameters, out int bits))
            properties["size"] = bits;
        return properties;
    }
}
