using System.Security.Cryptography;
using System.Text;

namespace QuantumAttributes.Cryptography;

// Composite ML-DSA (draft-ietf-lamps-pq-composite-sigs-13): sizes as in appendix A, identifiers, labels and hash functions as in
// section 7.
public sealed partial class SignatureAlgorithm
{
    private const string CompositeStandard = "draft-ietf-lamps-pq-composite-sigs-13";

    /// <summary>
    /// ML-DSA-44 with Ed25519, over SHA-512 of the message
    /// (draft-ietf-lamps-pq-composite-sigs, NIST category 2).
    /// </summary>
    public static SignatureAlgorithm MLDsa44Ed25519 { get; } = new(
        Composite("COMPSIG-MLDSA44-Ed25519-SHA512", SignatureAlgorithmName.MLDsa44, EdDsaAlgorithm.Ed25519, SHA512.HashData),
        PrivateKeyEncoding.RawExpanded)
    {
        Name = SignatureAlgorithmName.MLDsa44Ed25519,
        Family = "Composite ML-DSA",
        Aliases = ["MLDSA44-Ed25519", "ML-DSA-44-Ed25519"],
        Curve = "Ed25519",
        Oid = "1.3.6.1.5.5.7.6.39",
        PublicKeySize = 1344,
        ExpandedPrivateKeySize = 64,
        SignatureSize = 2484,
        MaxContextSize = 255,
        NistCategory = 2,
        Standard = CompositeStandard,
        Status = AlgorithmStatus.Draft,
    };

    /// <summary>
    /// ML-DSA-44 with ECDSA on P-256, over SHA-256 of the message
    /// (draft-ietf-lamps-pq-composite-sigs, NIST category 2).
    /// </summary>
    public static SignatureAlgorithm MLDsa44EcdsaP256 { get; } = new(
        Composite("COMPSIG-MLDSA44-ECDSA-P256-SHA256", SignatureAlgorithmName.MLDsa44, EcdsaAlgorithm.P256, SHA256.HashData),
        PrivateKeyEncoding.RawExpanded)
    {
        Name = SignatureAlgorithmName.MLDsa44EcdsaP256,
        Family = "Composite ML-DSA",
        Aliases = ["MLDSA44-ECDSA-P256", "ML-DSA-44-ECDSA-P256"],
        Curve = "P-256",
        Oid = "1.3.6.1.5.5.7.6.40",
        PublicKeySize = 1377,
        ExpandedPrivateKeySize = 83,
        SignatureSize = 2492,
        HasVariableSignatureSize = true,
        MaxContextSize = 255,
        NistCategory = 2,
        Standard = CompositeStandard,
        Status = AlgorithmStatus.Draft,
    };

    /// <summary>
    /// ML-DSA-65 with ECDSA on P-256, over SHA-512 of the message
    /// (draft-ietf-lamps-pq-composite-sigs, NIST category 3).
    /// </summary>
    public static SignatureAlgorithm MLDsa65EcdsaP256 { get; } = new(
        Composite("COMPSIG-MLDSA65-ECDSA-P256-SHA512", SignatureAlgorithmName.MLDsa65, EcdsaAlgorithm.P256, SHA512.HashData),
        PrivateKeyEncoding.RawExpanded)
    {
        Name = SignatureAlgorithmName.MLDsa65EcdsaP256,
        Family = "Composite ML-DSA",
        Aliases = ["MLDSA65-ECDSA-P256", "ML-DSA-65-ECDSA-P256"],
        Curve = "P-256",
        Oid = "1.3.6.1.5.5.7.6.45",
        PublicKeySize = 2017,
        ExpandedPrivateKeySize = 83,
        SignatureSize = 3381,
        HasVariableSignatureSize = true,
        MaxContextSize = 255,
        NistCategory = 3,
        Standard = CompositeStandard,
        Status = AlgorithmStatus.Draft,
    };

