namespace QuantumAttributes.Cryptography;

/// <summary>What this library knows of an algorithm: its names, identifiers, sizes and standing.</summary>
/// <remarks>
/// Instances are the static properties of <see cref="KemAlgorithm"/> and <see cref="SignatureAlgorithm"/>, compared by reference;
/// immutable and safe to share between threads. <see cref="AlgorithmCatalogue"/> lists them all.
/// </remarks>
public abstract class CryptographicAlgorithm
{
    // What the compiler says where an experimental algorithm is used, and where that is explained.
    private protected const string ExperimentalId = "QA9001";
    private protected const string ExperimentalUrlFormat =
        "https://github.com/QuantumAttributes/QuantumAttributes/blob/main/docs/rules/{0}.md";

    private protected CryptographicAlgorithm(KeyRules rules, PrivateKeyEncoding privateKeyEncoding)
    {
        Rules = rules;
        PrivateKeyEncoding = privateKeyEncoding;
    }

    /// <summary>The name, as the standard writes it.</summary>
    public required string Name { get; init; }

    /// <summary>What the algorithm is one parameter set of: ML-KEM, SLH-DSA and so on.</summary>
    public required string Family { get; init; }

    /// <summary>Other names that it is found by, whatever their case: earlier ones, and other spellings.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The object identifier in SubjectPublicKeyInfo and PKCS#8, or null where none is assigned.</summary>
    public string? Oid { get; init; }

    /// <summary>The <c>alg</c> of a JSON Web Key, or null where none is registered.</summary>
    public string? JoseName { get; init; }

    /// <summary>The COSE algorithm identifier, or null where none is registered.</summary>
    public int? CoseId { get; init; }

    /// <summary>The size of a public key, in bytes.</summary>
    public required int PublicKeySize { get; init; }

    /// <summary>
    /// The size of the seed that the standard makes a private key from, in bytes; null where a key is not made from one.
    /// </summary>
    public int? SeedSize { get; init; }

    /// <summary>The size of a private key in its expanded form, in bytes; null where the seed is the only form.</summary>
    public int? ExpandedPrivateKeySize { get; init; }

    /// <summary>The NIST security category, 1 to 5; 0 for what a quantum computer breaks.</summary>
    public required int NistCategory { get; init; }

    /// <summary>The document that defines the algorithm.</summary>
    public required string Standard { get; init; }

    /// <summary>How settled that document is.</summary>
    public required AlgorithmStatus Status { get; init; }

    internal KeyRules Rules { get; }

    internal PrivateKeyEncoding PrivateKeyEncoding { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
