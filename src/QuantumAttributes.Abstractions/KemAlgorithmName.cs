using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes;

/// <summary>The names of key encapsulation mechanisms, as constants for use in attributes.</summary>
public static class KemAlgorithmName
{
    /// <summary>ML-KEM-512 (FIPS 203, NIST category 1).</summary>
    public const string MLKem512 = "ML-KEM-512";

    /// <summary>ML-KEM-768 (FIPS 203, NIST category 3).</summary>
    public const string MLKem768 = "ML-KEM-768";

    /// <summary>ML-KEM-1024 (FIPS 203, NIST category 5).</summary>
    public const string MLKem1024 = "ML-KEM-1024";

    /// <summary>X-Wing: ML-KEM-768 with X25519 (draft-connolly-cfrg-xwing-kem).</summary>
    public const string XWing = "X-Wing";

    /// <summary>MLKEM768-P256: ML-KEM-768 with P-256 (draft-irtf-cfrg-concrete-hybrid-kems).</summary>
    public const string MLKem768P256 = "MLKEM768-P256";

    /// <summary>MLKEM1024-P384: ML-KEM-1024 with P-384 (draft-irtf-cfrg-concrete-hybrid-kems).</summary>
    public const string MLKem1024P384 = "MLKEM1024-P384";

    /// <summary>FrodoKEM-640-AES as submitted to NIST's round 3; ISO's eFrodoKEM-640-AES.</summary>
    [Experimental(ExperimentalAlgorithm.Id, UrlFormat = ExperimentalAlgorithm.UrlFormat)]
    public const string FrodoKem640AesRound3 = "FrodoKEM-640-AES-round3";

    /// <summary>FrodoKEM-640-SHAKE as submitted to NIST's round 3; ISO's eFrodoKEM-640-SHAKE.</summary>
    [Experimental(ExperimentalAlgorithm.Id, UrlFormat = ExperimentalAlgorithm.UrlFormat)]
    public const string FrodoKem640ShakeRound3 = "FrodoKEM-640-SHAKE-round3";

    /// <summary>FrodoKEM-976-AES as submitted to NIST's round 3; ISO's eFrodoKEM-976-AES.</summary>
    [Experimental(ExperimentalAlgorithm.Id, UrlFormat = ExperimentalAlgorithm.UrlFormat)]
    public const string FrodoKem976AesRound3 = "FrodoKEM-976-AES-round3";

    /// <summary>FrodoKEM-976-SHAKE as submitted to NIST's round 3; ISO's eFrodoKEM-976-SHAKE.</summary>
    [Experimental(ExperimentalAlgorithm.Id, UrlFormat = ExperimentalAlgorithm.UrlFormat)]
    public const string FrodoKem976ShakeRound3 = "FrodoKEM-976-SHAKE-round3";

    /// <summary>FrodoKEM-1344-AES as submitted to NIST's round 3; ISO's eFrodoKEM-1344-AES.</summary>
    [Experimental(ExperimentalAlgorithm.Id, UrlFormat = ExperimentalAlgorithm.UrlFormat)]
    public const string FrodoKem1344AesRound3 = "FrodoKEM-1344-AES-round3";

    /// <summary>FrodoKEM-1344-SHAKE as submitted to NIST's round 3; ISO's eFrodoKEM-1344-SHAKE.</summary>
    [Experimental(ExperimentalAlgorithm.Id, UrlFormat = ExperimentalAlgorithm.UrlFormat)]
    public const string FrodoKem1344ShakeRound3 = "FrodoKEM-1344-SHAKE-round3";

    /// <summary>HQC-128 by the specification of 2025-08-22.</summary>
    [Experimental(ExperimentalAlgorithm.Id, UrlFormat = ExperimentalAlgorithm.UrlFormat)]
    public const string Hqc128Draft2025 = "HQC-128-2025-08";

    /// <summary>HQC-192 by the specification of 2025-08-22.</summary>
    [Experimental(ExperimentalAlgorithm.Id, UrlFormat = ExperimentalAlgorithm.UrlFormat)]
    public const string Hqc192Draft2025 = "HQC-192-2025-08";

    /// <summary>HQC-256 by the specification of 2025-08-22.</summary>
    [Experimental(ExperimentalAlgorithm.Id, UrlFormat = ExperimentalAlgorithm.UrlFormat)]
    public const string Hqc256Draft2025 = "HQC-256-2025-08";
}
