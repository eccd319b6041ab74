using System.Diagnostics.CodeAnalysis;

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

    /// <summary>SLH-DSA-SHA2-128s (FIPS 205, NIST category 1).</summary>
    public const string SlhDsaSha2_128s = "SLH-DSA-SHA2-128s";

    /// <summary>SLH-DSA-SHA2-128f (FIPS 205, NIST category 1).</summary>
    public const string SlhDsaSha2_128f = "SLH-DSA-SHA2-128f";

    /// <summary>SLH-DSA-SHA2-192s (FIPS 205, NIST category 3).</summary>
    public const string SlhDsaSha2_192s = "SLH-DSA-SHA2-192s";

    /// <summary>SLH-DSA-SHA2-192f (FIPS 205, NIST category 3).</summary>
    public const string SlhDsaSha2_192f = "SLH-DSA-SHA2-192f";

    /// <summary>SLH-DSA-SHA2-256s (FIPS 205, NIST category 5).</summary>
    public const string SlhDsaSha2_256s = "SLH-DSA-SHA2-256s";

    /// <summary>SLH-DSA-SHA2-256f (FIPS 205, NIST category 5).</summary>
    public const string SlhDsaSha2_256f = "SLH-DSA-SHA2-256f";

    /// <summary>SLH-DSA-SHAKE-128s (FIPS 205, NIST category 1).</summary>
    public const string SlhDsaShake128s = "SLH-DSA-SHAKE-128s";

    /// <summary>SLH-DSA-SHAKE-128f (FIPS 205, NIST category 1).</summary>
    public const string SlhDsaShake128f = "SLH-DSA-SHAKE-128f";

    /// <summary>SLH-DSA-SHAKE-192s (FIPS 205, NIST category 3).</summary>
    public const string SlhDsaShake192s = "SLH-DSA-SHAKE-192s";

    /// <summary>SLH-DSA-SHAKE-192f (FIPS 205, NIST category 3).</summary>
    public const string SlhDsaShake192f = "SLH-DSA-SHAKE-192f";

    /// <summary>SLH-DSA-SHAKE-256s (FIPS 205, NIST category 5).</summary>
    public const string SlhDsaShake256s = "SLH-DSA-SHAKE-256s";

    /// <summary>SLH-DSA-SHAKE-256f (FIPS 205, NIST category 5).</summary>
    public const string SlhDsaShake256f = "SLH-DSA-SHAKE-256f";

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

    /// <summary>Falcon-512 of the NIST round 3 submission; not FIPS 206.</summary>
    [Experimental(ExperimentalAlgorithm.Id, UrlFormat = ExperimentalAlgorithm.UrlFormat)]
    public const string Falcon512Round3 = "Falcon-512-round3";

    /// <summary>Falcon-1024 of the NIST round 3 submission; not FIPS 206.</summary>
    [Experimental(ExperimentalAlgorithm.Id, UrlFormat = ExperimentalAlgorithm.UrlFormat)]
    public const string Falcon1024Round3 = "Falcon-1024-round3";
}