    /// <summary>
    /// ML-DSA-65 with ECDSA on P-384, over SHA-512 of the message
    /// (draft-ietf-lamps-pq-composite-sigs, NIST category 3).
    /// </summary>
    public static SignatureAlgorithm MLDsa65EcdsaP384 { get; } = new(
        Composite("COMPSIG-MLDSA65-ECDSA-P384-SHA512", SignatureAlgorithmName.MLDsa65, EcdsaAlgorithm.P384, SHA512.HashData),
        PrivateKeyEncoding.RawExpanded)
    {
        Name = SignatureAlgorithmName.MLDsa65EcdsaP384,
        Family = "Composite ML-DSA",
        Aliases = ["MLDSA65-ECDSA-P384", "ML-DSA-65-ECDSA-P384"],
        Curve = "P-384",
        Oid = "1.3.6.1.5.5.7.6.46",
        PublicKeySize = 2049,
        ExpandedPrivateKeySize = 96,
        SignatureSize = 3413,
        HasVariableSignatureSize = true,
        MaxContextSize = 255,
        NistCategory = 3,
        Standard = CompositeStandard,
        Status = AlgorithmStatus.Draft,
    };

    /// <summary>
    /// ML-DSA-65 with ECDSA on brainpoolP256r1, over SHA-512 of the message
    /// (draft-ietf-lamps-pq-composite-sigs, NIST category 3).
    /// </summary>
    public static SignatureAlgorithm MLDsa65EcdsaBrainpoolP256r1 { get; } = new(
        Composite(
            "COMPSIG-MLDSA65-ECDSA-BP256-SHA512",
            SignatureAlgorithmName.MLDsa65,
            EcdsaAlgorithm.BrainpoolP256r1,
            SHA512.HashData),
        PrivateKeyEncoding.RawExpanded)
    {
        Name = SignatureAlgorithmName.MLDsa65EcdsaBrainpoolP256r1,
        Family = "Composite ML-DSA",
        Aliases = ["MLDSA65-ECDSA-brainpoolP256r1", "ML-DSA-65-ECDSA-brainpoolP256r1"],
        Curve = "brainpoolP256r1",
        Oid = "1.3.6.1.5.5.7.6.47",
        PublicKeySize = 2017,
        ExpandedPrivateKeySize = 84,
        SignatureSize = 3381,
        HasVariableSignatureSize = true,
        MaxContextSize = 255,
        NistCategory = 3,
        Standard = CompositeStandard,
        Status = AlgorithmStatus.Draft,
    };

    /// <summary>
    /// ML-DSA-65 with Ed25519, over SHA-512 of the message
    /// (draft-ietf-lamps-pq-composite-sigs, NIST category 3).
    /// </summary>
    public static SignatureAlgorithm MLDsa65Ed25519 { get; } = new(
        Composite("COMPSIG-MLDSA65-Ed25519-SHA512", SignatureAlgorithmName.MLDsa65, EdDsaAlgorithm.Ed25519, SHA512.HashData),
        PrivateKeyEncoding.RawExpanded)
    {
        Name = SignatureAlgorithmName.MLDsa65Ed25519,
        Family = "Composite ML-DSA",
        Aliases = ["MLDSA65-Ed25519", "ML-DSA-65-Ed25519"],
        Curve = "Ed25519",
        Oid = "1.3.6.1.5.5.7.6.48",
        PublicKeySize = 1984,
        ExpandedPrivateKeySize = 64,
        SignatureSize = 3373,
        MaxContextSize = 255,
        NistCategory = 3,
        Standard = CompositeStandard,
        Status = AlgorithmStatus.Draft,
    };

    /// <summary>
    /// ML-DSA-87 with ECDSA on P-384, over SHA-512 of the message
    /// (draft-ietf-lamps-pq-composite-sigs, NIST category 5).
    /// </summary>
    public static SignatureAlgorithm MLDsa87EcdsaP384 { get; } = new(
        Composite("COMPSIG-MLDSA87-ECDSA-P384-SHA512", SignatureAlgorithmName.MLDsa87, EcdsaAlgorithm.P384, SHA512.HashData),
        PrivateKeyEncoding.RawExpanded)
    {
        Name = SignatureAlgorithmName.MLDsa87EcdsaP384,
        Family = "Composite ML-DSA",
        Aliases = ["MLDSA87-ECDSA-P384", "ML-DSA-87-ECDSA-P384"],
        Curve = "P-384",
        Oid = "1.3.6.1.5.5.7.6.49",
        PublicKeySize = 2689,
        ExpandedPrivateKeySize = 96,
        SignatureSize = 4731,
        HasVariableSignatureSize = true,
        MaxContextSize = 255,
        NistCategory = 5,
        Standard = CompositeStandard,
        Status = AlgorithmStatus.Draft,
    };

