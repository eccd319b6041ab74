using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A function of RFC 7748 as a group, in BouncyCastle's arithmetic: .NET 10 has neither X25519 nor X448.
/// </summary>
internal sealed class MontgomeryGroup(
    int size, MontgomeryGroup.Multiply multiply, MontgomeryGroup.MultiplyBase multiplyBase, Action<Span<byte>> clamp)
    : DhGroup(size, size)
{
    internal delegate void Multiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> point, Span<byte> product);

    internal delegate void MultiplyBase(ReadOnlySpan<byte> scalar, Span<byte> product);

    /// <summary>No rejection: every string of the right size is a private key.</summary>
    public override void DerivePrivateKey(LabeledHkdf kdf, ReadOnlySpan<byte> dkpPrk, Span<byte> privateKey) =>
        kdf.Expand(dkpPrk, "sk"u8, [], privateKey);

    public override void ComputePublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey) =>
        multiplyBase(privateKey, publicKey);

    /// <summary>A point of small order makes the result zero, which is refused (RFC 7748, section 6).</summary>
    public override void Agree(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, Span<byte> dh)
    {
        multiply(privateKey, publicKey, dh);
        int any = 0;
        foreach (byte b in dh)
            any |= b;
        if (any == 0)
            throw new CryptographicException("The public key makes the shared secret zero (RFC 9180, section 7.1.4).");
    }

    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey)
    {
        // Every string of the right size is a public key; what it agrees on is checked.
    }

    public override void Clamp(Span<byte> privateKey) => clamp(privateKey);

    public override void CheckPrivateKey(ReadOnlySpan<byte> privateKey)
    {
        // Every string of the right size is a private key: clamping never leaves zero.
    }
}
