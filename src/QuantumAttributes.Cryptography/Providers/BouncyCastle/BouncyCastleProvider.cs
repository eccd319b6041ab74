using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography;

/// <summary>BouncyCastle's implementations: every algorithm, on every machine. The floor the other providers stand on.</summary>
/// <remarks>
/// Encapsulation and signing draw their randomness from the generator given to the constructor. Safe to use from many threads if
/// that
/// generator is. Disposing a key zeroes what BouncyCastle keeps for it, but not the copies it makes for a single operation.
/// </remarks>
public sealed class BouncyCastleProvider : ICryptographyProvider
{
    private readonly Dictionary<KemAlgorithm, IKem> _kems;
    private readonly Dictionary<SignatureAlgorithm, ISignatureScheme> _signatures;

    /// <summary>A provider that draws from this generator; from the system's when it is null.</summary>
    public BouncyCastleProvider(RandomNumberGenerator? random = null)
    {
        random ??= RandomNumberGenerator.Create();
        SecureRandom secureRandom = SeamRandom.Over(random);
        BouncyCastleMLKem mlKem768 = new(MLKemParameters.ml_kem_768, secureRandom);
        _kems = new()
        {
            [KemAlgorithm.MLKem512] = new BouncyCastleMLKem(MLKemParameters.ml_kem_512, secureRandom),
            [KemAlgorithm.MLKem768] = mlKem768,
            [KemAlgorithm.MLKem1024] = new BouncyCastleMLKem(MLKemParameters.ml_kem_1024, secureRandom),
            [KemAlgorithm.XWing] = new XWing(mlKem768, random),
        };
        _signatures = new()
        {
            [SignatureAlgorithm.MLDsa44] = new BouncyCastleMLDsa(MLDsaParameters.ml_dsa_44, secureRandom),
            [SignatureAlgorithm.MLDsa65] = new BouncyCastleMLDsa(MLDsaParameters.ml_dsa_65, secureRandom),
            [SignatureAlgorithm.MLDsa87] = new BouncyCastleMLDsa(MLDsaParameters.ml_dsa_87, secureRandom),
        };
    }

    /// <inheritdoc/>
    public string Name => "BouncyCastle";

    /// <inheritdoc/>
    public IKem? FindKem(KemAlgorithm algorithm) => _kems.GetValueOrDefault(algorithm);

    /// <inheritdoc/>
    public ISignatureScheme? FindSignature(SignatureAlgorithm algorithm) => _signatures.GetValueOrDefault(algorithm);
}
