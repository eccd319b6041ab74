namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Decapsulates as it should, and encapsulates another secret than its ciphertext carries.</summary>
internal sealed class WrongEncapsulationProvider(ICryptographyProvider sound) : ICryptographyProvider
{
    public string Name => "WrongEncapsulation";

    public IKem? FindKem(KemAlgorithm algorithm) => sound.FindKem(algorithm) is { } kem ? new Kem(kem) : null;

    public ISignatureScheme? FindSignature(SignatureAlgorithm algorithm) => null;

    private sealed class Kem(IKem sound) : IKem
    {
        public IEncapsulator CreateEncapsulator(ReadOnlySpan<byte> publicKey) => new Encapsulator(sound.CreateEncapsulator(publicKey));

        public IDecapsulator CreateDecapsulatorFromSeed(ReadOnlySpan<byte> seed) => sound.CreateDecapsulatorFromSeed(seed);

        public IDecapsulator CreateDecapsulatorFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
            sound.CreateDecapsulatorFromExpandedKey(expandedKey);
    }

    private sealed class Encapsulator(IEncapsulator sound) : IEncapsulator
    {
        public void Encapsulate(Span<byte> ciphertext, Span<byte> sharedSecret)
        {
            sound.Encapsulate(ciphertext, sharedSecret);
            sharedSecret[^1] ^= 1;
        }

        public void Dispose() => sound.Dispose();
    }
}
