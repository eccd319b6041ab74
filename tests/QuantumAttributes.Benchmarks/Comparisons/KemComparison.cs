using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Benchmarks;

/// <summary>ML-KEM-768 as an application gets it from us, against BouncyCastle's own interface. Keys are kept, buffers too.</summary>
internal static class KemComparison
{
    public static IReadOnlyList<Comparison> All()
    {
        MLKemKeyPairGenerator generator = new();
        generator.Init(new MLKemKeyGenerationParameters(new SecureRandom(), MLKemParameters.ml_kem_768));
        var pair = generator.GenerateKeyPair();
        MLKemEncapsulator encapsulator = new(MLKemParameters.ml_kem_768);
        encapsulator.Init(pair.Public);
        MLKemDecapsulator decapsulator = new(MLKemParameters.ml_kem_768);
        decapsulator.Init(pair.Private);
        byte[] ciphertext = new byte[KemAlgorithm.MLKem768.CiphertextSize];
        byte[] sharedSecret = new byte[KemAlgorithm.MLKem768.SharedSecretSize];

        return
        [
            Compare("mlkem768-keygen", Generate, () => generator.GenerateKeyPair()),
            Compare("mlkem768-encapsulate-kept", Encapsulate, () => encapsulator.Encapsulate(ciphertext, sharedSecret)),
            Compare("mlkem768-decapsulate-kept", Decapsulate, () => decapsulator.Decapsulate(ciphertext, sharedSecret)),
        ];
    }

    private static Comparison Compare(string name, Func<ProviderSet, Action> operation, Action bouncyCastle) =>
        Comparison.WithBouncyCastle(name, KemAlgorithm.MLKem768, operation, bouncyCastle);

    private static Action Generate(ProviderSet providers) =>
        () => KemPrivateKey.Generate(KemAlgorithm.MLKem768, providers).Dispose();

    private static Action Encapsulate(ProviderSet providers)
    {
        using KemPrivateKey owner = KemPrivateKey.Generate(KemAlgorithm.MLKem768, providers);
        KemPublicKey key = owner.PublicKey;
        (byte[] ciphertext, byte[] sharedSecret) = key.Encapsulate();
        return () => key.Encapsulate(ciphertext, sharedSecret);
    }

    private static Action Decapsulate(ProviderSet providers)
    {
        KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.MLKem768, providers);
        (byte[] ciphertext, byte[] sharedSecret) = key.PublicKey.Encapsulate();
        return () => key.Decapsulate(ciphertext, sharedSecret);
    }
}
