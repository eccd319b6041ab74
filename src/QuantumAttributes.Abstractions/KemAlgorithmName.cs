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
}
