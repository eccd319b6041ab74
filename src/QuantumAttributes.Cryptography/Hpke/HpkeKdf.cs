namespace QuantumAttributes.Cryptography;

/// <summary>
/// The key derivation functions of HPKE, with their identifiers (RFC 9180, section 7.2; draft-ietf-hpke-pq, section 5).
/// </summary>
public enum HpkeKdf
{
    /// <summary>HKDF with SHA-256: two stages, 32 bytes.</summary>
    HkdfSha256 = 0x0001,

    /// <summary>HKDF with SHA-384: two stages, 48 bytes.</summary>
    HkdfSha384 = 0x0002,

    /// <summary>HKDF with SHA-512: two stages, 64 bytes.</summary>
    HkdfSha512 = 0x0003,

    /// <summary>SHAKE128 (FIPS 202): a single stage, 32 bytes. Draft.</summary>
    Shake128 = 0x0010,

    /// <summary>SHAKE256 (FIPS 202): a single stage, 64 bytes. Draft.</summary>
    Shake256 = 0x0011,

    /// <summary>TurboSHAKE128 (RFC 9861): a single stage, 32 bytes. Draft.</summary>
    TurboShake128 = 0x0012,

    /// <summary>TurboSHAKE256 (RFC 9861): a single stage, 64 bytes. Draft.</summary>
    TurboShake256 = 0x0013,
}
