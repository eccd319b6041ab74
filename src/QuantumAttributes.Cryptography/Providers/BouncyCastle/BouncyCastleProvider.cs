using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography;

/// <summary>BouncyCastle's implementations: every algorithm, on every machine. The floor the other providers stand on.</summary>
/// <remarks>
/// One part is not BouncyCastle's: ECDSA in composite signatures is the platform's, in constant time and with the platform's
/// nonces; a composite whose curve the platform lacks is not offered.
/// Encapsulation and signing draw their randomness from the generator given to the constructor. Safe to use from many threads if
/// that generator is. Disposing a key zeroes what BouncyCastle keeps for it, but not the copies it makes for a single operation.
/// P-256 and P-384 in hybrid KEMs are the platform's where it has them, since BouncyCastle's are not constant time.
/// </remarks>
public sealed class BouncyCastleProvider : ICryptographyProvider
{
    private readonly Dictionary<KemAlgorithm, IKem> _kems;
    private readonly Dictionary<SignatureAlgorithm, ISignatureScheme> _signatures;

    /// <summary>A provider that draws from this generator; from the system's when it is null.</summary>
    public BouncyCastleProvider(RandomNumberGenerator? random = null)
    {
        random ??= RandomNumberGenerator.Create();
        BouncyCastleMLKem mlKem768 = new(KemAlgorithm.MLKem768, MLKemParameterSet.ml_kem_768, random);
        BouncyCastleMLKem mlKem1024 = new(KemAlgorithm.MLKem1024, MLKemParameterSet.ml_kem_1024, random);
        _kems = new()
        {
            [KemAlgorithm.MLKem512] = new BouncyCastleMLKem(KemAlgorithm.MLKem512, MLKemParameterSet.ml_kem_512, random),
            [KemAlgorithm.MLKem768] = mlKem768,
            [KemAlgorithm.MLKem1024] = mlKem1024,
            [KemAlgorithm.XWing] = HybridKem.XWing(mlKem768, MontgomeryGroup.Curve25519, random),
            [KemAlgorithm.MLKem768P256] = HybridKem.MLKem768P256(mlKem768, INominalGroup.P256, random),
            [KemAlgorithm.MLKem1024P384] = HybridKem.MLKem1024P384(mlKem1024, INominalGroup.P384, random),
            [KemAlgorithm.DhKemP256] = DhKem.P256(INominalGroup.P256, random),
            [KemAlgorithm.DhKemP384] = DhKem.P384(INominalGroup.P384, random),
            [KemAlgorithm.DhKemX25519] = DhKem.X25519(MontgomeryGroup.Curve25519, random),
            [KemAlgorithm.DhKemX448] = DhKem.X448(random),
        };
        BouncyCastleFrodoKem.AddTo(_kems, random);
        BouncyCastleHqc.AddTo(_kems, random);
        _signatures = new()
        {
            [SignatureAlgorithm.MLDsa44] = new BouncyCastleMLDsa(MLDsaShape.MLDsa44, MLDsaParameterSet.ml_dsa_44, random),
            [SignatureAlgorithm.MLDsa65] = new BouncyCastleMLDsa(MLDsaShape.MLDsa65, MLDsaParameterSet.ml_dsa_65, random),
            [SignatureAlgorithm.MLDsa87] = new BouncyCastleMLDsa(MLDsaShape.MLDsa87, MLDsaParameterSet.ml_dsa_87, random),
        };
        CompositeMLDsa.AddTo(_signatures, random, allowBouncyCastle: true);
        BouncyCastleSlhDsa.AddTo(_signatures, random);
        _signatures.Add(SignatureAlgorithm.Falcon512Round3, new BouncyCastleFalcon(FalconShape.Falcon512, random));
        _signatures.Add(SignatureAlgorithm.Falcon1024Round3, new BouncyCastleFalcon(FalconShape.Falcon1024, random));
    }

    /// <inheritdoc/>
    public string Name => "BouncyCastle";

    /// <inheritdoc/>
    public IKem? FindKem(KemAlgorithm algorithm) => _kems.GetValueOrDefault(algorithm);

    /// <inheritdoc/>
    public ISignatureScheme? FindSignature(SignatureAlgorithm algorithm) => _signatures.GetValueOrDefault(algorithm);
}
