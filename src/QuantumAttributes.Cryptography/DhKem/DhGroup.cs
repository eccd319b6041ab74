using System.Security.Cryptography;
using Rfc7748X25519 = Org.BouncyCastle.Math.EC.Rfc7748.X25519;
using Rfc7748X448 = Org.BouncyCastle.Math.EC.Rfc7748.X448;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A Diffie-Hellman group of RFC 9180, section 4.1. Keys and secrets are bytes, of the sizes of section 7.1. Falls to a quantum computer.
/// </summary>
/// <remarks>Stateless and safe to share between threads. No branch and no index depends on a private key.</remarks>
internal abstract class DhGroup(int privateKeySize, int publicKeySize)
{
    /// <summary>P-256 (FIPS 186-5).</summary>
    public static DhGroup P256 { get; } = new NistGroup("P-256", ECCurve.NamedCurves.nistP256, size: 32);

    /// <summary>P-384 (FIPS 186-5).</summary>
    public static DhGroup P384 { get; } = new NistGroup("P-384", ECCurve.NamedCurves.nistP384, size: 48);

    /// <summary>X25519 (RFC 7748).</summary>
    public static DhGroup X25519 { get; } = new MontgomeryGroup(
        Rfc7748X25519.ScalarSize, Rfc7748X25519.ScalarMult, Rfc7748X25519.ScalarMultBase, Rfc7748X25519.ClampPrivateKey);

    /// <summary>X448 (RFC 7748).</summary>
    public static DhGroup X448 { get; } = new MontgomeryGroup(
        Rfc7748X448.ScalarSize, Rfc7748X448.ScalarMult, Rfc7748X448.ScalarMultBase, Rfc7748X448.ClampPrivateKey);

    /// <summary>Nsk, in bytes; also Ndh, the size of what two keys agree on.</summary>
    public int PrivateKeySize { get; } = privateKeySize;

    /// <summary>Npk, in bytes.</summary>
    public int PublicKeySize { get; } = publicKeySize;

    /// <summary>DeriveKeyPair (RFC 9180, section 7.1.3), once dkp_prk has been extracted: its private half.</summary>
    /// <exception cref="CryptographicException">DeriveKeyPairError: nobody will see it.</exception>
    public abstract void DerivePrivateKey(LabeledHkdf kdf, ReadOnlySpan<byte> dkpPrk, Span<byte> privateKey);

    /// <summary>pk(sk).</summary>
    public abstract void ComputePublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey);

    /// <summary>DH(sk, pk), with the validation of its output (RFC 9180, section 7.1.4).</summary>
    /// <exception cref="CryptographicException">The public key is not one of the group's, or agrees on nothing secret.</exception>
    public abstract void Agree(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, Span<byte> dh);

    /// <summary>The validation of a public key (RFC 9180, section 7.1.4).</summary>
    /// <exception cref="CryptographicException">It is not one of the group's.</exception>
    public abstract void CheckPublicKey(ReadOnlySpan<byte> publicKey);

    /// <summary>Brings a private key into the form that section 7.1.2 of RFC 9180 serializes.</summary>
    public abstract void Clamp(Span<byte> privateKey);

    /// <summary>The validation of a private key (RFC 9180, section 7.1.2).</summary>
    /// <exception cref="CryptographicException">It is not one of the group's.</exception>
    public abstract void CheckPrivateKey(ReadOnlySpan<byte> privateKey);
}
