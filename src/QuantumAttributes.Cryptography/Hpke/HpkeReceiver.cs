using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The receiver's end of an HPKE context (RFC 9180, section 5.2): decrypts what one sender encrypted, in order. Made by
/// <see cref="HpkeSuite.SetupReceiver(KemPrivateKey, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>.
/// </summary>
/// <remarks>
/// <inheritdoc cref="HpkeContext" path="/remarks/node()"/>
/// Ciphertexts must come in the order in which they were made, which only the caller can keep.
/// </remarks>
public sealed class HpkeReceiver : HpkeContext
{
    internal HpkeReceiver(HpkeSuite suite, HpkeSecrets secrets) : base(suite, secrets)
    {
    }

    /// <summary>
    /// Decrypts the next message (ContextR.Open). One that is refused leaves the receiver as it was: the right one can still
    /// follow.
    /// </summary>
    /// <param name="ciphertext">The ciphertext and its tag.</param>
    /// <param name="plaintext">
    /// Receives the message, or zeros: exactly <see cref="HpkeSuite.TagSize"/> bytes less than the ciphertext, which it must not
    /// overlap.
    /// </param>
    /// <param name="aad">What the sender authenticated with the message.</param>
    /// <exception cref="ArgumentException">The buffer has another size, or overlaps the ciphertext.</exception>
    /// <exception cref="CryptographicException">
    /// The ciphertext is not the sender's next one, or the aad not the sender's; or the context has opened 2^64 - 1 messages.
    /// </exception>
    /// <exception cref="NotSupportedException">The suite's AEAD is <see cref="HpkeAead.ExportOnly"/>.</exception>
    /// <exception cref="ObjectDisposedException">The receiver has been disposed.</exception>
    public void Open(ReadOnlySpan<byte> ciphertext, Span<byte> plaintext, ReadOnlySpan<byte> aad)
    {
        if (plaintext.Length != PlaintextSize(ciphertext))
            throw new ArgumentException(
                $"The plaintext has {HpkeSuite.TagSize} bytes less than the ciphertext.", nameof(plaintext));
        CryptNext(static (cipher, nonce, aad, ct, pt) => cipher.Open(nonce, aad, ct, pt), aad, ciphertext, plaintext);
    }

    /// <summary>Decrypts the next message (ContextR.Open). See the other overload.</summary>
    /// <returns>The message: <see cref="HpkeSuite.TagSize"/> bytes less than the ciphertext.</returns>
    /// <exception cref="CryptographicException">
    /// The ciphertext is not the sender's next one, or the aad not the sender's; or the context has opened 2^64 - 1 messages.
    /// </exception>
    /// <exception cref="NotSupportedException">The suite's AEAD is <see cref="HpkeAead.ExportOnly"/>.</exception>
    /// <exception cref="ObjectDisposedException">The receiver has been disposed.</exception>
    public byte[] Open(ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> aad = default)
    {
        byte[] plaintext = new byte[PlaintextSize(ciphertext)];
        Open(ciphertext, plaintext, aad);
        return plaintext;
    }

    /// <exception cref="CryptographicException">The ciphertext has no room for a tag.</exception>
    internal static int PlaintextSize(ReadOnlySpan<byte> ciphertext) => ciphertext.Length >= HpkeSuite.TagSize
        ? ciphertext.Length - HpkeSuite.TagSize
        : throw new CryptographicException($"The ciphertext has {ciphertext.Length} bytes, less than a tag.");
}
