namespace QuantumAttributes.Analyzers.Usage;

/// <summary>
/// The table of <c>AlgorithmCatalogue</c>: names, kinds, NIST categories and aliases. A test writes it from the catalogue (<c>UPDATE_DOCS=1</c>)
/// and fails where the two differ.
/// </summary>
internal static class KnownAlgorithms
{
    public static IReadOnlyList<KnownAlgorithm> All { get; } =
    [
        new("ML-KEM-512", AlgorithmKind.Kem, 1, ["MLKEM512", "Kyber512", "Kyber-512"]),
        new("ML-KEM-768", AlgorithmKind.Kem, 3, ["MLKEM768", "Kyber768", "Kyber-768", "Kyber"]),
        new("ML-KEM-1024", AlgorithmKind.Kem, 5, ["MLKEM1024", "Kyber1024", "Kyber-1024"]),
        new("X-Wing", AlgorithmKind.Kem, 3, ["XWing", "MLKEM768X25519", "MLKEM768-X25519"]),
        new("MLKEM768-P256", AlgorithmKind.Kem, 3, ["MLKEM768P256"]),
        new("MLKEM1024-P384", AlgorithmKind.Kem, 5, ["MLKEM1024P384"]),
        new("DHKEM-P256", AlgorithmKind.Kem, 0, ["DHKEM(P-256, HKDF-SHA256)"]),
        new("DHKEM-P384", AlgorithmKind.Kem, 0, ["DHKEM(P-384, HKDF-SHA384)"]),
        new("DHKEM-X25519", AlgorithmKind.Kem, 0, ["DHKEM(X25519, HKDF-SHA256)"]),
        new("DHKEM-X448", AlgorithmKind.Kem, 0, ["DHKEM(X448, HKDF-SHA512)"]),
        new("FrodoKEM-640-AES-round3", AlgorithmKind.Kem, 1, ["eFrodoKEM-640-AES"]),
        new("FrodoKEM-640-SHAKE-round3", AlgorithmKind.Kem, 1, ["eFrodoKEM-640-SHAKE"]),
        new("FrodoKEM-976-AES-round3", AlgorithmKind.Kem, 3, ["eFrodoKEM-976-AES"]),
        new("FrodoKEM-976-SHAKE-round3", AlgorithmKind.Kem, 3, ["eFrodoKEM-976-SHAKE"]),
        new("FrodoKEM-1344-AES-round3", AlgorithmKind.Kem, 5, ["eFrodoKEM-1344-AES"]),
        new("FrodoKEM-1344-SHAKE-round3", AlgorithmKind.Kem, 5, ["eFrodoKEM-1344-SHAKE"]),
        new("HQC-128-2025-08", AlgorithmKind.Kem, 1, []),
        new("HQC-192-2025-08", AlgorithmKind.Kem, 3, []),
        new("HQC-256-2025-08", AlgorithmKind.Kem, 5, []),
        new("ML-DSA-44", AlgorithmKind.Signature, 2, ["MLDSA44", "Dilithium2"]),
        new("ML-DSA-65", AlgorithmKind.Signature, 3, ["MLDSA65", "Dilithium3", "Dilithium"]),
        new("ML-DSA-87", AlgorithmKind.Signature, 5, ["MLDSA87", "Dilithium5"]),
        new("SLH-DSA-SHA2-128s", AlgorithmKind.Signature, 1, ["SLHDSASHA2128s", "SPHINCS+-SHA2-128s-simple", "sphincsSHA2128ssimple", "SPHINCS+"]),
        new("SLH-DSA-SHA2-128f", AlgorithmKind.Signature, 1, ["SLHDSASHA2128f", "SPHINCS+-SHA2-128f-simple", "sphincsSHA2128fsimple"]),
        new("SLH-DSA-SHA2-192s", AlgorithmKind.Signature, 3, ["SLHDSASHA2192s", "SPHINCS+-SHA2-192s-simple", "sphincsSHA2192ssimple"]),
        new("SLH-DSA-SHA2-192f", AlgorithmKind.Signature, 3, ["SLHDSASHA2192f", "SPHINCS+-SHA2-192f-simple", "sphincsSHA2192fsimple"]),
        new("SLH-DSA-SHA2-256s", AlgorithmKind.Signature, 5, ["SLHDSASHA2256s", "SPHINCS+-SHA2-256s-simple", "sphincsSHA2256ssimple"]),
        new("SLH-DSA-SHA2-256f", AlgorithmKind.Signature, 5, ["SLHDSASHA2256f", "SPHINCS+-SHA2-256f-simple", "sphincsSHA2256fsimple"]),
        new("SLH-DSA-SHAKE-128s", AlgorithmKind.Signature, 1, ["SLHDSASHAKE128s", "SPHINCS+-SHAKE-128s-simple", "sphincsSHAKE128ssimple"]),
        new("SLH-DSA-SHAKE-128f", AlgorithmKind.Signature, 1, ["SLHDSASHAKE128f", "SPHINCS+-SHAKE-128f-simple", "sphincsSHAKE128fsimple"]),
        new("SLH-DSA-SHAKE-192s", AlgorithmKind.Signature, 3, ["SLHDSASHAKE192s", "SPHINCS+-SHAKE-192s-simple", "sphincsSHAKE192ssimple"]),
        new("SLH-DSA-SHAKE-192f", AlgorithmKind.Signature, 3, ["SLHDSASHAKE192f", "SPHINCS+-SHAKE-192f-simple", "sphincsSHAKE192fsimple"]),
        new("SLH-DSA-SHAKE-256s", AlgorithmKind.Signature, 5, ["SLHDSASHAKE256s", "SPHINCS+-SHAKE-256s-simple", "sphincsSHAKE256ssimple"]),
        new("SLH-DSA-SHAKE-256f", AlgorithmKind.Signature, 5, ["SLHDSASHAKE256f", "SPHINCS+-SHAKE-256f-simple", "sphincsSHAKE256fsimple"]),
        new("Falcon-512-round3", AlgorithmKind.Signature, 1, ["Falcon512Round3"]),
        new("Falcon-1024-round3", AlgorithmKind.Signature, 5, ["Falcon1024Round3"]),
        new("MLDSA44-Ed25519-SHA512", AlgorithmKind.Signature, 2, ["MLDSA44-Ed25519", "ML-DSA-44-Ed25519"]),
        new("MLDSA44-ECDSA-P256-SHA256", AlgorithmKind.Signature, 2, ["MLDSA44-ECDSA-P256", "ML-DSA-44-ECDSA-P256"]),
        new("MLDSA65-Ed25519-SHA512", AlgorithmKind.Signature, 3, ["MLDSA65-Ed25519", "ML-DSA-65-Ed25519"]),
        new("MLDSA65-ECDSA-P256-SHA512", AlgorithmKind.Signature, 3, ["MLDSA65-ECDSA-P256", "ML-DSA-65-ECDSA-P256"]),
        new("MLDSA65-ECDSA-P384-SHA512", AlgorithmKind.Signature, 3, ["MLDSA65-ECDSA-P384", "ML-DSA-65-ECDSA-P384"]),
        new("MLDSA65-ECDSA-brainpoolP256r1-SHA512", AlgorithmKind.Signature, 3, ["MLDSA65-ECDSA-brainpoolP256r1", "ML-DSA-65-ECDSA-brainpoolP256r1"]),
        new("MLDSA87-Ed448-SHAKE256", AlgorithmKind.Signature, 5, ["MLDSA87-Ed448", "ML-DSA-87-Ed448"]),
        new("MLDSA87-ECDSA-P384-SHA512", AlgorithmKind.Signature, 5, ["MLDSA87-ECDSA-P384", "ML-DSA-87-ECDSA-P384"]),
        new("MLDSA87-ECDSA-P521-SHA512", AlgorithmKind.Signature, 5, ["MLDSA87-ECDSA-P521", "ML-DSA-87-ECDSA-P521"]),
        new("MLDSA87-ECDSA-brainpoolP384r1-SHA512", AlgorithmKind.Signature, 5, ["MLDSA87-ECDSA-brainpoolP384r1", "ML-DSA-87-ECDSA-brainpoolP384r1"]),
    ];
}
