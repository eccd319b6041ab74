namespace QuantumAttributes.Cryptography;

/// <summary>
/// The ciphers of HPKE, with their identifiers (RFC 9180, section 7.3). Nonces have 12 bytes and tags 16 in all of them.
/// </summary>
public enum HpkeAead
{
    /// <summary>AES-128-GCM, with keys of 16 bytes.</summary>
    Aes128Gcm = 0x0001,

    /// <summary>AES-256-GCM, with keys of 32 bytes.</summary>
    Aes256Gcm = 0x0002,

    /// <summary>ChaCha20-Poly1305 (RFC 8439), with keys of 32 bytes.</summary>
    ChaCha20Poly1305 = 0x0003,

    /// <summary>No cipher: contexts that only export secrets.</summary>
    ExportOnly = 0xFFFF,
}
