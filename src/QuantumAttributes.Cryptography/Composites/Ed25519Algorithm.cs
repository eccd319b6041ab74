using BouncyCastleEd25519 = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace QuantumAttributes.Cryptography;

/// <summary>Ed25519 (RFC 8032, section 5.1).</summary>
internal sealed class Ed25519Algorithm() : EdDsaAlgorithm("Ed25519", keySize: 32)
{
    private protected override bool IsPointOfPrimeOrder(ReadOnlySpan<byte> encoded) =>
        BouncyCastleEd25519.ValidatePublicKeyFull(encoded);

    private protected override void DerivePublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey) =>
        BouncyCastleEd25519.GeneratePublicKey(privateKey, publicKey);

    private protected override void Sign(
        ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> signature) =>
        BouncyCastleEd25519.Sign(privateKey, publicKey, message, signature);

    private protected override bool Verify(
        ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        BouncyCastleEd25519.Verify(signature, publicKey, message);
}
