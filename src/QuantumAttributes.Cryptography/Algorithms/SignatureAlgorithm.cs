using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A signature algorithm. To add one, add its descriptor here and a row to the provider that offers it:
/// docs/adding-an-algorithm.md.
/// </summary>
public sealed partial class SignatureAlgorithm : CryptographicAlgorithm
{
    private SignatureAlgorithm(KeyRules rules, PrivateKeyEncoding privateKeyEncoding) : base(rules, privateKeyEncoding)
    {
    }

    /// <summary>ML-DSA-44 (FIPS 204, NIST category 2).</summary>
    public static SignatureAlgorithm MLDsa44 { get; } = new(
        new MLDsaRules(MLDsaShape.MLDsa44), PrivateKeyEncoding.SeedOrExpanded)
    {
        Name = SignatureAlgorithmName.MLDsa44,
        Family = "ML-DSA",
        Aliases = ["MLDSA44", "Dilithium2"],
        Oid = "2.16.840.1.101.3.4.3.17",
        JoseName = "ML-DSA-44",
        CoseId = -48,
        HttpSignatureName = "ml-dsa-44",
        PublicKeySize = 1312,
        SeedSize = 32,
        ExpandedPrivateKeySize = 2560,
        SignatureSize = 2420,
        MaxContextSize = 255,
        HasPreHash = true,
        HasMu = true,
        HasDeterministicMode = true,
        NistCategory = 2,
        Standard = "FIPS 204",
        Status = AlgorithmStatus.Standard,
    };

    /// <summary>ML-DSA-65 (FIPS 204, NIST category 3).</summary>
    public static SignatureAlgorithm MLDsa65 { get; } = new(
        new MLDsaRules(MLDsaShape.MLDsa65), PrivateKeyEncoding.SeedOrExpanded)
    {
        Name = SignatureAlgorithmName.MLDsa65,
        Family = "ML-DSA",
        Aliases = ["MLDSA65", "Dilithium3", "Dilithium"],
        Oid = "2.16.840.1.101.3.4.3.18",
        JoseName = "ML-DSA-65",
        CoseId = -49,
        HttpSignatureName = "ml-dsa-65",
        PublicKeySize = 1952,
        SeedSize = 32,
        ExpandedPrivateKeySize = 4032,
        SignatureSize = 3309,
        MaxContextSize = 255,
        HasPreHash = true,
        HasMu = true,
        HasDeterministicMode = true,
        NistCategory = 3,
        Standard = "FIPS 204",
        Status = AlgorithmStatus.Standard,
    };

    /// <summary>ML-DSA-87 (FIPS 204, NIST category 5).</summary>
    public static SignatureAlgorithm MLDsa87 { get; } = new(
        new MLDsaRules(MLDsaShape.MLDsa87), PrivateKeyEncoding.SeedOrExpanded)
    {
        Name = SignatureAlgorithmName.MLDsa87,
        Family = "ML-DSA",
        Aliases = ["MLDSA87", "Dilithium5"],
        Oid = "2.16.840.1.101.3.4.3.19",
        JoseName = "ML-DSA-87",
        CoseId = -50,
        HttpSignatureName = "ml-dsa-87",
        PublicKeySize = 2592,
        SeedSize = 32,
        ExpandedPrivateKeySize = 4896,
        SignatureSize = 4627,
        MaxContextSize = 255,
        HasPreHash = true,
        HasMu = true,
        HasDeterministicMode = true,
        NistCategory = 5,
        Standard = "FIPS 204",
        Status = AlgorithmStatus.Standard,
    };

    /// <summary>Every algorithm this library knows, whether or not a provider offers it on this machine.</summary>
    public static IReadOnlyList<SignatureAlgorithm> All => Table.Rows;

    /// <inheritdoc/>
    public override string Primitive => Rules is CompositeRules ? "combiner" : "signature";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Functions { get; } = ["keygen", "sign", "verify"];

    /// <summary>The <c>alg</c> of an HTTP message signature (RFC 9421), or null where the protocol has none for it.</summary>
    public string? HttpSignatureName { get; init; }

    /// <summary>The size of a signature, in bytes; where it varies, the largest.</summary>
    public required int SignatureSize { get; init; }

    /// <summary>Whether signatures differ in size, up to <see cref="SignatureSize"/>.</summary>
    public bool HasVariableSignatureSize { get; init; }

    /// <summary>The longest context a signature can carry, in bytes; 0 where it carries none.</summary>
    public required int MaxContextSize { get; init; }

    /// <summary>Whether the standard defines signatures of a hash in place of the message (FIPS 204 and 205: pre-hash).</summary>
    public bool HasPreHash { get; init; }

    /// <summary>Whether the standard lets the message representative be computed elsewhere (FIPS 204: external mu).</summary>
    public bool HasMu { get; init; }

    /// <summary>Whether the standard defines signing without randomness.</summary>
    public bool HasDeterministicMode { get; init; }

    /// <summary>Finds an algorithm by name or alias, whatever the case.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">No algorithm has that name.</exception>
    public static SignatureAlgorithm Parse(string name) => AlgorithmCatalogue.Parse<SignatureAlgorithm>(name, "signature algorithm");

    /// <summary>Finds an algorithm by name or alias, whatever the case.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out SignatureAlgorithm? algorithm) =>
        AlgorithmCatalogue.TryFind(name, out algorithm);

    // A class of its own: the initialisers of a partial class's several files run in no certain order, and all before this one's.
    private static class Table
    {
        public static readonly IReadOnlyList<SignatureAlgorithm> Rows =
        [
            MLDsa44, MLDsa65, MLDsa87,
            SlhDsaSha2_128s, SlhDsaSha2_128f, SlhDsaSha2_192s, SlhDsaSha2_192f, SlhDsaSha2_256s, SlhDsaSha2_256f,
            SlhDsaShake128s, SlhDsaShake128f, SlhDsaShake192s, SlhDsaShake192f, SlhDsaShake256s, SlhDsaShake256f,
            Falcon512Round3, Falcon1024Round3,
            MLDsa44Ed25519, MLDsa44EcdsaP256,
            MLDsa65Ed25519, MLDsa65EcdsaP256, MLDsa65EcdsaP384, MLDsa65EcdsaBrainpoolP256r1,
            MLDsa87Ed448, MLDsa87EcdsaP384, MLDsa87EcdsaP521, MLDsa87EcdsaBrainpoolP384r1,
        ];
    }
}
