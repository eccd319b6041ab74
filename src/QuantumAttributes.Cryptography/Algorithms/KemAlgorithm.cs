using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A key encapsulation mechanism: its names, identifiers and sizes. To add one, add its descriptor here and a row to the provider
/// that offers it.
/// </summary>
/// <remarks>
/// Instances are the static properties of this class, compared by reference; immutable and safe to share between threads.
/// </remarks>
public sealed class KemAlgorithm
{
    private KemAlgorithm(KeyRules rules, PrivateKeyEncoding privateKeyEncoding)
    {
        Rules = rules;
        PrivateKeyEncoding = privateKeyEncoding;
    }

    /// <summary>ML-KEM-768 (FIPS 203, NIST category 3).</summary>
    public static KemAlgorithm MLKem768 { get; } = new(new MLKemRules(k: 3), PrivateKeyEncoding.SeedOrExpanded)
    {
        Name = KemAlgorithmName.MLKem768,
        Aliases = ["MLKEM768", "Kyber768", "Kyber-768"],
        Oid = "2.16.840.1.101.3.4.4.2",
        HpkeId = 0x0041,
        PublicKeySize = 1184,
        SeedSize = 64,
        CiphertextSize = 1088,
        SharedSecretSize = 32,
        ExpandedPrivateKeySize = 2400,
        NistCategory = 3,
        Standard = "FIPS 203",
        Status = AlgorithmStatus.Standard,
    };

    /// <summary>X-Wing: ML-KEM-768 with X25519 (draft-connolly-cfrg-xwing-kem, NIST category 3 by its ML-KEM part).</summary>
    /// <remarks>The private key is the 32-byte seed; there is no standard expanded form.</remarks>
    public static KemAlgorithm XWing { get; } = new(new XWingRules(), PrivateKeyEncoding.RawSeed)
    {
        Name = KemAlgorithmName.XWing,
        Aliases = ["XWing", "MLKEM768X25519", "MLKEM768-X25519"],
        Oid = "1.3.6.1.4.1.62253.25722",
        HpkeId = 0x647a,
        PublicKeySize = 1216,
        SeedSize = 32,
        CiphertextSize = 1120,
        SharedSecretSize = 32,
        ExpandedPrivateKeySize = null,
        NistCategory = 3,
        Standard = "draft-connolly-cfrg-xwing-kem",
        Status = AlgorithmStatus.Draft,
    };

    /// <summary>Every mechanism this library knows, whether or not a provider offers it on this machine.</summary>
    public static IReadOnlyList<KemAlgorithm> All { get; } = [MLKem768, XWing];

    private static AlgorithmIndex<KemAlgorithm> Index { get; } = new(All, static a =>
        a.Name, static a => a.Aliases, static a => a.Oid);

    /// <summary>The name, one of the constants of <see cref="KemAlgorithmName"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that <see cref="Parse"/> accepts.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The object identifier in SubjectPublicKeyInfo and PKCS#8, or null where none is assigned.</summary>
    public required string? Oid { get; init; }

    /// <summary>The HPKE KEM identifier (IANA, draft-ietf-hpke-pq), or null where none is assigned.</summary>
    public required ushort? HpkeId { get; init; }

    /// <summary>The size of a public (encapsulation) key, in bytes.</summary>
    public required int PublicKeySize { get; init; }

    /// <summary>The size of the seed a private key is made from, in bytes.</summary>
    public required int SeedSize { get; init; }

    /// <summary>The size of a ciphertext, in bytes.</summary>
    public required int CiphertextSize { get; init; }

    /// <summary>The size of a shared secret, in bytes.</summary>
    public required int SharedSecretSize { get; init; }

    /// <summary>The size of an expanded private (decapsulation) key, in bytes; null where the algorithm defines none.</summary>
    public required int? ExpandedPrivateKeySize { get; init; }

    /// <summary>The NIST security category, 1 to 5.</summary>
    public required int NistCategory { get; init; }

    /// <summary>The document that defines the algorithm.</summary>
    public required string Standard { get; init; }

    /// <summary>How settled that document is.</summary>
    public required AlgorithmStatus Status { get; init; }

    internal PrivateKeyEncoding PrivateKeyEncoding { get; }

    internal KeyRules Rules { get; }

    /// <summary>Finds an algorithm by name or alias, whatever the case.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">No algorithm has that name.</exception>
    public static KemAlgorithm Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryParse(name, out KemAlgorithm? algorithm)
            ? algorithm
            : throw new FormatException($"'{name}' is not a known key encapsulation mechanism. Known: {Index.Names}.");
    }

    /// <summary>Finds an algorithm by name or alias, whatever the case.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out KemAlgorithm? algorithm) =>
        Index.TryFindName(name, out algorithm);

    internal static bool TryFindOid(string oid, [NotNullWhen(true)] out KemAlgorithm? algorithm) =>
        Index.TryFindOid(oid, out algorithm);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
