using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Cryptography;

/// <content>Mechanisms that may change, or leave, in any version. Their names say which text they follow.</content>
public sealed partial class KemAlgorithm
{
    /// <summary>
    /// FrodoKEM-640-AES as submitted to NIST's round 3 (NIST category 1): what ISO calls eFrodoKEM, for keys used a few times.
    /// </summary>
    [Experimental(ExperimentalId, UrlFormat = ExperimentalUrlFormat)]
    public static KemAlgorithm FrodoKem640AesRound3 { get; } =
        FrodoKem(KemAlgorithmName.FrodoKem640AesRound3, "eFrodoKEM-640-AES", FrodoShape.Frodo640);

    /// <summary>
    /// FrodoKEM-640-SHAKE as submitted to NIST's round 3 (NIST category 1): what ISO calls eFrodoKEM, for keys used a few times.
    /// </summary>
    [Experimental(ExperimentalId, UrlFormat = ExperimentalUrlFormat)]
    public static KemAlgorithm FrodoKem640ShakeRound3 { get; } =
        FrodoKem(KemAlgorithmName.FrodoKem640ShakeRound3, "eFrodoKEM-640-SHAKE", FrodoShape.Frodo640);

    /// <summary>
    /// FrodoKEM-976-AES as submitted to NIST's round 3 (NIST category 3): what ISO calls eFrodoKEM, for keys used a few times.
    /// </summary>
    [Experimental(ExperimentalId, UrlFormat = ExperimentalUrlFormat)]
    public static KemAlgorithm FrodoKem976AesRound3 { get; } =
        FrodoKem(KemAlgorithmName.FrodoKem976AesRound3, "eFrodoKEM-976-AES", FrodoShape.Frodo976);

    /// <summary>
    /// FrodoKEM-976-SHAKE as submitted to NIST's round 3 (NIST category 3): what ISO calls eFrodoKEM, for keys used a few times.
    /// </summary>
    [Experimental(ExperimentalId, UrlFormat = ExperimentalUrlFormat)]
    public static KemAlgorithm FrodoKem976ShakeRound3 { get; } =
        FrodoKem(KemAlgorithmName.FrodoKem976ShakeRound3, "eFrodoKEM-976-SHAKE", FrodoShape.Frodo976);

    /// <summary>
    /// FrodoKEM-1344-AES as submitted to NIST's round 3 (NIST category 5): what ISO calls eFrodoKEM, for keys used a few times.
    /// </summary>
    [Experimental(ExperimentalId, UrlFormat = ExperimentalUrlFormat)]
    public static KemAlgorithm FrodoKem1344AesRound3 { get; } =
        FrodoKem(KemAlgorithmName.FrodoKem1344AesRound3, "eFrodoKEM-1344-AES", FrodoShape.Frodo1344);

    /// <summary>
    /// FrodoKEM-1344-SHAKE as submitted to NIST's round 3 (NIST category 5): what ISO calls eFrodoKEM, for keys used a few times.
    /// </summary>
    [Experimental(ExperimentalId, UrlFormat = ExperimentalUrlFormat)]
    public static KemAlgorithm FrodoKem1344ShakeRound3 { get; } =
        FrodoKem(KemAlgorithmName.FrodoKem1344ShakeRound3, "eFrodoKEM-1344-SHAKE", FrodoShape.Frodo1344);

    /// <summary>HQC-128 by the specification of 2025-08-22 (NIST category 1), which is not the standard that NIST is writing.</summary>
    [Experimental(ExperimentalId, UrlFormat = ExperimentalUrlFormat)]
    public static KemAlgorithm Hqc128Draft2025 { get; } = Hqc(KemAlgorithmName.Hqc128Draft2025, HqcShape.Hqc128);

    /// <summary>HQC-192 by the specification of 2025-08-22 (NIST category 3), which is not the standard that NIST is writing.</summary>
    [Experimental(ExperimentalId, UrlFormat = ExperimentalUrlFormat)]
    public static KemAlgorithm Hqc192Draft2025 { get; } = Hqc(KemAlgorithmName.Hqc192Draft2025, HqcShape.Hqc192);

    /// <summary>HQC-256 by the specification of 2025-08-22 (NIST category 5), which is not the standard that NIST is writing.</summary>
    [Experimental(ExperimentalId, UrlFormat = ExperimentalUrlFormat)]
    public static KemAlgorithm Hqc256Draft2025 { get; } = Hqc(KemAlgorithmName.Hqc256Draft2025, HqcShape.Hqc256);

    private static KemAlgorithm FrodoKem(string name, string isoName, FrodoShape shape) =>
        new(new FrodoKemRules(shape), PrivateKeyEncoding.RawExpanded)
        {
            Name = name,
            Family = "FrodoKEM",
            Aliases = [isoName],
            PublicKeySize = shape.PublicKeySize,
            ExpandedPrivateKeySize = shape.PrivateKeySize,
            CiphertextSize = shape.CiphertextSize,
            SharedSecretSize = shape.SecretSize,
            NistCategory = shape.NistCategory,
            Standard = "FrodoKEM, NIST round 3",
            Status = AlgorithmStatus.Experimental,
        };

    private static KemAlgorithm Hqc(string name, HqcShape shape) =>
        new(new HqcRules(shape), PrivateKeyEncoding.RawSeed)
        {
            Name = name,
            Family = "HQC",
            PublicKeySize = shape.PublicKeySize,
            SeedSize = HqcShape.SeedSize,
            ExpandedPrivateKeySize = shape.PrivateKeySize,
            CiphertextSize = shape.CiphertextSize,
            SharedSecretSize = 32,
            NistCategory = shape.NistCategory,
            Standard = "HQC, 2025-08-22",
            Status = AlgorithmStatus.Experimental,
        };
}