    /// <summary>
    /// ML-DSA-87 with ECDSA on brainpoolP384r1, over SHA-512 of the message
    /// (draft-ietf-lamps-pq-composite-sigs, NIST category 5).
    /// </summary>
    public static SignatureAlgorithm MLDsa87EcdsaBrainpoolP384r1 { get; } = new(
        Composite(
            "COMPSIG-MLDSA87-ECDSA-BP384-SHA512",
            SignatureAlgorithmName.MLDsa87,
            EcdsaAlgorithm.BrainpoolP384r1,
            SHA512.HashData),
        PrivateKeyEncoding.RawExpanded)
    {
        Name = SignatureAlgorithmName.MLDsa87EcdsaBrainpoolP384r1,
        Family = "Composite ML-DSA",
        Aliases = ["MLDSA87-ECDSA-brainpoolP384r1", "ML-DSA-87-ECDSA-brainpoolP384r1"],
        Curve = "brainpoolP384r1",
        Oid = "1.3.6.1.5.5.7.6.50",
        PublicKeySize = 2689,
        ExpandedPrivateKeySize = 100,
        SignatureSize = 4731,
        HasVariableSignatureSize = true,
        MaxContextSize = 255,
        NistCategory = 5,
        Standard = CompositeStandard,
        Status = AlgorithmStatus.Draft,
    };

    /// <summary>
    /// ML-DSA-87 with Ed448, over SHAKE256 of the message
    /// (draft-ietf-lamps-pq-composite-sigs, NIST category 5).
    /// </summary>
    public static SignatureAlgorithm MLDsa87Ed448 { get; } = new(
        Composite(
            "COMPSIG-MLDSA87-Ed448-SHAKE256",
            SignatureAlgorithmName.MLDsa87,
            EdDsaAlgorithm.Ed448,
            CompositeParameters.Shake256),
        PrivateKeyEncoding.RawExpanded)
    {
        Name = SignatureAlgorithmName.MLDsa87Ed448,
        Family = "Composite ML-DSA",
        Aliases = ["MLDSA87-Ed448", "ML-DSA-87-Ed448"],
        Curve = "Ed448",
        Oid = "1.3.6.1.5.5.7.6.51",
        PublicKeySize = 2649,
        ExpandedPrivateKeySize = 89,
        SignatureSize = 4741,
        MaxContextSize = 255,
        NistCategory = 5,
        Standard = CompositeStandard,
        Status = AlgorithmStatus.Draft,
    };

    /// <summary>
    /// ML-DSA-87 with ECDSA on P-521, over SHA-512 of the message
    /// (draft-ietf-lamps-pq-composite-sigs, NIST category 5).
    /// </summary>
    public static SignatureAlgorithm MLDsa87EcdsaP521 { get; } = new(
        Composite("COMPSIG-MLDSA87-ECDSA-P521-SHA512", SignatureAlgorithmName.MLDsa87, EcdsaAlgorithm.P521, SHA512.HashData),
        PrivateKeyEncoding.RawExpanded)
    {
        Name = SignatureAlgorithmName.MLDsa87EcdsaP521,
        Family = "Composite ML-DSA",
        Aliases = ["MLDSA87-ECDSA-P521", "ML-DSA-87-ECDSA-P521"],
        Curve = "P-521",
        Oid = "1.3.6.1.5.5.7.6.54",
        PublicKeySize = 2725,
        ExpandedPrivateKeySize = 114,
        SignatureSize = 4766,
        HasVariableSignatureSize = true,
        MaxContextSize = 255,
        NistCategory = 5,
        Standard = CompositeStandard,
        Status = AlgorithmStatus.Draft,
    };

    private static CompositeRules Composite(
        string label, string mlDsa, TraditionalAlgorithm traditional, PreHash preHash) =>
        new(new CompositeParameters(mlDsa)
        {
            Label = Encoding.ASCII.GetBytes(label),
            Traditional = traditional,
            PreHash = preHash,
        });
}
