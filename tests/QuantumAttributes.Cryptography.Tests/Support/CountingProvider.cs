namespace QuantumAttributes.Cryptography.Tests;

/// <summary>A provider in front of another, which counts the private keys that were made and not yet disposed.</summary>
internal sealed class CountingProvider(ICryptographyProvider inner) : ICryptographyProvider
{
    private int _open;

    public int OpenPrivateKeys => Volatile.Read(ref _open);

    public string Name => inner.Name;

    public IKem? FindKem(KemAlgorithm algorithm) => inner.FindKem(algorithm) is { } kem ? new Kem(this, kem) : null;

    public ISignatureScheme? FindSignature(SignatureAlgorithm algorithm) =>
        inner.FindSignature(algorithm) is { } scheme ? new Scheme(this, scheme) : null;

    private Decapsulator Count(IDecapsulator key)
    {
        Interlocked.Increment(ref _open);
        return new Decapsulator(this, key);
    }

    private Signer Count(ISigner key)
    {
        Interlocked.Increment(ref _open);
        return new Signer(this, key);
    }

    private sealed class Kem(CountingProvider owner, IKem kem) : IKem
    {
        public IEncapsulator CreateEncapsulator(ReadOnlySpan<byte> publicKey) => kem.CreateEncapsulator(publicKey);

        public IDecapsulator GenerateDecapsulator() => owner.Count(kem.GenerateDecapsulator());

        public IDecapsulator CreateDecapsulatorFromSeed(ReadOnlySpan<byte> seed) => owner.Count(kem.CreateDecapsulatorFromSeed(seed));

        public IDecapsulator CreateDecapsulatorFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
            owner.Count(kem.CreateDecapsulatorFromExpandedKey(expandedKey));
    }

    private sealed class Scheme(CountingProvider owner, ISignatureScheme scheme) : ISignatureScheme
    {
        public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey) => scheme.CreateVerifier(publicKey);

        public ISigner GenerateSigner() => owner.Count(scheme.GenerateSigner());

        public ISigner CreateSignerFromSeed(ReadOnlySpan<byte> seed) => owner.Count(scheme.CreateSignerFromSeed(seed));

        public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
            owner.Count(scheme.CreateSignerFromExpandedKey(expandedKey));
    }

    private sealed class Decapsulator(CountingProvider owner, IDecapsulator key) : IDecapsulator
    {
        public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret) => key.Decapsulate(ciphertext, sharedSecret);

        public void ExportPublicKey(Span<byte> publicKey) => key.ExportPublicKey(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey) => key.ExportExpandedKey(expandedKey);

        public void Dispose()
        {
            Interlocked.Decrement(ref owner._open);
            key.Dispose();
        }
    }

    private sealed class Signer(CountingProvider owner, ISigner key) : ISigner
    {
        public int Sign(SignatureInput input, Span<byte> signature, SigningMode mode) => key.Sign(input, signature, mode);

        public void ExportPublicKey(Span<byte> publicKey) => key.ExportPublicKey(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey) => key.ExportExpandedKey(expandedKey);

        public void Dispose()
        {
            Interlocked.Decrement(ref owner._open);
            key.Dispose();
        }
    }
}
