namespace QuantumAttributes.Inventory.Bom;

/// <summary>An elliptic curve.</summary>
/// <param name="Name">What CycloneDX 1.6 calls it.</param>
/// <param name="RegisteredName">What CycloneDX 1.7 calls it.</param>
/// <param name="SecurityLevel">
/// Its strength in bits without a quantum computer: NIST SP 800-57 part 1 revision 5, table 2, by its size, and SP 800-186 for those of RFC 7748.
/// </param>
internal sealed record EllipticCurve(string Name, string RegisteredName, int SecurityLevel)
{
    private static readonly Dictionary<string, EllipticCurve> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["P-192"] = new("P-192", "nist/P-192", 80),
        ["P-224"] = new("P-224", "nist/P-224", 112),
        ["P-256"] = new("P-256", "nist/P-256", 128),
        ["P-384"] = new("P-384", "nist/P-384", 192),
        ["P-521"] = new("P-521", "nist/P-521", 256),
        ["secp256k1"] = new("secp256k1", "secg/secp256k1", 128),
        ["brainpoolP256r1"] = new("brainpoolP256r1", "brainpool/brainpoolP256r1", 128),
        ["brainpoolP320r1"] = new("brainpoolP320r1", "brainpool/brainpoolP320r1", 128),
        ["brainpoolP384r1"] = new("brainpoolP384r1", "brainpool/brainpoolP384r1", 192),
        ["brainpoolP512r1"] = new("brainpoolP512r1", "brainpool/brainpoolP512r1", 256),
        ["Curve25519"] = new("Curve25519", "other/Curve25519", 128),
        ["Ed25519"] = new("Ed25519", "other/Ed25519", 128),
        ["Curve448"] = new("Curve448", "other/Curve448", 224),
        ["Ed448"] = new("Ed448", "other/Ed448", 224),
    };

    // The same curve by the names of other standards and of .NET.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["nistP256"] = "P-256",
        ["nistP384"] = "P-384",
        ["nistP521"] = "P-521",
        ["secp192r1"] = "P-192",
        ["secp224r1"] = "P-224",
        ["secp256r1"] = "P-256",
        ["secp384r1"] = "P-384",
        ["secp521r1"] = "P-521",
        ["prime256v1"] = "P-256",
        ["X25519"] = "Curve25519",
        ["X448"] = "Curve448",
    };

    /// <summary>The names that are known.</summary>
    public static IEnumerable<string> Names => [.. Known.Keys, .. Aliases.Keys];

    /// <summary>The curve of an algorithm: its parameters name one, or it is of one curve only. Null where neither is so.</summary>
    public static EllipticCurve? Of(CryptographicAsset asset) => Find(asset.Parameters) ?? Find(asset.Algorithm);

    private static EllipticCurve? Find(string name) =>
        Known.TryGetValue(Aliases.TryGetValue(name, out string? standard) ? standard : name, out var curve) ? curve : null;
}
