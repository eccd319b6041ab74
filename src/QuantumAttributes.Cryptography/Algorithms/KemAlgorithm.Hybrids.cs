namespace QuantumAttributes.Cryptography;

/// <content>
/// The hybrids of draft-irtf-cfrg-concrete-hybrid-kems that draft-ietf-hpke-pq uses. Not to be confused with those of TLS or of LAMPS'
/// composite KEMs, which combine the same parts in other ways.
/// </content>
public sealed partial class KemAlgorithm
{
    /// <summary>X-Wing: ML-KEM-768 with X25519 (draft-connolly-cfrg-xwing-kem, NIST category 3 by its ML-KEM part).</summary>
    /// <remarks>The private key is the 32-byte seed; there is no standard expanded form.</remarks>
    public static KemAlgorithm XWing { get; } = new(new HybridKemRules(new MLKemRules(k: 3)), PrivateKeyEncoding.RawSeed)
    {
        Name = KemAlgorithmName.XWing,
        Family = "Hybrid KEM",
        Aliases = ["XWing", "MLKEM768X25519", "MLKEM768-X25519"],
        Oid = "1.3.6.1.4.1.62253.25722",
        Curve = "Curve25519",
        HpkeId = 0x647a,
        PublicKeySize = 1216,
        SeedSize = 32,
        CiphertextSize = 1120,
        SharedSecretSize = 32,
        NistCategory = 3,
        Standard = "draft-connolly-cfrg-xwing-kem",
        Status = AlgorithmStatus.Draft,
    };

    /// <summary>
    /// MLKEM768-P256: ML-KEM-768 with P-256 (draft-irtf-cfrg-concrete-hybrid-kems, section 4.1, NIST category 3 by its ML-KEM part).
    /// </summary>
    /// <remarks>
    /// The private key is the 32-byte seed; there is no standard expanded form, and no object identifier for SubjectPublicKeyInfo and
    /// PKCS#8.
    /// </remarks>
    public static KemAlgorithm MLKem768P256 { get; } =
        new(new HybridKemRules(new MLKemRules(k: 3), NistCurve.P256), PrivateKeyEncoding.RawSeed)
        {
            Name = KemAlgorithmName.MLKem768P256,
            Family = "Hybrid KEM",
            Aliases = ["MLKEM768P256"],
            Curve = "P-256",
            HpkeId = 0x0050,
            PublicKeySize = 1249,
            SeedSize = 32,
            CiphertextSize = 1153,
            SharedSecretSize = 32,
            NistCategory = 3,
            Standard = "draft-irtf-cfrg-concrete-hybrid-kems",
            Status = AlgorithmStatus.Draft,
        };

    /// <summary>
    /// MLKEM1024-P384: ML-KEM-1024 with P-384 (draft-irtf-cfrg-concrete-hybrid-kems, section 4.3, NIST category 5 by its ML-KEM
    /// part).
    /// </summary>
    /// <remarks>
    /// The private key is the 32-byte seed; there is no standard expanded form, and no object identifier for SubjectPublicKeyInfo and
    /// PKCS#8.
    /// </remarks>
    public static KemAlgorithm MLKem1024P384 { get; } =
        new(new HybridKemRules(new MLKemRules(k: 4), NistCurve.P384), PrivateKeyEncoding.RawSeed)
        {
            Name = KemAlgorithmName.MLKem1024P384,
            Family = "Hybrid KEM",
            Aliases = ["MLKEM1024P384"],
            Curve = "P-384",
            HpkeId = 0x0051,
            PublicKeySize = 1665,
            SeedSize = 32,
            CiphertextSize = 1665,
            SharedSecretSize = 32,
            NistCategory = 5,
            Standard = "draft-irtf-cfrg-concrete-hybrid-kems",
            Status = AlgorithmStatus.Draft,
        };
}
