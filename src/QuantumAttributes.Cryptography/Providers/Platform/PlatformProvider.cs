using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The implementations of <c>System.Security.Cryptography</c> (OpenSSL 3.5 or later; Windows 11 and Server 2025 with ML-KEM and
/// ML-DSA, without SLH-DSA): what people with compliance duties choose. Offers what the machine supports, and nothing where it
/// supports nothing.
/// </summary>
/// <remarks>
/// ML-KEM's encapsulation and all signing draw their randomness from the platform's own generator, which no seam reaches, and so do
/// the keys of SLH-DSA, which .NET takes no seeds for; seeds of other generated keys come from the <see cref="ProviderSet"/>. Safe to
/// use from many threads.
/// </remarks>
public sealed class PlatformProvider : ICryptographyProvider
{
    private readonly Dictionary<KemAlgorithm, IKem> _kems = [];
    private readonly Dictionary<SignatureAlgorithm, ISignatureScheme> _signatures = [];

    /// <summary>A provider over what this machine supports.</summary>
    /// <param name="random">
    /// Where the ephemeral keys of hybrid KEMs and of the DHKEMs, and the private keys of composites, are drawn from; the system's
    /// generator when null.
    /// </param>
    /// <param name="allowBouncyCastle">
    /// Whether to offer X-Wing as the platform's ML-KEM-768 with BouncyCastle's X25519, and composite signatures as the
    /// platform's ML-DSA with BouncyCastle's Ed25519 or Ed448: .NET 10 has none of the three of its own.
    /// False by default: the platform's own cryptography or none.
    /// </param>
    public PlatformProvider(RandomNumberGenerator? random = null, bool allowBouncyCastle = false)
    {
        random ??= RandomNumberGenerator.Create();
        if (PlatformNistGroup.IsSupported)
        {
            _kems.Add(KemAlgorithm.DhKemP256, DhKem.P256(PlatformNistGroup.P256, random));
            _kems.Add(KemAlgorithm.DhKemP384, DhKem.P384(PlatformNistGroup.P384, random));
        }

        if (MLKem.IsSupported)
        {
            PlatformMLKem mlKem768 = new(MLKemAlgorithm.MLKem768);
            PlatformMLKem mlKem1024 = new(MLKemAlgorithm.MLKem1024);
            _kems.Add(KemAlgorithm.MLKem512, new PlatformMLKem(MLKemAlgorithm.MLKem512));
            _kems.Add(KemAlgorithm.MLKem768, mlKem768);
            _kems.Add(KemAlgorithm.MLKem1024, mlKem1024);
            if (PlatformNistGroup.IsSupported)
            {
                _kems.Add(KemAlgorithm.MLKem768P256, HybridKem.MLKem768P256(mlKem768, PlatformNistGroup.P256, random));
                _kems.Add(KemAlgorithm.MLKem1024P384, HybridKem.MLKem1024P384(mlKem1024, PlatformNistGroup.P384, random));
            }

            if (allowBouncyCastle)
                _kems.Add(KemAlgorithm.XWing, HybridKem.XWing(mlKem768, MontgomeryGroup.Curve25519, random));
        }

        if (MLDsa.IsSupported)
        {
            _signatures.Add(SignatureAlgorithm.MLDsa44, new PlatformMLDsa(MLDsaAlgorithm.MLDsa44));
            _signatures.Add(SignatureAlgorithm.MLDsa65, new PlatformMLDsa(MLDsaAlgorithm.MLDsa65));
            _signatures.Add(SignatureAlgorithm.MLDsa87, new PlatformMLDsa(MLDsaAlgorithm.MLDsa87));
            CompositeMLDsa.AddTo(_signatures, random, allowBouncyCastle: allowBouncyCastle);
        }

        if (SlhDsa.IsSupported)
        {
            _signatures.Add(SignatureAlgorithm.SlhDsaSha2_128s, new PlatformSlhDsa(SlhDsaAlgorithm.SlhDsaSha2_128s));
            _signatures.Add(SignatureAlgorithm.SlhDsaSha2_128f, new PlatformSlhDsa(SlhDsaAlgorithm.SlhDsaSha2_128f));
            _signatures.Add(SignatureAlgorithm.SlhDsaSha2_192s, new PlatformSlhDsa(SlhDsaAlgorithm.SlhDsaSha2_192s));
            _signatures.Add(SignatureAlgorithm.SlhDsaSha2_192f, new PlatformSlhDsa(SlhDsaAlgorithm.SlhDsaSha2_192f));
            _signatures.Add(SignatureAlgorithm.SlhDsaSha2_256s, new PlatformSlhDsa(SlhDsaAlgorithm.SlhDsaSha2_256s));
            _signatures.Add(SignatureAlgorithm.SlhDsaSha2_256f, new PlatformSlhDsa(SlhDsaAlgorithm.SlhDsaSha2_256f));
            _signatures.Add(SignatureAlgorithm.SlhDsaShake128s, new PlatformSlhDsa(SlhDsaAlgorithm.SlhDsaShake128s));
            _signatures.Add(SignatureAlgorithm.SlhDsaShake128f, new PlatformSlhDsa(SlhDsaAlgorithm.SlhDsaShake128f));
            _signatures.Add(SignatureAlgorithm.SlhDsaShake192s, new PlatformSlhDsa(SlhDsaAlgorithm.SlhDsaShake192s));
            _signatures.Add(SignatureAlgorithm.SlhDsaShake192f, new PlatformSlhDsa(SlhDsaAlgorithm.SlhDsaShake192f));
            _signatures.Add(SignatureAlgorithm.SlhDsaShake256s, new PlatformSlhDsa(SlhDsaAlgorithm.SlhDsaShake256s));
            _signatures.Add(SignatureAlgorithm.SlhDsaShake256f, new PlatformSlhDsa(SlhDsaAlgorithm.SlhDsaShake256f));
        }
    }

    /// <inheritdoc/>
    public string Name => "Platform";

    /// <inheritdoc/>
    public IKem? FindKem(KemAlgorithm algorithm) => _kems.GetValueOrDefault(algorithm);

    /// <inheritdoc/>
    public ISignatureScheme? FindSignature(SignatureAlgorithm algorithm) => _signatures.GetValueOrDefault(algorithm);
}
