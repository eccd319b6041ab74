using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>ML-DSA from <see cref="MLDsa"/>, whose operations on one key share no state besides the native key.</summary>
internal sealed class PlatformMLDsa(MLDsaAlgorithm algorithm) : ISignatureScheme
{
    public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey) => new Key(MLDsa.ImportMLDsaPublicKey(algorithm, publicKey));

    public ISigner CreateSignerFromSeed(ReadOnlySpan<byte> seed) => new Key(MLDsa.ImportMLDsaPrivateSeed(algorithm, seed));

    public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
        new Key(MLDsa.ImportMLDsaPrivateKey(algorithm, expandedKey));

    private sealed class Key(MLDsa key) : IVerifier, ISigner
    {
        public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> context) =>
            key.VerifyData(data, signature, context);

        public void Sign(ReadOnlySpan<byte> data, Span<byte> signature, ReadOnlySpan<byte> context) =>
            key.SignData(data, signature, context);

        public void ExportPublicKey(Span<byte> publicKey) => key.ExportMLDsaPublicKey(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey) => key.ExportMLDsaPrivateKey(expandedKey);

        public void Dispose() => key.Dispose();
    }
}
