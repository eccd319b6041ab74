namespace QuantumAttributes.Tool.Inventory;

/// <summary>A family of rules, as a person reads of it.</summary>
/// <param name="Key">Its name in properties.</param>
/// <param name="Name">Its name.</param>
/// <param name="Remedy">What takes the place of what it finds.</param>
internal sealed record Family(string Key, string Name, string Remedy)
{
    private static readonly Dictionary<string, Family> _known = new Family[]
    {
        new("encryption", "Encryption and key agreement", "ML-KEM-768 beside the classical algorithm (X-Wing); ML-KEM-1024 for CNSA 2.0."),
        new("signatures", "Signatures", "ML-DSA-65; ML-DSA-87 for CNSA 2.0."),
        new("certificates", "Certificates", "Requests and certificates signed with ML-DSA, once all who verify them know it."),
        new("certificateKeys", "Keys of certificates", "Certificates with keys of ML-DSA or ML-KEM."),
        new("messages", "Messages (CMS, OpenPGP, COSE)", "Signatures with ML-DSA; contents under a key that ML-KEM brings."),
        new("xml", "XML signatures and encryption", "The document's bytes signed with ML-DSA, or encrypted under a key that ML-KEM brings."),
        new("tokens", "Tokens (JWS, JWE)", "JWS with ML-DSA; JWE with the algorithm dir, under a key that ML-KEM brings."),
        new("tls", "TLS", "TLS 1.3, with hybrid groups such as X25519MLKEM768 allowed: older versions have none."),
        new("ssh", "SSH", "The key exchanges mlkem768x25519-sha256 and sntrup761x25519-sha512."),
        new("dataProtection", "Data Protection's key ring", "A ring that is sealed under a secret of 256 bits and not under a certificate."),
        new("keyServices", "Key services", "Keys of ML-DSA and ML-KEM, where the service has them."),
        new("native", "Native libraries", "The ML-KEM and ML-DSA of a newer version of the library."),
        new("weak", "Weak ciphers and hashes", "AES-256, and SHA-384 or longer."),
        new("oids", "Object identifiers", "The identifiers of ML-DSA and ML-KEM."),
        new("configuration", "Configuration files", "The names of post-quantum or hybrid algorithms."),
    }.ToDictionary(static family => Normalize(family.Key));

    private static readonly Family _other = new("other", "Other", "What the page of the rule says.");

    /// <summary>The family of this name; one that is not known is called as it is.</summary>
    public static Family Of(string? key) =>
        string.IsNullOrWhiteSpace(key) ? _other : _known.GetValueOrDefault(Normalize(key)) ?? _other with { Key = key, Name = key };

    private static string Normalize(string key) => string.Concat(key.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
