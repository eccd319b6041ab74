using QuantumAttributes.Analyzers.Cryptography;
using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Inventory.Bom;

/// <summary>An algorithm, a certificate, a protocol or a key, with all places where it is found.</summary>
internal sealed record CryptographicAsset
{
    /// <summary>The kind of asset in CycloneDX.</summary>
    public required string Kind { get; init; }

    /// <summary><c>RSA</c>; undetermined where the finding does not say it.</summary>
    public required string Algorithm { get; init; }

    /// <summary><c>2048</c>, <c>P-256</c>, <c>1.2</c>; undetermined where the code does not say it.</summary>
    public required string Parameters { get; init; }

    /// <summary>The primitive, in the words of CycloneDX.</summary>
    public required string Primitive { get; init; }

    /// <summary>Where it is found, in the order of the places.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What other parts of the inventory call it.</summary>
    public string Reference => $"crypto:{Kind}:{Algorithm}:{Parameters}:{Primitive}";

    /// <summary>The algorithm with its parameters, <c>RSA-2048</c>, <c>ECDSA-P-256</c>, <c>ML-KEM-768</c>.</summary>
    public string AlgorithmName => (Algorithm, Parameters) switch
    {
        (_, FindingProperties.Undetermined) => Algorithm,
        ("SHA-2", _) => "SHA-" + Parameters,
        ("SHA-3", _) => "SHA3-" + Parameters,
        _ => Algorithm.EndsWith("-" + Parameters, StringComparison.Ordinal) ? Algorithm : $"{Algorithm}-{Parameters}",
    };

    /// <summary>Whether the parameters name a cipher suite, and no version of the protocol.</summary>
    public bool IsCipherSuite => Kind == AssetKinds.Protocol && Parameters.StartsWith("TLS_", StringComparison.Ordinal);

    /// <summary>What people call it.</summary>
    public string Name => Kind switch
    {
        AssetKinds.Protocol when IsCipherSuite => Parameters,
        AssetKinds.Protocol => IsKnown(Parameters) ? $"{Algorithm} {Parameters}" : Algorithm,
        AssetKinds.Certificate => AlgorithmName + " certificate",
        AssetKinds.Material => AlgorithmName + " key material",
        _ => AlgorithmName,
    };

    /// <summary>The assets of all findings, in a stable order.</summary>
    public static IReadOnlyList<CryptographicAsset> Of(IEnumerable<Finding> findings) =>
    [
        .. findings
            .GroupBy(static finding => (
                Kind: AssetKinds.Of(finding.Property(FindingProperties.Asset)),
                Algorithm: finding.Property(FindingProperties.Algorithm) ?? FindingProperties.Undetermined,
                Parameters: finding.Property(FindingProperties.Parameters) ?? FindingProperties.Undetermined,
                Primitive: finding.Property(FindingProperties.Primitive) ?? "unknown"))
            .Select(static group => new CryptographicAsset
            {
                Kind = group.Key.Kind,
                Algorithm = group.Key.Algorithm,
                Parameters = group.Key.Parameters,
                Primitive = group.Key.Primitive,
                Findings = [.. group],
            })
            .OrderBy(static asset => asset.Reference, StringComparer.Ordinal),
    ];

    /// <summary>Whether a value says something.</summary>
    public static bool IsKnown(string value) => value != FindingProperties.Undetermined;

    /// <summary>The different values that the findings have in a property, in a stable order.</summary>
    public IEnumerable<string> Values(string property) => Findings
        .Select(finding => finding.Property(property))
        .OfType<string>()
        .Distinct()
        .OrderBy(static value => value, StringComparer.Ordinal);
}
