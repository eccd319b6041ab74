using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>ML-KEM from <see cref="MLKem"/>, whose operations on one key share no state besides the native key.</summary>
internal sealed class PlatformMLKem(MLKemAlgorithm algorithm) : IKem
{
    public IEncapsulator CreateEncapsulator(ReadOnlySpan<byte> publicKey) =>
        new Key(MLKem.ImportEncapsulationKey(algorithm, publicKey));

    public IDecapsulator CreateDecapsulatorFromSeed(ReadOnlySpan<byte> seed) => new Key(MLKem.ImportPrivateSeed(algorithm, seed));

    public IDecapsulator CreateDecapsulatorFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
        new Key(MLKem.ImportDecapsulationKey(algorithm, expandedKey));

    private sealed class Key(MLKem key) : IEncapsulator, IDecapsulator
    {
        public void Encapsulate(Span<byte> ciphertext, Span<byte> sharedSecret) => key.Encapsulate(ciphertext, sharedSecret);

        public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret) =>
            key.Decapsulate(ciphertext, sharedSecret);

        public void ExportPublicKey(Span<byte> publicKey) => key.ExportEncapsulationKey(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey) => key.ExportDecapsulationKey(expandedKey);

        public void Dispose() => key.Dispose();
    }
}
