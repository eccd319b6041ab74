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
        AddSlhDsa(SignatureAlgorithm.SlhDsaSha2_128s, SlhDsaParameters.slh_dsa_sha2_128s, secureRandom);
        AddSlhDsa(SignatureAlgorithm.SlhDsaSha2_128f, SlhDsaParameters.slh_dsa_sha2_128f, secureRandom);
        AddSlhDsa(SignatureAlgorithm.SlhDsaSha2_192s, SlhDsaParameters.slh_dsa_sha2_192s, secureRandom);
        AddSlhDsa(SignatureAlgorithm.SlhDsaSha2_192f, SlhDsaParameters.slh_dsa_sha2_192f, secureRandom);
        AddSlhDsa(SignatureAlgorithm.SlhDsaSha2_256s, SlhDsaParameters.slh_dsa_sha2_256s, secureRandom);
        AddSlhDsa(SignatureAlgorithm.SlhDsaSha2_256f, SlhDsaParameters.slh_dsa_sha2_256f, secureRandom);
        AddSlhDsa(SignatureAlgorithm.SlhDsaShake128s, SlhDsaParameters.slh_dsa_shake_128s, secureRandom);
        AddSlhDsa(SignatureAlgorithm.SlhDsaShake128f, SlhDsaParameters.slh_dsa_shake_128f, secureRandom);
        AddSlhDsa(SignatureAlgorithm.SlhDsaShake192s, SlhDsaParameters.slh_dsa_shake_192s, secureRandom);
        AddSlhDsa(SignatureAlgorithm.SlhDsaShake192f, SlhDsaParameters.slh_dsa_shake_192f, secureRandom);
        AddSlhDsa(SignatureAlgorithm.SlhDsaShake256s, SlhDsaParameters.slh_dsa_shake_256s, secureRandom);
        AddSlhDsa(SignatureAlgorithm.SlhDsaShake256f, SlhDsaParameters.slh_dsa_shake_256f, secureRandom);
    }

    /// <inheritdoc/>
    public string Name => "BouncyCastle";

    /// <inheritdoc/>
    public IKem? FindKem(KemAlgorithm algorithm) => _kems.GetValueOrDefault(algorithm);

    /// <inheritdoc/>
    public ISignatureScheme? FindSignature(SignatureAlgorithm algorithm) => _signatures.GetValueOrDefault(algorithm);

    private void AddSlhDsa(SignatureAlgorithm algorithm, SlhDsaParameters parameters, SecureRandom random) =>
        _signatures.Add(algorithm, new BouncyCastleSlhDsa(parameters, algorithm.PublicKeySize / 2, random));
}
