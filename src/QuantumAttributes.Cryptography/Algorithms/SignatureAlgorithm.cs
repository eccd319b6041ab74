using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A signature algorithm: its names, identifiers and sizes. To add one, add its descriptor here and a row to the provider that
/// offers it.
/// </summary>
/// <remarks>
/// Instances are the static properties of this class, compared by reference; immutable and safe to share between threads.
/// </remarks>
public sealed class SignatureAlgorithm
{
    private SignatureAlgorithm(KeyRules rules, PrivateKeyEncoding privateKeyEncoding)
    {
        Rules = rules;
        PrivateKeyEncoding = privateKeyEncoding;
    }

    /// <summary>ML-DSA-65 (FIPS 204, NIST category 3).</summary>
    public static SignatureAlgorithm MLDsa65 { get; } = new(
        new MLDsaRules(new MLDsaShape(K: 6, L: 5, Eta: 4)), PrivateKeyEncoding.SeedOrExpanded)
    {
        Name = SignatureAlgorithmName.MLDsa65,
        Aliases = ["MLDSA65", "Dilithium3"],
        Oid = "2.16.840.1.101.3.4.3.18",
        JoseName = "ML-DSA-65",
        HttpSignatureName = "ml-dsa-65",
        PublicKeySize = 1952,
        SeedSize = 32,
        SignatureSize = 3309,
        ExpandedPrivateKeySize = 4032,
        MaxContextSize = 255,
        NistCategory = 3,
        Standard = "FIPS 204",
        Status = AlgorithmStatus.Standard,
    };

    /// <summary>Every algorithm this library knows, whether or not a provider offers it on this machine.</summary>
    public static IReadOnlyList<SignatureAlgorithm> All { get; } = [MLDsa65];

    private static AlgorithmIndex<SignatureAlgorithm> Index { get; } = new(All, static a =>
        a.Name, static a => a.Aliases, static a => a.Oid);

    /// <summary>The name, one of the constants of <see cref="SignatureAlgorithmName"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that <see cref="Parse"/> accepts.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The object identifier in SubjectPublicKeyInfo and PKCS#8.</summary>
    public required string Oid { get; init; }

    /// <summary>The <c>alg</c> of a JSON Web Key (RFC 9964).</summary>
    public required string JoseName { get; init; }

    /// <summary>The <c>alg</c> of an HTTP message signature (RFC 9421).</summary>
    public required string HttpSignatureName { get; init; }

    /// <summary>The size of a verifying (public) key, in bytes.</summary>
    public required int PublicKeySize { get; init; }

    /// <summary>The size of the seed a signing key is made from, in bytes.</summary>
    public required int SeedSize { get; init; }

    /// <summary>The size of a signature, in bytes.</summary>
    public required int SignatureSize { get; init; }

    /// <summary>The size of an expanded signing key, in bytes; null where the algorithm defines none.</summary>
    public required int? ExpandedPrivateKeySize { get; init; }

    /// <summary>The longest context a signature can carry, in bytes.</summary>
    public required int MaxContextSize { get; init; }

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
    public static SignatureAlgorithm Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryParse(name, out SignatureAlgorithm? algorithm)
            ? algorithm
            : throw new FormatException($"'{name}' is not a known signature algorithm. Known: {Index.Names}.");
    }

    /// <summary>Finds an algorithm by name or alias, whatever the case.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out SignatureAlgorithm? algorithm) =>
        Index.TryFindName(name, out algorithm);

    internal static bool TryFindOid(string oid, [NotNullWhen(true)] out SignatureAlgorithm? algorithm) =>
        Index.TryFindOid(oid, out algorithm);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
