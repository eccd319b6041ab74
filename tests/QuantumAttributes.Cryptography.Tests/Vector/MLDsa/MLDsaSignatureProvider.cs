using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>The vectorised ML-DSA as a provider, for what goes through the key classes.</summary>
internal sealed class MLDsaSignatureProvider(RandomNumberGenerator random) : ICryptographyProvider
{
    public string Name => "Vector";

    public static ProviderSet Set(RandomNumberGenerator? random = null)
    {
        random ??= RandomNumberGenerator.Create();
        return new ProviderSet(random, new MLDsaSignatureProvider(random));
    }

    public IKem? FindKem(KemAlgorithm algorithm) => null;

    public ISignatureScheme? FindSignature(SignatureAlgorithm algorithm) =>
        algorithm.Family == SignatureAlgorithm.MLDsa44.Family ? MLDsaSchemes.Vector(algorithm.Name, random) : null;
}
