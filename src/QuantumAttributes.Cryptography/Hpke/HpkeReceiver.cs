using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The receiver's end of an HPKE context (RFC 9180, section 5.2): decrypts what one sender encrypted, in order, and exports secrets.
/// Made by <see cref="HpkeSuite.SetupReceiver(KemPrivateKey, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>.
/// </summary>
/// <remarks>
/// Safe to use from many threads: calls take turns. Ciphertexts must come in the order in which they were made, which only the caller can
/// keep. Disposal waits for a call under way and zeroes the keys.
/// </remarks>
public sealed class HpkeReceiver : IDisposable
{
    internal HpkeReceiver(HpkeSuite suite, HpkeContext context)
    {
        Suite = suite;
        Context = context;
    }

    /// <summary>The suite in use.</summary>
    public HpkeSuite Suite { get; }

    internal HpkeContext Context { get; }

    /// <summary>
    /// Decrypts the next message (ContextR.Open). One that is refused leaves the receiver as it was: the right one can still follow.
    /// </summary>
    /// <param name="ciphertext">The ciphertext and its tag.</param>
    /// <param name="plaintext">
    /// Receives the message, or zeros: exactly <see cref="HpkeSuite.TagSize"/> bytes less than the ciphertext, which it must not overlap.
    /// </param>
    /// <param name="aad">What the sender authenticated with the message.</param>
    /// <exception cref="ArgumentException">The buffer has another size, or overlaps the ciphertext.</exception>
    /// <exception cref="CryptographicException">
    /// The ciphertext is not the sender's next one, or the aad not the sender's; or the context has opened 2^64 - 1 messages.
    /// </exception>
    /// <exception cref="NotSupportedException">The suite's AEAD is <see cref="HpkeAead.ExportOnly"/>.</exception>
    /// <exception cref="ObjectDisposedException">The receiver has been disposed.</exception>
    public void Open(ReadOnlySpan<byte> ciphertext, Span<byte> plaintext, ReadOnlySpan<byte> aad) =>
        Context.Open(this, ciphertext, plaintext, aad);

    /// <summary>Decrypts the next message (ContextR.Open). See the other overload.</summary>
    /// <returns>The message: <see cref="HpkeSuite.TagSize"/> bytes less than the ciphertext.</returns>
    /// <exception cref="CryptographicException">
    /// The ciphertext is not the sender's next one, or the aad not the sender's; or the context has opened 2^64 - 1 messages.
    /// </exception>
    /// <exception cref="NotSupportedException">The suite's AEAD is <see cref="HpkeAead.ExportOnly"/>.</exception>
    /// <exception cref="ObjectDisposedException">The receiver has been disposed.</exception>
    public byte[] Open(ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> aad = default)
    {
        byte[] plaintext = new byte[HpkeContext.PlaintextSize(ciphertext)];
        Open(ciphertext, plaintext.AsSpan(), aad);
        return plaintext;
    }

    /// <summary>Derives a secret that the sender derives alike (Context.Export).</summary>
    /// <param name="exporterContext">What the secret is for.</param>
    /// <param name="exported">Receives the secret: 1 to 255·Nh bytes, Nh being the size of the KDF's output. Zero it after use.</param>
    /// <exception cref="ArgumentOutOfRangeException">The secret is to be longer, or empty.</exception>
    /// <exception cref="ObjectDisposedException">The receiver has been disposed.</exception>
    public void Export(ReadOnlySpan<byte> exporterContext, Span<byte> exported) => Context.Export(this, exporterContext, exported);

    /// <summary>Derives a secret that the sender derives alike (Context.Export).</summary>
    /// <param name="exporterContext">What the secret is for.</param>
    /// <param name="size">Its size: 1 to 255·Nh bytes, Nh being the size of the KDF's output.</param>
    /// <returns>The secret. Zero it after use.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The secret is to be longer, or empty.</exception>
    /// <exception cref="ObjectDisposedException">The receiver has been disposed.</exception>
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
