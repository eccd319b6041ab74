namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Signs and verifies another message than it is asked to: consistent in itself, but not the standard's.</summary>
internal sealed class OtherMessageProvider(ICryptographyProvider sound) : ICryptographyProvider
{
    public string Name => "Other";

    public IKem? FindKem(KemAlgorithm algorithm) => null;

    public ISignatureScheme? FindSignature(SignatureAlgorithm algorithm) =>
        sound.FindSignature(algorithm) is { } scheme ? new Scheme(scheme) : null;

    private static byte[] Other(SignatureInput input) => [.. input.Data, 0];

    private sealed class Scheme(ISignatureScheme sound) : ISignatureScheme
    {
        public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey) => new Verifier(sound.CreateVerifier(publicKey));

        public ISigner CreateSignerFromSeed(ReadOnlySpan<byte> seed) => new Signer(sound.CreateSignerFromSeed(seed));

        public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
            new Signer(sound.CreateSignerFromExpandedKey(expandedKey));
    }

    private sealed class Verifier(IVerifier sound) : IVerifier
    {
        public bool Verify(SignatureInput input, ReadOnlySpan<byte> signature) =>
            sound.Verify(SignatureInput.OfMessage(Other(input)), signature);

        public void Dispose() => sound.Dispose();
    }

    private sealed class Signer(ISigner sound) : ISigner
    {
        public int Sign(SignatureInput input, Span<byte> signature, SigningMode mode) =>
            sound.Sign(SignatureInput.OfMessage(Other(input)), signature, mode);

        public void ExportPublicKey(Span<byte> publicKey) => sound.ExportPublicKey(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey) => sound.ExportExpandedKey(expandedKey);

        public void Dispose() => sound.Dispose();
    }
}
