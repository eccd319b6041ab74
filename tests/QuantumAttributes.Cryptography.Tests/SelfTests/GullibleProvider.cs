namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Signs as it should, and takes any signature for a valid one.</summary>
internal sealed class GullibleProvider(ICryptographyProvider sound) : ICryptographyProvider
{
    public string Name => "Gullible";

    public IKem? FindKem(KemAlgorithm algorithm) => null;

    public ISignatureScheme? FindSignature(SignatureAlgorithm algorithm) =>
        sound.FindSignature(algorithm) is { } scheme ? new Scheme(scheme) : null;

    private sealed class Scheme(ISignatureScheme sound) : ISignatureScheme
    {
        public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey) => new Verifier();

        public ISigner CreateSignerFromSeed(ReadOnlySpan<byte> seed) => sound.CreateSignerFromSeed(seed);

        public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey) => sound.CreateSignerFromExpandedKey(expandedKey);
    }

    private sealed class Verifier : IVerifier
    {
        public bool Verify(SignatureInput input, ReadOnlySpan<byte> signature) => true;

        public void Dispose()
        {
        }
    }
}
