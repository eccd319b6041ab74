using QuantumAttributes.Analyzers.Cryptography;
using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Inventory.Bom;

/// <summary>How strong algorithms are, as far as a standard says it.</summary>
internal static class SecurityLevels
{
    // NIST SP 800-57 part 1 revision 5, table 2, for factoring and discrete logarithms; between its rows SP 800-56B revision 2, table 4.
    private static readonly Dictionary<string, int> Moduli = new()
    {
        ["1024"] = 80,
        ["2048"] = 112,
        ["3072"] = 128,
        ["4096"] = 152,
        ["6144"] = 176,
        ["7680"] = 192,
        ["8192"] = 200,
        ["15360"] = 256,
    };

    // FIPS 203, 204 and 205; AES is what the categories 1, 3 and 5 are measured with.
    private static readonly Dictionary<string, int> Categories = new()
    {
        ["ML-KEM-512"] = 1,
        ["ML-KEM-768"] = 3,
        ["ML-KEM-1024"] = 5,
        ["ML-DSA-44"] = 2,
        ["ML-DSA-65"] = 3,
        ["ML-DSA-87"] = 5,
        ["AES-128"] = 1,
        ["AES-192"] = 3,
        ["AES-256"] = 5,
        ["SLH-DSA-SHA2-128s"] = 1,
        ["SLH-DSA-SHA2-128f"] = 1,
        ["SLH-DSA-SHA2-192s"] = 3,
        ["SLH-DSA-SHA2-192f"] = 3,
        ["SLH-DSA-SHA2-256s"] = 5,
        ["SLH-DSA-SHA2-256f"] = 5,
        ["SLH-DSA-SHAKE-128s"] = 1,
        ["SLH-DSA-SHAKE-128f"] = 1,
        ["SLH-DSA-SHAKE-192s"] = 3,
        ["SLH-DSA-SHAKE-192f"] = 3,
        ["SLH-DSA-SHAKE-256s"] = 5,
        ["SLH-DSA-SHAKE-256f"] = 5,
    };

    /// <summary>The strength in bits without a quantum computer, or null where it is not known.</summary>
    public static int? Classical(CryptographicAsset asset)
    {
        if (EllipticCurve.Of(asset) is { } curve)
            return curve.SecurityLevel;
        return asset.AlgorithmName switch
        {
            "AES-128" => 128,
            "AES-192" => 192,
            "AES-256" => 256,
            _ => RestsOnModulus(asset.Algorithm) && Moduli.TryGetValue(asset.Parameters, out int bits) ? bits : null,
        };
    }

    /// <summary>NIST's category, 0 for what Shor's algorithm breaks, or null where it is not known.</summary>
    public static int? Quantum(CryptographicAsset asset)
    {
        if (Categories.TryGetValue(asset.AlgorithmName, out int category))
            return category;
        // Of an algorithm it is enough that one place says it. What is undetermined may be something else in each place.
        bool isBroken = CryptographicAsset.IsKnown(asset.Algorithm) ? asset.Findings.Any(IsBrokenByShor) : asset.Findings.All(IsBrokenByShor);
        return isBroken || EllipticCurve.Of(asset) is not null || RestsOnModulus(asset.Algorithm) ? 0 : null;
    }

    private static bool IsBrokenByShor(Finding finding) => finding.Property(FindingProperties.Threat) is "HarvestNow" or "Forgery" or "Both";

    private static bool RestsOnModulus(string algorithm) =>
        algorithm is "DSA" or "DH" || algorithm.StartsWith("RSA", StringComparison.Ordinal);
}
