using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A key encapsulation mechanism. To add one, add its descriptor here and a row to the provider that offers it:
/// docs/adding-an-algorithm.md.
/// </summary>
public sealed partial class KemAlgorithm : CryptographicAlgorithm
{
    private KemAlgorithm(KeyRules rules, PrivateKeyEncoding privateKeyEncoding) : base(rules, privateKeyEncoding)
    {
    }

    /// <summary>ML-KEM-512 (FIPS 203, NIST category 1).</summary>
    public static KemAlgorithm MLKem512 { get; } = new(new MLKemRules(k: 2), PrivateKeyEncoding.SeedOrExpanded)
    {
        Name = KemAlgorithmName.MLKem512,
        Family = "ML-KEM",
        Aliases = ["MLKEM512", "Kyber512", "Kyber-512"],
        Oid = "2.16.840.1.101.3.4.4.1",
        HpkeId = 0x0040,
        PublicKeySize = 800,
        SeedSize = 64,
        ExpandedPrivateKeySize = 1632,
        CiphertextSize = 768,
        SharedSecretSize = 32,
        NistCategory = 1,
        Standard = "FIPS 203",
        Status = AlgorithmStatus.Standard,
    };

    /// <summary>ML-KEM-768 (FIPS 203, NIST category 3).</summary>
    public static KemAlgorithm MLKem768 { get; } = new(new MLKemRules(k: 3), PrivateKeyEncoding.SeedOrExpanded)
    {
        Name = KemAlgorithmName.MLKem768,
        Family = "ML-KEM",
        Aliases = ["MLKEM768", "Kyber768", "Kyber-768", "Kyber"],
        Oid = "2.16.840.1.101.3.4.4.2",
        HpkeId = 0x0041,
        PublicKeySize = 1184,
        SeedSize = 64,
        ExpandedPrivateKeySize = 2400,
        CiphertextSize = 1088,
        SharedSecretSize = 32,
        NistCategory = 3,
        Standard = "FIPS 203",
        Status = AlgorithmStatus.Standard,
    };

    /// <summary>ML-KEM-1024 (FIPS 203, NIST category 5).</summary>
    public static KemAlgorithm MLKem1024 { get; } = new(new MLKemRules(k: 4), PrivateKeyEncoding.SeedOrExpanded)
    {
        Name = KemAlgorithmName.MLKem1024,
        Family = "ML-KEM",
        Aliases = ["MLKEM1024", "Kyber1024", "Kyber-1024"],
        Oid = "2.16.840.1.101.3.4.4.3",
        HpkeId = 0x0042,
        PublicKeySize = 1568,
        SeedSize = 64,
        ExpandedPrivateKeySize = 3168,
        CiphertextSize = 1568,
        SharedSecretSize = 32,
        NistCategory = 5,
        Standard = "FIPS 203",
        Status = AlgorithmStatus.Standard,
    };

    /// <summary>Every mechanism this library knows, whether or not a provider offers it on this machine.</summary>
    public static IReadOnlyList<KemAlgorithm> All => Table.Rows;

    /// <inheritdoc/>
    public override string Primitive => Rules is HybridKemRules ? "combiner" : "kem";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Functions { get; } = ["keygen", "encapsulate", "decapsulate"];

    /// <summary>The HPKE KEM identifier (IANA; RFC 9180, draft-ietf-hpke-pq), or null where none is assigned.</summary>
    public ushort? HpkeId { get; init; }

    /// <summary>The size of a ciphertext, in bytes.</summary>
    public required int CiphertextSize { get; init; }

    /// <summary>The size of a shared secret, in bytes.</summary>
    public required int SharedSecretSize { get; init; }

    /// <summary>Whether the seed is the ikm of HPKE's DeriveKeyPair (RFC 9180, section 7.1.3), and not made from it.</summary>
    internal bool SeedIsHpkeIkm { get; init; }

    /// <summary>Finds a mechanism by name or alias, whatever the case.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">No mechanism has that name.</exception>
    public static KemAlgorithm Parse(string name) =>
        AlgorithmCatalogue.Parse<KemAlgorithm>(name, "key encapsulation mechanism");

    /// <summary>Finds a mechanism by name or alias, whatever the case.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out KemAlgorithm? algorithm) =>
        AlgorithmCatalogue.TryFind(name, out algorithm);

    // A class of its own: the initialisers of a partial class's several files run in no certain order, and all before this one's.
    private static class Table
    {
        public static readonly IReadOnlyList<KemAlgorithm> Rows =
        [
            MLKem512, MLKem768, MLKem1024, XWing, MLKem768P256, MLKem1024P384,
            DhKemP256, DhKemP384, DhKemX25519, DhKemX448,
            FrodoKem640AesRound3, FrodoKem640ShakeRound3, FrodoKem976AesRound3, FrodoKem976ShakeRound3,
            FrodoKem1344AesRound3, FrodoKem1344ShakeRound3,
            Hqc128Draft2025, Hqc192Draft2025, Hqc256Draft2025,
        ];
    }
}
