namespace QuantumAttributes;

/// <summary>The names of signature algorithms, as constants for use in attributes.</summary>
public static class SignatureAlgorithmName
{
    /// <summary>ML-DSA-44 (FIPS 204, NIST category 2).</summary>
    public const string MLDsa44 = "ML-DSA-44";

    /// <summary>ML-DSA-65 (FIPS 204, NIST category 3).</summary>
    public const string MLDsa65 = "ML-DSA-65";

    /// <summary>ML-DSA-87 (FIPS 204, NIST category 5).</summary>
    public const string MLDsa87 = "ML-DSA-87";
}
