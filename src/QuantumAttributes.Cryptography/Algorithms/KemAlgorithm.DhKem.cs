namespace QuantumAttributes.Cryptography;

/// <content>The classical mechanisms of RFC 9180, section 4.1.</content>
public sealed partial class KemAlgorithm
{
    /// <summary>DHKEM(P-256, HKDF-SHA256) of RFC 9180. Falls to a quantum computer: only for interoperability with RFC 9180.</summary>
    /// <remarks>
    /// The seed is the ikm of DeriveKeyPair (section 7.1.3), the expanded key skRm. Keys travel raw. <see cref="QuantumSeal"/> and
    /// whatever else protects data here refuses them.
    /// </remarks>
    public static KemAlgorithm DhKemP256 { get; } = new(new DhKemRules(NistCurve.P256), PrivateKeyEncoding.RawSeed)
    {
        Name = "DHKEM-P256",
        Family = "DHKEM",
        Aliases = ["DHKEM(P-256, HKDF-SHA256)"],
        Curve = "P-256",
        HpkeId = 0x0010,
        SeedIsHpkeIkm = true,
        PublicKeySize = 65,
        SeedSize = 32,
        ExpandedPrivateKeySize = 32,
        CiphertextSize = 65,
        SharedSecretSize = 32,
        NistCategory = 0,
        ClassicalSecurityStrength = 128,
        Standard = "RFC 9180",
        Status = AlgorithmStatus.Standard,
    };

    /// <summary>DHKEM(P-384, HKDF-SHA384) of RFC 9180. Falls to a quantum computer: only for interoperability with RFC 9180.</summary>
    /// <remarks>
    /// The seed is the ikm of DeriveKeyPair (section 7.1.3), the expanded key skRm. Keys travel raw. <see cref="QuantumSeal"/> and
    /// whatever else protects data here refuses them.
    /// </remarks>
    public static KemAlgorithm DhKemP384 { get; } = new(new DhKemRules(NistCurve.P384), PrivateKeyEncoding.RawSeed)
    {
        Name = "DHKEM-P384",
        Family = "DHKEM",
        Aliases = ["DHKEM(P-384, HKDF-SHA384)"],
        Curve = "P-384",
        HpkeId = 0x0011,
        SeedIsHpkeIkm = true,
        PublicKeySize = 97,
        SeedSize = 48,
        ExpandedPrivateKeySize = 48,
        CiphertextSize = 97,
        SharedSecretSize = 48,
        NistCategory = 0,
        ClassicalSecurityStrength = 192,
        Standard = "RFC 9180",
        Status = AlgorithmStatus.Standard,
    };

    /// <summary>DHKEM(X25519, HKDF-SHA256) of RFC 9180. Falls to a quantum computer: only for interoperability with RFC 9180.</summary>
    /// <remarks>
    /// The seed is the ikm of DeriveKeyPair (section 7.1.3), the expanded key skRm. Keys travel raw. <see cref="QuantumSeal"/> and
    /// whatever else protects data here refuses them.
    /// </remarks>
    public static KemAlgorithm DhKemX25519 { get; } = new(new DhKemRules(), PrivateKeyEncoding.RawSeed)
    {
        Name = "DHKEM-X25519",
        Family = "DHKEM",
        Aliases = ["DHKEM(X25519, HKDF-SHA256)"],
        Curve = "Curve25519",
        HpkeId = 0x0020,
        SeedIsHpkeIkm = true,
        PublicKeySize = 32,
        SeedSize = 32,
        ExpandedPrivateKeySize = 32,
        CiphertextSize = 32,
        SharedSecretSize = 32,
        NistCategory = 0,
        ClassicalSecurityStrength = 128,
        Standard = "RFC 9180",
        Status = AlgorithmStatus.Standard,
    };

    /// <summary>DHKEM(X448, HKDF-SHA512) of RFC 9180. Falls to a quantum computer: only for interoperability with RFC 9180.</summary>
    /// <remarks>
    /// The seed is the ikm of DeriveKeyPair (section 7.1.3), the expanded key skRm. Keys travel raw. <see cref="QuantumSeal"/> and
    /// whatever else protects data here refuses them.
    /// </remarks>
    public static KemAlgorithm DhKemX448 { get; } = new(new DhKemRules(), PrivateKeyEncoding.RawSeed)
    {
        Name = "DHKEM-X448",
        Family = "DHKEM",
        Aliases = ["DHKEM(X448, HKDF-SHA512)"],
        Curve = "Curve448",
        HpkeId = 0x0021,
        SeedIsHpkeIkm = true,
        PublicKeySize = 56,
        SeedSize = 56,
        ExpandedPrivateKeySize = 56,
        CiphertextSize = 56,
        SharedSecretSize = 64,
        NistCategory = 0,
        ClassicalSecurityStrength = 224,
        Standard = "RFC 9180",
        Status = AlgorithmStatus.Standard,
    };
}
