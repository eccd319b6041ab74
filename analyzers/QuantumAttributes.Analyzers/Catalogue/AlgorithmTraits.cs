namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>What is known of an algorithm by its name.</summary>
internal sealed class AlgorithmTraits
{
    private static readonly Dictionary<string, AlgorithmTraits> Known = new AlgorithmTraits[]
    {
        new("RSA", "pke", Threat.Both),
        new("ElGamal", "pke", Threat.HarvestNow),
        new("ECIES", "pke", Threat.HarvestNow),
        new("SM2", "pke", Threat.Both),
        new("Naccache-Stern", "pke", Threat.HarvestNow),
        new("DH", "key-agree", Threat.HarvestNow),
        new("ECDH", "key-agree", Threat.HarvestNow),
        new("X25519", "key-agree", Threat.HarvestNow),
        new("X448", "key-agree", Threat.HarvestNow),
        new("MQV", "key-agree", Threat.HarvestNow),
        new("ECVKO", "key-agree", Threat.HarvestNow),
        new("SRP", "key-agree", Threat.HarvestNow),
        new("J-PAKE", "key-agree", Threat.HarvestNow),
        new("EC", "unknown", Threat.Both),
        new("DSA", "signature", Threat.Forgery),
        new("ECDSA", "signature", Threat.Forgery),
        new("EdDSA", "signature", Threat.Forgery),
        new("Ed25519", "signature", Threat.Forgery),
        new("Ed448", "signature", Threat.Forgery),
        new("ECNR", "signature", Threat.Forgery),
        new("GOST R 34.10", "signature", Threat.Forgery),
        new("DSTU 4145", "signature", Threat.Forgery),
        new("DES", "block-cipher", Threat.Broken),
        new("3DES", "block-cipher", Threat.Broken),
        new("RC2", "block-cipher", Threat.Broken),
        new("RC4", "stream-cipher", Threat.Broken),
        new("Blowfish", "block-cipher", Threat.Broken),
        new("CAST5", "block-cipher", Threat.Broken),
        new("IDEA", "block-cipher", Threat.Broken),
        new("Skipjack", "block-cipher", Threat.Broken),
        new("TEA", "block-cipher", Threat.Broken),
        new("GOST 28147", "block-cipher", Threat.Broken),
        new("MD2", "hash", Threat.Broken),
        new("MD4", "hash", Threat.Broken),
        new("MD5", "hash", Threat.Broken),
        new("SHA-1", "hash", Threat.Broken),
        new("RIPEMD", "hash", Threat.Broken),
        new("HMAC-MD5", "mac", Threat.Broken),
        new("HMAC-SHA-1", "mac", Threat.Inventory),
        new("HMAC", "mac", Threat.Inventory),
        new("AES", "block-cipher", Threat.Inventory),
        new("Camellia", "block-cipher", Threat.Inventory),
        new("ChaCha20", "stream-cipher", Threat.Inventory),
        new("SHA-2", "hash", Threat.Inventory),
        new("SHA-3", "hash", Threat.Inventory),
        new("HKDF", "kdf", Threat.Inventory),
        new("PBKDF1", "kdf", Threat.Broken),
        new("PBKDF2", "kdf", Threat.Inventory),
        new("PBES", "kdf", Threat.Inventory),
        new("ML-KEM", "kem", Threat.None),
        new("X-Wing", "kem", Threat.None),
        new("HQC", "kem", Threat.None),
        new("NTRU", "kem", Threat.None),
        new("FrodoKEM", "kem", Threat.None),
        new("BIKE", "kem", Threat.None),
        new("Classic McEliece", "kem", Threat.None),
        new("SABER", "kem", Threat.None),
        new("ML-DSA", "signature", Threat.None),
        new("SLH-DSA", "signature", Threat.None),
        new("Falcon", "signature", Threat.None),
        new("Picnic", "signature", Threat.None),
        new("LMS", "signature", Threat.None),
        new("XMSS", "signature", Threat.None),
    }.ToDictionary(static traits => traits.Name, StringComparer.Ordinal);

    private AlgorithmTraits(string name, string primitive, Threat threat)
    {
        Name = name;
        Primitive = primitive;
        Threat = threat;
    }

    public string Name { get; }

    /// <summary>The primitive, as CycloneDX calls it.</summary>
    public string Primitive { get; }

    /// <summary>What a quantum computer does to it, whatever it is used for.</summary>
    public Threat Threat { get; }

    /// <summary>Whether Shor's algorithm breaks it.</summary>
    public bool IsClassical => Threat is Threat.HarvestNow or Threat.Forgery or Threat.Both;

    /// <summary>The traits of an algorithm of this name, or null where none is known.</summary>
    public static AlgorithmTraits? Of(string name) => Known.TryGetValue(name, out var traits) ? traits : null;
}
