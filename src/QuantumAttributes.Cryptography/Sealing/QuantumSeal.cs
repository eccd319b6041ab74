using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Encrypts bytes and streams to the holder of a private key: HPKE in base mode (RFC 9180) with a post-quantum KEM, behind a
/// header that names version and suite. The format is in docs/quantum-seal.md; bytes and streams share it.
/// </summary>
/// <remarks>
/// <para>
/// Who has the public key can seal: a message says nothing of its sender. Nor does it name its recipient; whoever stores it for
/// several keys notes which.
/// </para>
/// <para>
/// The suite is HKDF-SHA384 with AES-256-GCM, unless one is named. The classical DHKEMs are refused. Info and aad have at most 2^30
/// bytes each, and info at most 65,525 with a single-stage KDF (<see cref="HpkeKdf"/>): more is an <see cref="ArgumentException"/>
/// to whoever seals. Safe to use from many threads.
/// </para>
/// </remarks>
public static partial class QuantumSeal
{
    /// <summary>The plaintext in a chunk, in bytes; the last one may have less.</summary>
    internal const int ChunkSize = 64 * 1024;

    internal const int SealedChunkSize = ChunkSize + HpkeSuite.TagSize;

    // Far beyond any stream, and far from where sums overflow.
    private const long MaxSize = long.MaxValue / 2;

    // Info and aad are copied with a few bytes before them.
    private const int MaxInputSize = 1 << 30;

    /// <summary>The size of a sealed message, in bytes.</summary>
    /// <param name="recipient">The algorithm of the recipient's key.</param>
    /// <param name="plaintextSize">The size of the plaintext, in bytes.</param>
    /// <exception cref="ArgumentException">The algorithm cannot protect data, or the size is negative or beyond 2^62.</exception>
    public static long GetSealedSize(KemAlgorithm recipient, long plaintextSize)
    {
        CheckRecipient(recipient);
        ArgumentOutOfRangeException.ThrowIfNegative(plaintextSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plaintextSize, MaxSize);
        long chunks = Math.Max(1, (plaintextSize + ChunkSize - 1) / ChunkSize);
        return PreambleSize(recipient) + plaintextSize + (chunks * HpkeSuite.TagSize);
    }

    /// <summary>The size of the plaintext in a sealed message, in bytes.</summary>
    /// <param name="recipient">The algorithm of the recipient's key.</param>
    /// <param name="sealedSize">The size of the sealed message, in bytes.</param>
    /// <exception cref="ArgumentException">The algorithm cannot protect data.</exception>
    /// <exception cref="CryptographicException">No sealed message has this size.</exception>
    public static long GetPlaintextSize(KemAlgorithm recipient, long sealedSize)
    {
        CheckRecipient(recipient);
        long size = sealedSize - PreambleSize(recipient);
        if (size is > 0 and <= MaxSize)
        {
            (long chunks, long rest) = Math.DivRem(size, SealedChunkSize);
            long plaintextSize = size - ((chunks + (rest > 0 ? 1 : 0)) * HpkeSuite.TagSize);
            if (plaintextSize >= 0 && GetSealedSize(recipient, plaintextSize) == sealedSize)
                return plaintextSize;
        }

        throw new CryptographicException("No sealed message has this size: it is truncated, or none.");
    }

