using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>BouncyCastle, with every secret and every verdict wrong by a bit.</summary>
internal sealed class FaultyProvider(ICryptographyProvider? sound) : ICryptographyProvider
{
    public string Name => "Faulty";

    public static ProviderSet Set()
    {
        RandomNumberGenerator random = RandomNumberGenerator.Create();
        return new ProviderSet(random, new FaultyProvider(new BouncyCastleProvider(random)));
    }

    public IKem? FindKem(KemAlgorithm algorithm) => sound?.FindKem(algorithm) is { } kem ? new Kem(kem) : null;

    public ISignatureScheme? FindSignature(SignatureAlgorithm algorithm) =>
        sound?.FindSignature(algorithm) is { } scheme ? new Scheme(scheme) : null;

    /// <summary>Consistent in itself: a decapsulated secret is the encapsulated one, but not the standard's.</summary>
    private sealed class Kem(IKem sound) : IKem
    {
        public IEncapsulator CreateEncapsulator(ReadOnlySpan<byte> publicKey) => new Encapsulator(sound.CreateEncapsulator(publicKey));

        public IDecapsulator CreateDecapsulatorFromSeed(ReadOnlySpan<byte> seed) =>
            new Decapsulator(sound.CreateDecapsulatorFromSeed(seed));

        public IDecapsulator CreateDecapsulatorFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
            new Decapsulator(sound.CreateDecapsulatorFromExpandedKey(expandedKey));
    }

    private sealed class Encapsulator(IEncapsulator sound) : IEncapsulator
    {
        public void Encapsulate(Span<byte> ciphertext, Span<byte> sharedSecret)
        {
            sound.Encapsulate(ciphertext, sharedSecret);
            sharedSecret[0] ^= 1;
        }

        public void Dispose() => sound.Dispose();
    }

    private sealed class Decapsulator(IDecapsulator sound) : IDecapsulator
    {
        public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
        {
            sound.Decapsulate(ciphertext, sharedSecret);
            sharedSecret[0] ^= 1;
        }

        public void ExportPublicKey(Span<byte> publicKey) => sound.ExportPublicKey(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey) => sound.ExportExpandedKey(expandedKey);

        public void Dispose() => sound.Dispose();
    }

    private sealed class Scheme(ISignatureScheme sound) : ISignatureScheme
    {
        public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey) => new Verifier(sound.CreateVerifier(publicKey));

        public ISigner GenerateSigner() => sound.GenerateSigner();

        public ISigner CreateSignerFromSeed(ReadOnlySpan<byte> seed) => sound.CreateSignerFromSeed(seed);

        public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey) => sound.CreateSignerFromExpandedKey(expandedKey);
    }

    private sealed class Verifier(IVerifier sound) : IVerifier
    {
        public bool Verify(SignatureInput input, ReadOnlySpan<byte> signature) => !sound.Verify(input, signature);

        public void Dispose() => sound.Dispose();
    }
}
