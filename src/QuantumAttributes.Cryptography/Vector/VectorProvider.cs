using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Our own implementations in vector instructions: ML-KEM, ML-DSA and X25519, with the hybrid KEMs on top. They need a
/// processor with AVX2; without it the provider offers nothing. AVX-512 is used where it is there.
/// </summary>
/// <remarks>
/// P-256 and P-384 in hybrid KEMs are the platform's, or BouncyCastle's where it has none. Encapsulation and signing draw their randomness
/// from the generator given to the constructor. Safe to use from many threads if that generator is. Keys that are kept are kept expanded, and
/// using them allocates nothing.
/// </remarks>
public sealed class VectorProvider : ICryptographyProvider
{
    private readonly Dictionary<KemAlgorithm, IKem> _kems = [];
    private readonly Dictionary<SignatureAlgorithm, ISignatureScheme> _signatures = [];

    /// <summary>A provider that draws from this generator; from the system's when it is null.</summary>
    public VectorProvider(RandomNumberGenerator? random = null)
    {
        if (!IsSupported)
            return;

        random ??= RandomNumberGenerator.Create();
        VectorMLKem<MLKem768Parameters> mlKem768 = new(random);
        VectorMLKem<MLKem1024Parameters> mlKem1024 = new(random);
        _kems.Add(KemAlgorithm.MLKem512, new VectorMLKem<MLKem512Parameters>(random));
        _kems.Add(KemAlgorithm.MLKem768, mlKem768);
        _kems.Add(KemAlgorithm.MLKem1024, mlKem1024);
        _kems.Add(KemAlgorithm.XWing, HybridKem.XWing(mlKem768, MontgomeryGroup.VectorCurve25519, random));
        _kems.Add(KemAlgorithm.MLKem768P256, HybridKem.MLKem768P256(mlKem768, INominalGroup.P256, random));
        _kems.Add(KemAlgorithm.MLKem1024P384, HybridKem.MLKem1024P384(mlKem1024, INominalGroup.P384, random));
        _kems.Add(KemAlgorithm.DhKemX25519, DhKem.X25519(MontgomeryGroup.VectorCurve25519, random));
        _signatures.Add(SignatureAlgorithm.MLDsa44, new VectorMLDsa<MLDsa44Parameters>(random));
        _signatures.Add(SignatureAlgorithm.MLDsa65, new VectorMLDsa<MLDsa65Parameters>(random));
        _signatures.Add(SignatureAlgorithm.MLDsa87, new VectorMLDsa<MLDsa87Parameters>(random));
    }

    /// <summary>Whether the processor, and the runtime's settings, have the instructions that the provider needs.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <inheritdoc/>
    public string Name => "Vector";

    /// <inheritdoc/>
    public IKem? FindKem(KemAlgorithm algorithm) => _kems.GetValueOrDefault(algorithm);

    /// <inheritdoc/>
    public ISignatureScheme? FindSignature(SignatureAlgorithm algorithm) => _signatures.GetValueOrDefault(algorithm);
}
