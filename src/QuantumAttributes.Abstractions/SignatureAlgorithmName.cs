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

    /// <summary>ML-DSA-44 with Ed25519, over SHA-512 of the message (composite ML-DSA).</summary>
    public const string MLDsa44Ed25519 = "MLDSA44-Ed25519-SHA512";

    /// <summary>ML-DSA-44 with ECDSA on P-256, over SHA-256 of the message (composite ML-DSA).</summary>
    public const string MLDsa44EcdsaP256 = "MLDSA44-ECDSA-P256-SHA256";

    /// <summary>ML-DSA-65 with ECDSA on P-256, over SHA-512 of the message (composite ML-DSA).</summary>
    public const string MLDsa65EcdsaP256 = "MLDSA65-ECDSA-P256-SHA512";

    /// <summary>ML-DSA-65 with ECDSA on P-384, over SHA-512 of the message (composite ML-DSA).</summary>
    public const string MLDsa65EcdsaP384 = "MLDSA65-ECDSA-P384-SHA512";

    /// <summary>ML-DSA-65 with ECDSA on brainpoolP256r1, over SHA-512 of the message (composite ML-DSA).</summary>
    public const string MLDsa65EcdsaBrainpoolP256r1 = "MLDSA65-ECDSA-brainpoolP256r1-SHA512";

    /// <summary>ML-DSA-65 with Ed25519, over SHA-512 of the message (composite ML-DSA).</summary>
    public const string MLDsa65Ed25519 = "MLDSA65-Ed25519-SHA512";

    /// <summary>ML-DSA-87 with ECDSA on P-384, over SHA-512 of the message (composite ML-DSA).</summary>
    public const string MLDsa87EcdsaP384 = "MLDSA87-ECDSA-P384-SHA512";

    /// <summary>ML-DSA-87 with ECDSA on brainpoolP384r1, over SHA-512 of the message (composite ML-DSA).</summary>
    public const string MLDsa87EcdsaBrainpoolP384r1 = "MLDSA87-ECDSA-brainpoolP384r1-SHA512";

    /// <summary>ML-DSA-87 with Ed448, over SHAKE256 of the message (composite ML-DSA).</summary>
    public const string MLDsa87Ed448 = "MLDSA87-Ed448-SHAKE256";

    /// <summary>ML-DSA-87 with ECDSA on P-521, over SHA-512 of the message (composite ML-DSA).</summary>
    public const string MLDsa87EcdsaP521 = "MLDSA87-ECDSA-P521-SHA512";
}
