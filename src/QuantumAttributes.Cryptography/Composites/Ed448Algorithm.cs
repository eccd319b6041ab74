using BouncyCastleEd448 = Org.BouncyCastle.Math.EC.Rfc8032.Ed448;

namespace QuantumAttributes.Cryptography;

/// <summary>Ed448 (RFC 8032, section 5.2), with the empty context.</summary>
internal sealed class Ed448Algorithm() : EdDsaAlgorithm("Ed448", keySize: 57)
{
    private static readonly byte[] NoContext = [];

    private protected override bool IsPointOfPrimeOrder(ReadOnlySpan<byte> encoded) =>
        BouncyCastleEd448.ValidatePublicKeyFull(encoded);

    private protected override void DerivePublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey) =>
        BouncyCastleEd448.GeneratePublicKey(privateKey, publicKey);

    private protected override void Sign(
        ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> signature) =>
        BouncyCastleEd448.Sign(privateKey, publicKey, NoContext, message, signature);

    private protected override bool Verify(
        ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        BouncyCastleEd448.Verify(signature, publicKey, NoContext, message);
}
