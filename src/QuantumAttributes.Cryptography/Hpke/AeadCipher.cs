using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A cipher of HPKE under one key (RFC 9180, section 7.3): the platform's where it has it, else BouncyCastle's. A ciphertext
/// ends with its tag.
/// </summary>
/// <remarks>Spans have the right sizes and do not overlap. Not safe to use from many threads.</remarks>
internal abstract class AeadCipher : IDisposable
{
    /// <summary>Nt of every cipher, in bytes.</summary>
    public const int TagSize = 16;

    private const int NonceSize = 12;

    /// <summary>Nk and Nn in bytes, or null when the value is none of the enumeration's.</summary>
    public static (int KeySize, int NonceSize)? FindSizes(HpkeAead aead) => aead switch
    {
        HpkeAead.Aes128Gcm => (16, NonceSize),
        HpkeAead.Aes256Gcm or HpkeAead.ChaCha20Poly1305 => (32, NonceSize),
        HpkeAead.ExportOnly => (0, 0),
        _ => null,
    };

    /// <summary>The cipher under a key of Nk bytes; null for export-only.</summary>
    public static AeadCipher? Create(HpkeAead aead, ReadOnlySpan<byte> key) => aead switch
    {
        HpkeAead.ExportOnly => null,
        HpkeAead.ChaCha20Poly1305 => ChaCha20Poly1305.IsSupported
            ? new PlatformChaCha20Poly1305(key)
            : new BouncyCastleAead(aead, key),
        _ => AesGcm.IsSupported ? new PlatformAesGcm(key) : new BouncyCastleAead(aead, key),
    };

    /// <summary>Encrypts.</summary>
    public abstract void Seal(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext);

    /// <summary>Verifies and decrypts.</summary>
    /// <exception cref="AuthenticationTagMismatchException">The tag is wrong.</exception>
    public abstract void Open(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext);

    public abstract void Dispose();

    private sealed class PlatformAesGcm(ReadOnlySpan<byte> key) : AeadCipher
    {
        private readonly AesGcm _cipher = new(key, TagSize);

        public override void Seal(
            ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext) =>
            _cipher.Encrypt(nonce, plaintext, ciphertext[..^TagSize], ciphertext[^TagSize..], aad);

        public override void Open(
            ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext) =>
            _cipher.Decrypt(nonce, ciphertext[..^TagSize], ciphertext[^TagSize..], plaintext, aad);

        public override void Dispose() => _cipher.Dispose();
    }

    private sealed class PlatformChaCha20Poly1305(ReadOnlySpan<byte> key) : AeadCipher
    {
        private readonly ChaCha20Poly1305 _cipher = new(key);

        public override void Seal(
            ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext) =>
            _cipher.Encrypt(nonce, plaintext, ciphertext[..^TagSize], ciphertext[^TagSize..], aad);

        public override void Open(
            ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext) =>
            _cipher.Decrypt(nonce, ciphertext[..^TagSize], ciphertext[^TagSize..], plaintext, aad);

        public override void Dispose() => _cipher.Dispose();
    }
}
