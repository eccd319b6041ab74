using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

public static partial class QuantumSeal
{
    /// <summary>Seals a stream to its end. Memory use does not grow with it.</summary>
    /// <param name="recipient">The recipient's public key.</param>
    /// <param name="plaintext">The message. Read to its end, and left open.</param>
    /// <param name="destination">Receives the sealed message. Left open, and not flushed.</param>
    /// <param name="info">What both ends know and agree on, such as the purpose. Enters the keys.</param>
    /// <param name="aad">What is authenticated with the message and not sent in it.</param>
    /// <param name="suite">The suite; HKDF-SHA384 with AES-256-GCM when null.</param>
    /// <param name="cancellationToken">Ends the work early, and leaves a truncated message that nobody can open whole.</param>
    /// <exception cref="ArgumentException">
    /// The key's algorithm cannot protect data; the suite is for another one, or export-only.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    /// <remarks>What the streams throw comes through.</remarks>
    public static Task SealAsync(
        KemPublicKey recipient,
        Stream plaintext,
        Stream destination,
        ReadOnlyMemory<byte> info = default,
        ReadOnlyMemory<byte> aad = default,
        HpkeSuite? suite = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        ArgumentNullException.ThrowIfNull(plaintext);
        ArgumentNullException.ThrowIfNull(destination);
        suite = CheckSuite(recipient.Algorithm, suite);
        CheckInputs(info.Span, aad.Span);
        return SealAsync(new ChunkSealer(recipient, suite, info.Span, aad.Span), plaintext, destination, cancellationToken);
    }

    /// <summary>Opens a sealed stream to its end. Memory use does not grow with it.</summary>
    /// <param name="recipient">The recipient's private key.</param>
    /// <param name="source">The sealed message. Read to its end, and left open.</param>
    /// <param name="plaintext">Receives the message. Left open, and not flushed.</param>
    /// <param name="info">The sender's info.</param>
    /// <param name="aad">The sender's aad.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="CryptographicException">
    /// The version or the suite is unknown; the message was sealed to another key, or with other info or aad; or it is not as it
    /// was.
    /// </exception>
    /// <exception cref="ArgumentException">The key's algorithm cannot protect data.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    /// <remarks>
    /// Each chunk is written once it has been verified, and so before the end of the message is known: whoever acts on the
    /// plaintext before the task has ended may act on a part of it. When the task fails, discard what was written. What the
    /// streams throw comes through.
    /// </remarks>
    public static Task OpenAsync(
        KemPrivateKey recipient,
        Stream source,
        Stream plaintext,
        ReadOnlyMemory<byte> info = default,
        ReadOnlyMemory<byte> aad = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(plaintext);
        CheckRecipient(recipient.Algorithm);
        CheckInputs(info.Span, aad.Span);
        return OpenCoreAsync(recipient, source, plaintext, info, aad, cancellationToken);
    }

    private static async Task SealAsync(
        ChunkSealer sealer, Stream plaintext, Stream destination, CancellationToken cancellationToken)
    {
        using (sealer)
        {
            using ChunkReader reader = new(plaintext, ChunkSize);
            byte[] sealedChunk = new byte[SealedChunkSize];
            await destination.WriteAsync(sealer.Preamble, cancellationToken).ConfigureAwait(false);
            for (bool isFinal = false; !isFinal;)
            {
                (ReadOnlyMemory<byte> chunk, isFinal) = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                Memory<byte> written = sealedChunk.AsMemory(0, chunk.Length + HpkeSuite.TagSize);
                sealer.Seal(chunk.Span, isFinal, written.Span);
                await destination.WriteAsync(written, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task OpenCoreAsync(
        KemPrivateKey recipient,
        Stream source,
        Stream plaintext,
        ReadOnlyMemory<byte> info,
        ReadOnlyMemory<byte> aad,
        CancellationToken cancellationToken)
    {
        byte[] preamble = new byte[PreambleSize(recipient.Algorithm)];
        int read = await source
            .ReadAtLeastAsync(preamble, preamble.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read < preamble.Length)
            throw new CryptographicException("The sealed message ends before its first chunk.");

        using ChunkOpener opener = new(recipient, preamble, info.Span, aad.Span);
        using ChunkReader reader = new(source, SealedChunkSize);
        using SecretBytes chunk = new(ChunkSize);
        for (bool isFinal = false; !isFinal;)
        {
            (ReadOnlyMemory<byte> sealedChunk, isFinal) = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            Memory<byte> opened = chunk.Memory[..ChunkOpener.ChunkSizeOf(sealedChunk.Span)];
            opener.Open(sealedChunk.Span, isFinal, opened.Span);
            await plaintext.WriteAsync(opened, cancellationToken).ConfigureAwait(false);
        }
    }
}
