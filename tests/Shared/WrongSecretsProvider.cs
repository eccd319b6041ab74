using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Testing;

/// <summary>BouncyCastle, but one key encapsulation mechanism is another one: it agrees with itself and with nobody else.</summary>
internal sealed class WrongSecretsProvider(RandomNumberGenerator random, KemAlgorithm wrong) : ICryptographyProvider
{
    private readonly BouncyCastleProvider _sound = new(random);

    public string Name => "Wrong";

    public static ProviderSet Set(KemAlgorithm wrong)
    {
        var random = RandomNumberGenerator.Create();
        return new ProviderSet(random, new WrongSecretsProvider(random, wrong));
    }

    public IKem? FindKem(KemAlgorithm algorithm)
    {
        IKem? kem = _sound.FindKem(algorithm);
        return kem is not null && algorithm == wrong ? new Kem(kem) : kem;
    }

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
