namespace QuantumAttributes.Cryptography;

/// <summary>
/// X-Wing's public keys: an ML-KEM-768 key, which FIPS 203 restricts, and 32 bytes of X25519, where every value is allowed.
/// </summary>
internal sealed class XWingRules : KeyRules
{
    private const int X25519PublicKeySize = 32;

    private static readonly MLKemRules MLKem768 = new(k: 3);

    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey) =>
        MLKem768.CheckPublicKey(publicKey[..^X25519PublicKeySize]);

    public override void CheckExpandedKey(ReadOnlySpan<byte> expandedKey, Span<byte> publicKey) =>
        throw new NotSupportedException("X-Wing has no expanded private key.");
}
