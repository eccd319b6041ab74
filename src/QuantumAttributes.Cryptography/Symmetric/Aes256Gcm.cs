using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>AES-256-GCM under one key (NIST SP 800-38D), with nonces of 96 bits and tags of 128 bits.</summary>
/// <remarks>
/// One thread at a time, which also disposes it. Spans have the right sizes; the plaintext and the ciphertext are the same memory or do not
/// overlap.
/// </remarks>
internal abstract class Aes256Gcm : IDisposable
{
    /// <summary>Bytes of a key.</summary>
    public const int KeySize = 32;

    /// <summary>Bytes of a nonce.</summary>
    public const int NonceSize = 12;

    /// <summary>Bytes of a tag.</summary>
    public const int TagSize = 16;

    /// <summary>Encrypts and authenticates (SP 800-38D, algorithm 4).</summary>
    /// <param name="nonce">12 bytes, never twice under one key.</param>
    /// <param name="plaintext">What is encrypted.</param>
    /// <param name="ciphertext">Receives as many bytes.</param>
    /// <param name="tag">Receives 16 bytes.</param>
    /// <param name="associatedData">What is authenticated besides.</param>
    /// <exception cref="ObjectDisposedException">The key has been wiped.</exception>
    public abstract void Encrypt(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext, Span<byte> tag, ReadOnlySpan<byte> associatedData = default);

    /// <summary>Verifies and decrypts (SP 800-38D, algorithm 5).</summary>
    /// <param name="nonce">12 bytes.</param>
    /// <param name="ciphertext">What is decrypted.</param>
    /// <param name="tag">16 bytes.</param>
    /// <param name="plaintext">Receives as many bytes as the ciphertext has; zeros where it is not authentic.</param>
    /// <param name="associatedData">What is authenticated besides.</param>
    /// <exception cref="AuthenticationTagMismatchException">The tag is wrong.</exception>
    /// <exception cref="ObjectDisposedException">The key has been wiped.</exception>
    public abstract void Decrypt(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, Span<byte> plaintext, ReadOnlySpan<byte> associatedData = default);

    /// <summary>Wipes the key.</summary>
    public abstract void Dispose();
}
