namespace QuantumAttributes.Inventory.Bom;

/// <summary>The families of algorithms in CycloneDX 1.7, as far as the analyzers know algorithms of theirs.</summary>
internal static class AlgorithmFamily
{
    private static readonly HashSet<string> Families = new(StringComparer.Ordinal)
    {
        "3DES", "AES", "ARIA", "Argon2", "Ascon", "BLAKE2", "BLAKE3", "BLS", "Blowfish", "CAMELLIA", "CAST5", "CAST6", "CMAC",
        "ChaCha", "ChaCha20", "DES", "DSA", "ECDH", "ECDSA", "ECIES", "EdDSA", "ElGamal", "FFDH", "GOST", "HKDF", "HMAC", "HPKE",
        "IDEA", "J-PAKE", "LMS", "MD2", "MD4", "MD5", "ML-DSA", "ML-KEM", "MQV", "PBES1", "PBES2", "PBKDF1", "PBKDF2", "Poly1305",
        "RC2", "RC4", "RC5", "RC6", "RIPEMD", "RSAES-OAEP", "RSAES-PKCS1", "RSASSA-PKCS1", "RSASSA-PSS", "SEED", "SHA-1", "SHA-2",
        "SHA-3", "SLH-DSA", "SM2", "SM3", "SM4", "SM9", "SRP", "Salsa20", "Serpent", "SipHash", "Skipjack", "Twofish",
        "Whirlpool", "XMSS", "bcrypt", "scrypt",
    };

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["DH"] = "FFDH",
        ["Ed25519"] = "EdDSA",
        ["Ed448"] = "EdDSA",
        ["HSS"] = "LMS",
        ["RSA-OAEP"] = "RSAES-OAEP",
        ["RSA-PSS"] = "RSASSA-PSS",
        ["SHA1"] = "SHA-1",
        ["SHA-224"] = "SHA-2",
        ["SHA-256"] = "SHA-2",
        ["SHA-384"] = "SHA-2",
        ["SHA-512"] = "SHA-2",
        ["SHA3"] = "SHA-3",
        ["SHAKE128"] = "SHA-3",
        ["SHAKE256"] = "SHA-3",
        ["TripleDES"] = "3DES",
        ["X25519"] = "ECDH",
        ["X448"] = "ECDH",
    };

    /// <summary>The names that are known, of families and of algorithms.</summary>
    public static IEnumerable<string> Names => [.. Families, .. Aliases.Keys];

    /// <summary>The family, or null where none is the algorithm's, as for RSA without a padding.</summary>
    public static string? Of(string algorithm)
    {
        // ML-KEM-768 is of the family ML-KEM: what is longer is more exact.
        for (string name = algorithm; name.Length > 0; name = name.Substring(0, Math.Max(name.LastIndexOf('-'), 0)))
        {
            if (Aliases.TryGetValue(name, out string? family))
                return family;
            if (Families.Contains(name))
                return name;
        }

        return null;
    }
}
