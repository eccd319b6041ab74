namespace QuantumAttributes;

/// <summary>The names of signature algorithms, as constants for use in attributes.</summary>
public static class SignatureAlgorithmName
{
    /// <summary>ML-DSA-65 (FIPS 204, NIST category 3).</summary>
    public const string MLDsa65 = "ML-DSA-65";
}
