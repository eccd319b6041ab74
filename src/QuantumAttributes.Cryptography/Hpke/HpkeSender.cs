using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The sender's end of an HPKE context (RFC 9180, section 5.2): encrypts any number of messages to one recipient, in order, and
/// exports secrets. Made by <see cref="HpkeSuite.SetupSender(KemPublicKey, ReadOnlySpan{byte})"/>.
/// </summary>
/// <remarks>
/// Safe to use from many threads: calls take turns, so that no nonce is used twice. The receiver must open ciphertexts in the order in
/// which they were made, which only the caller can keep. Disposal waits for a call under way and zeroes the keys.
/// </remarks>
public sealed class HpkeSender : IDisposable
{
    internal HpkeSender(HpkeSuite suite, HpkeContext context, byte[] encapsulatedKey)
    {
        Suite = suite;
        Context = context;
        EncapsulatedKey = encapsulatedKey;
    }

    /// <summary>The suite in use.</summary>
    public HpkeSuite Suite { get; }

    /// <summary>
    /// enc: what the recipient needs besides the ciphertexts, <see cref="HpkeSuite.EncapsulatedKeySize"/> bytes. It is public, and stays
    /// readable after disposal.
    /// </summary>
    public ReadOnlyMemory<byte> EncapsulatedKey { get; }

    internal HpkeContext Context { get; }

    /// <summary>Encrypts the next message (ContextS.Seal).</summary>
    /// <param name="plaintext">The message.</param>
    /// <param name="ciphertext">
    /// Receives the ciphertext and its tag: exactly <see cref="HpkeSuite.TagSize"/> bytes more than the plaintext, which it must not
    /// overlap.
    /// </param>
    /// <param name="aad">What is authenticated with the message and not sent in it.</param>
    /// <exception cref="ArgumentException">The buffer has another size, or overlaps the plaintext.</exception>
    /// <exception cref="NotSupportedException">The suite's AEAD is <see cref="HpkeAead.ExportOnly"/>.</exception>
    /// <exception cref="CryptographicException">The context has sealed 2^64 - 1 messages.</exception>
    /// <exception cref="ObjectDisposedException">The sender has been disposed.</exception>
    public void Seal(ReadOnlySpan<byte> plaintext, Span<byte> ciphertext, ReadOnlySpan<byte> aad) =>
        Context.Seal(this, plaintext, ciphertext, aad);

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
        Seal(plaintext, ciphertext.AsSpan(), aad);
        return ciphertext;
    }

    /// <summary>Derives a secret that the receiver derives alike (Context.Export).</summary>
    /// <param name="exporterContext">What the secret is for.</param>
    /// <param name="exported">Receives the secret: 1 to 255·Nh bytes, Nh being the size of the KDF's output. Zero it after use.</param>
    /// <exception cref="ArgumentOutOfRangeException">The secret is to be longer, or empty.</exception>
    /// <exception cref="ObjectDisposedException">The sender has been disposed.</exception>
    public void Export(ReadOnlySpan<byte> exporterContext, Span<byte> exported) => Context.Export(this, exporterContext, exported);

    /// <summary>Derives a secret that the receiver derives alike (Context.Export).</summary>
    /// <param name="exporterContext">What the secret is for.</param>
    /// <param name="size">Its size: 1 to 255·Nh bytes, Nh being the size of the KDF's output.</param>
    /// <returns>The secret. Zero it after use.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The secret is to be longer, or empty.</exception>
    /// <exception cref="ObjectDisposedException">The sender has been disposed.</exception>
    public byte[] Export(ReadOnlySpan<byte> exporterContext, int size)
    {
        Context.CheckExportSize(size);
        byte[] exported = new byte[size];
        Export(exporterContext, exported);
        return exported;
    }

    /// <summary>Zeroes the keys.</summary>
    public void Dispose() => Context.Dispose();
}
