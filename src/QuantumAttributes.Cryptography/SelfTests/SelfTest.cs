using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Holds an implementation to a <see cref="KnownAnswer"/>, and to itself: what it encapsulates or signs, it recovers or accepts.
/// </summary>
internal static class SelfTest
{
    /// <exception cref="CryptographicException">The implementation is wrong, or refuses the known key.</exception>
    public static void Run(CryptographicAlgorithm algorithm, KnownAnswer answer, ProviderSet providers)
    {
        bool passed = algorithm switch
        {
            KemAlgorithm kem => Passes(kem, answer, providers),
            SignatureAlgorithm signature => Passes(signature, answer, providers),
            _ => false,
        };
        if (!passed)
            throw new CryptographicException("The result is not the known one.");
    }

    private static bool Passes(KemAlgorithm algorithm, KnownAnswer answer, ProviderSet providers)
    {
        using KemPrivateKey key = answer.Seed is { Length: > 0 } seed
            ? KemPrivateKey.ImportSeed(algorithm, seed, providers)
            : KemPrivateKey.ImportExpanded(algorithm, answer.PrivateKey, providers);
        (byte[] ciphertext, byte[] sharedSecret) = key.PublicKey.Encapsulate();
        return key.Decapsulate(answer.Ciphertext).AsSpan().SequenceEqual(answer.SharedSecret)
            && key.Decapsulate(ciphertext).AsSpan().SequenceEqual(sharedSecret);
    }

    private static bool Passes(SignatureAlgorithm algorithm, KnownAnswer answer, ProviderSet providers)
    {
        using SigningKey key = answer.Seed is { Length: > 0 } seed
            ? SigningKey.ImportSeed(algorithm, seed, providers)
            : SigningKey.ImportExpanded(algorithm, answer.PrivateKey, providers);
        byte[] message = answer.Message;
        byte[] known = answer.Signature;
        bool isKnown = known.Length > 0
            ? key.VerifyingKey.Verify(message, known)
            : key.VerifyingKey.Export().AsSpan().SequenceEqual(answer.PublicKey);

        // Before anything is signed, which takes seconds with some sets of SLH-DSA.
        if (!isKnown || key.VerifyingKey.Verify(message, new byte[algorithm.SignatureSize]))
            return false;

        byte[] signature = key.Sign(message);
        bool passed = key.VerifyingKey.Verify(message, signature);
        message[0] ^= 1;
        return passed && !key.VerifyingKey.Verify(message, known) && !key.VerifyingKey.Verify(message, signature);
    }
}
