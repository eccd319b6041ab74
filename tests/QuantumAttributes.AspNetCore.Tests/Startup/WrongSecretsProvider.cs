using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Tests.Startup;

/// <summary>BouncyCastle, but every key encapsulation mechanism is another one: it agrees with itself and with nobody else.</summary>
internal sealed class WrongSecretsProvider(RandomNumberGenerator random) : ICryptographyProvider
{
    private readonly BouncyCastleProvider _sound = new(random);

    public string Name => "Wrong";

    public IKem? FindKem(KemAlgorithm algorithm) => _sound.FindKem(algorithm) is { } kem ? new Kem(kem) : null;

    public ISignatureScheme? FindSignature(SignatureAlgorithm algorithm) => _sound.FindSignature(algorithm);

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
            sharedSecret.Reverse();
        }

        public void Dispose() => sound.Dispose();
    }

    private sealed class Decapsulator(IDecapsulator sound) : IDecapsulator
    {
        public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
        {
            sound.Decapsulate(ciphertext, sharedSecret);
            sharedSecret.Reverse();
        }

        public void ExportPublicKey(Span<byte> publicKey) => sound.ExportPublicKey(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey) => sound.ExportExpandedKey(expandedKey);

        public void Dispose() => sound.Dispose();
    }
}
