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

    /// <summary>
    /// Which parameter set of its family it is, such as 768 or SHA2-128s: what the name says beyond the family. CycloneDX 1.6:
    /// parameterSetIdentifier.
    /// </summary>
    public string ParameterSet => Name.StartsWith($"{Family}-", StringComparison.Ordinal) ? Name[(Family.Length + 1)..] : Name;

    /// <summary>
    /// What it is, in the words of CycloneDX 1.6 (primitive): <c>kem</c>, <c>signature</c>, or <c>combiner</c> for a post-quantum
    /// and a traditional algorithm in one.
    /// </summary>
    public abstract string Primitive { get; }

    /// <summary>What it does, in the words of CycloneDX 1.6 (cryptoFunctions), such as <c>keygen</c> and <c>sign</c>.</summary>
    public abstract IReadOnlyList<string> Functions { get; }

    /// <summary>
    /// The elliptic curve that it works on, of a combination the traditional part; null where there is none. Named as in
    /// neuromancer.sk/std, which CycloneDX 1.6 recommends for its curve.
    /// </summary>
    public string? Curve { get; init; }

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

    /// <summary>
    /// The NIST security category, 1 to 5; 0 for what a quantum computer breaks. CycloneDX 1.6: nistQuantumSecurityLevel.
    /// </summary>
    public required int NistCategory { get; init; }

    /// <summary>
    /// The security strength against computers of today, in bits (NIST SP 800-57, part 1, and SP 800-186; CycloneDX 1.6:
    /// classicalSecurityLevel). Where there is a NIST category, that of the AES or SHA-2 it is measured by.
    /// </summary>
    public int ClassicalSecurityStrength
    {
        get => field != 0 ? field : NistCategory switch
        {
            1 or 2 => 128,
            3 or 4 => 192,
            5 => 256,
            _ => 0,
        };
        init;
    }

    /// <summary>The document that defines the algorithm.</summary>
    public required string Standard { get; init; }

    /// <summary>How settled that document is.</summary>
    public required AlgorithmStatus Status { get; init; }

    internal KeyRules Rules { get; }

    internal PrivateKeyEncoding PrivateKeyEncoding { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