    /// <summary>Seals a message.</summary>
    /// <param name="recipient">The recipient's public key.</param>
    /// <param name="plaintext">The message.</param>
    /// <param name="info">What both ends know and agree on, such as the purpose. Enters the keys.</param>
    /// <param name="aad">What is authenticated with the message and not sent in it.</param>
    /// <param name="suite">The suite; HKDF-SHA384 with AES-256-GCM when null.</param>
    /// <returns>The sealed message, of the size that <see cref="GetSealedSize"/> tells.</returns>
    /// <exception cref="ArgumentException">
    /// The key's algorithm cannot protect data; the suite is for another one, or export-only; the sealed message would be longer
    /// than an array can be.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public static byte[] Seal(
        KemPublicKey recipient,
        ReadOnlySpan<byte> plaintext,
        ReadOnlySpan<byte> info = default,
        ReadOnlySpan<byte> aad = default,
        HpkeSuite? suite = null)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        long size = GetSealedSize(recipient.Algorithm, plaintext.Length);
        if (size > Array.MaxLength)
            throw new ArgumentException("The sealed message would be longer than an array can be.", nameof(plaintext));
        byte[] destination = new byte[size];
        Seal(recipient, plaintext, destination, info, aad, suite);
        return destination;
    }

    /// <summary>Seals a message. See the other overload.</summary>
    /// <param name="recipient">The recipient's public key.</param>
    /// <param name="plaintext">The message.</param>
    /// <param name="destination">
    /// Receives the sealed message, or zeros when it cannot be made: exactly the size that <see cref="GetSealedSize"/> tells. It
    /// must not overlap the plaintext.
    /// </param>
    /// <param name="info">What both ends know and agree on, such as the purpose. Enters the keys.</param>
    /// <param name="aad">What is authenticated with the message and not sent in it.</param>
    /// <param name="suite">The suite; HKDF-SHA384 with AES-256-GCM when null.</param>
    /// <exception cref="ArgumentException">
    /// The key's algorithm cannot protect data; the suite is for another one, or export-only; the buffer has another size, or
    /// overlaps.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public static void Seal(
        KemPublicKey recipient,
        ReadOnlySpan<byte> plaintext,
        Span<byte> destination,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> aad,
        HpkeSuite? suite = null)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        suite = CheckSuite(recipient.Algorithm, suite);
        CheckInputs(info, aad);
        CheckBuffers(plaintext, destination, GetSealedSize(recipient.Algorithm, plaintext.Length), nameof(destination));

        bool done = false;
        try
        {
            using ChunkSealer sealer = new(recipient, suite, info, aad);
            sealer.Preamble.CopyTo(destination);
            SealChunks(sealer, plaintext, destination[sealer.Preamble.Length..]);
            done = true;
        }
        finally
        {
            if (!done)
                CryptographicOperations.ZeroMemory(destination);
        }
    }

    /// <summary>Opens a sealed message.</summary>
    /// <param name="recipient">The recipient's private key.</param>
    /// <param name="sealedMessage">The sealed message, whole.</param>
    /// <param name="info">The sender's info.</param>
    /// <param name="aad">The sender's aad.</param>
    /// <returns>The message.</returns>
    /// <exception cref="CryptographicException">
    /// The version or the suite is unknown; the message was sealed to another key, or with other info or aad; or it is not as it
    /// was.
    /// </exception>
    /// <exception cref="ArgumentException">The key's algorithm cannot protect data.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public static byte[] Open(
        KemPrivateKey recipient,
        ReadOnlySpan<byte> sealedMessage,
        ReadOnlySpan<byte> info = default,
        ReadOnlySpan<byte> aad = default)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        byte[] plaintext = new byte[GetPlaintextSize(recipient.Algorithm, sealedMessage.Length)];
        Open(recipient, sealedMessage, plaintext, info, aad);
        return plaintext;
    }

    /// <summary>Opens a sealed message. See the other overload.</summary>
    /// <param name="recipient">The recipient's private key.</param>
    /// <param name="sealedMessage">The sealed message, whole.</param>
    /// <param name="plaintext">
    /// Receives the message, or zeros when it is refused: exactly the size that <see cref="GetPlaintextSize"/> tells. It must
    /// not overlap the sealed message.
    /// </param>
    /// <param name="info">The sender's info.</param>
    /// <param name="aad">The sender's aad.</param>
    /// <exception cref="CryptographicException">
    /// The version or the suite is unknown; the message was sealed to another key, or with other info or aad; or it is not as it
    /// was.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The key's algorithm cannot protect data; the buffer has another size, or overlaps.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public static void Open(
        KemPrivateKey recipient,
        ReadOnlySpan<byte> sealedMessage,
        Span<byte> plaintext,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> aad)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        long size = GetPlaintextSize(recipient.Algorithm, sealedMessage.Length);
        CheckInputs(info, aad);
        CheckBuffers(sealedMessage, plaintext, size, nameof(plaintext));
        bool opened = false;
        try
        {
            int preambleSize = PreambleSize(recipient.Algorithm);
            using ChunkOpener opener = new(recipient, sealedMessage[..preambleSize], info, aad);
            OpenChunks(opener, sealedMessage[preambleSize..], plaintext);
            opened = true;
        }
        finally
        {
            if (!opened)
                CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    private static void SealChunks(ChunkSealer sealer, ReadOnlySpan<byte> plaintext, Span<byte> sealedChunks)
    {
        for (bool isFinal = false; !isFinal;)
        {
            isFinal = plaintext.Length <= ChunkSize;
            int size = isFinal ? plaintext.Length : ChunkSize;
            sealer.Seal(plaintext[..size], isFinal, sealedChunks[..(size + HpkeSuite.TagSize)]);
            plaintext = plaintext[size..];
            sealedChunks = sealedChunks[(size + HpkeSuite.TagSize)..];
        }
    }

    private static void OpenChunks(ChunkOpener opener, ReadOnlySpan<byte> sealedChunks, Span<byte> plaintext)
    {
        for (bool isFinal = false; !isFinal;)
        {
            isFinal = sealedChunks.Length <= SealedChunkSize;
            ReadOnlySpan<byte> sealedChunk = isFinal ? sealedChunks : sealedChunks[..SealedChunkSize];
            int size = ChunkOpener.ChunkSizeOf(sealedChunk);
            opener.Open(sealedChunk, isFinal, plaintext[..size]);
            sealedChunks = sealedChunks[sealedChunk.Length..];
            plaintext = plaintext[size..];
        }
    }

    private static int PreambleSize(KemAlgorithm recipient) => SealHeader.Size + recipient.CiphertextSize;

    /// <exception cref="ArgumentException">
    /// The algorithm falls to a quantum computer, or HPKE has no identifier for it.
    /// </exception>
    private static void CheckRecipient(KemAlgorithm recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        if (recipient.NistCategory == 0)
            throw new ArgumentException($"{recipient} falls to a quantum computer and protects no data here.", nameof(recipient));
        if (recipient.HpkeId is null)
            throw new ArgumentException($"{recipient} has no HPKE identifier.", nameof(recipient));
    }

    private static HpkeSuite CheckSuite(KemAlgorithm recipient, HpkeSuite? suite)
    {
        CheckRecipient(recipient);
        suite ??= new HpkeSuite(recipient, HpkeKdf.HkdfSha384, HpkeAead.Aes256Gcm);
        if (suite.Kem != recipient)
            throw new ArgumentException($"The key is of {recipient}, and the suite's KEM {suite.Kem}.", nameof(suite));
        return suite.Aead != HpkeAead.ExportOnly
            ? suite
            : throw new ArgumentException("An export-only suite encrypts nothing.", nameof(suite));
    }

    private static void CheckInputs(ReadOnlySpan<byte> info, ReadOnlySpan<byte> aad)
    {
        if (info.Length > MaxInputSize)
            throw new ArgumentException($"The info has at most {MaxInputSize} bytes.", nameof(info));
        if (aad.Length > MaxInputSize)
            throw new ArgumentException($"The aad has at most {MaxInputSize} bytes.", nameof(aad));
    }

    private static void CheckBuffers(ReadOnlySpan<byte> input, ReadOnlySpan<byte> output, long size, string parameter)
    {
        if (output.Length != size)
            throw new ArgumentException($"The buffer has exactly {size} bytes, not {output.Length}.", parameter);
        if (input.Overlaps(output))
            throw new ArgumentException("The buffers overlap.", parameter);
    }
}
