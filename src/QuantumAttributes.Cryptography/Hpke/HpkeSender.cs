using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The sender's end of an HPKE context (RFC 9180, section 5.2): encrypts any number of messages to one recipient, in order. Made
/// by <see cref="HpkeSuite.SetupSender(KemPublicKey, ReadOnlySpan{byte})"/>.
/// </summary>
/// <remarks>
/// <inheritdoc cref="HpkeContext" path="/remarks/node()"/>
/// The receiver must open ciphertexts in the order in which they were made, which only the caller can keep.
/// </remarks>
public sealed class HpkeSender : HpkeContext
{
    internal HpkeSender(HpkeSuite suite, HpkeSecrets secrets, byte[] encapsulatedKey) : base(suite, secrets) =>
        EncapsulatedKey = encapsulatedKey;

    /// <summary>
    /// enc: what the recipient needs besides the ciphertexts, <see cref="HpkeSuite.EncapsulatedKeySize"/> bytes. It is public,
    /// and stays readable after disposal.
    /// </summary>
    public ReadOnlyMemory<byte> EncapsulatedKey { get; }

    /// <summary>Encrypts the next message (ContextS.Seal).</summary>
    /// <param name="plaintext">The message.</param>
    /// <param name="ciphertext">
    /// Receives the ciphertext and its tag: exactly <see cref="HpkeSuite.TagSize"/> bytes more than the plaintext, which it must
    /// not overlap.
    /// </param>
    /// <param name="aad">What is authenticated with the message and not sent in it.</param>
    /// <exception cref="ArgumentException">The buffer has another size, or overlaps the plaintext.</exception>
    /// <exception cref="NotSupportedException">The suite's AEAD is <see cref="HpkeAead.ExportOnly"/>.</exception>
    /// <exception cref="CryptographicException">The context has sealed 2^64 - 1 messages.</exception>
    /// <exception cref="ObjectDisposedException">The sender has been disposed.</exception>
    public void Seal(ReadOnlySpan<byte> plaintext, Span<byte> ciphertext, ReadOnlySpan<byte> aad)
    {
        if (ciphertext.Length != (long)plaintext.Length + HpkeSuite.TagSize)
            throw new ArgumentException(
                $"The ciphertext has {HpkeSuite.TagSize} bytes more than the plaintext.", nameof(ciphertext));
        CryptNext(static (cipher, nonce, aad, pt, ct) => cipher.Seal(nonce, aad, pt, ct), aad, plaintext, ciphertext);
    }

    /// <summary>Encrypts the next message (ContextS.Seal). See the other overload.</summary>
    /// <returns>The ciphertext and its tag: <see cref="HpkeSuite.TagSize"/> bytes more than the plaintext.</returns>
    /// <exception cref="ArgumentException">The ciphertext would be longer than an array can be.</exception>
    /// <exception cref="NotSupportedException">The suite's AEAD is <see cref="HpkeAead.ExportOnly"/>.</exception>
    /// <exception cref="CryptographicException">The context has sealed 2^64 - 1 messages.</exception>
    /// <exception cref="ObjectDisposedException">The sender has been disposed.</exception>
    public byte[] Seal(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> aad = default)
    {
        if (plaintext.Length > Array.MaxLength - HpkeSuite.TagSize)
            throw new ArgumentException("The ciphertext would be longer than an array can be.", nameof(plaintext));
        byte[] ciphertext = new byte[plaintext.Length + HpkeSuite.TagSize];
        Seal(plaintext, ciphertext, aad);
        return ciphertext;
    }
}
