using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>The reading end of a sealed message, once its header and encapsulated key are there.</summary>
internal sealed class ChunkOpener : IDisposable
{
    private readonly HpkeReceiver _receiver;
    private readonly ChunkAad _aad;

    public ChunkOpener(KemPrivateKey recipient, ReadOnlySpan<byte> preamble, ReadOnlySpan<byte> info, ReadOnlySpan<byte> aad)
    {
        ReadOnlySpan<byte> header = preamble[..SealHeader.Size];
        HpkeSuite suite = SealHeader.Read(header, recipient.Algorithm);
        byte[] suiteInfo = [.. header, .. info];

        // The header is anybody's, and chooses how long the info may be: no fault of the caller's.
        if (suiteInfo.Length > suite.KeySchedule.MaxInputSize)
            throw new CryptographicException($"The message was sealed with {suite.Kdf}, which takes no info of this size.");
        _receiver = suite.SetupReceiver(recipient, preamble[SealHeader.Size..], suiteInfo);
        _aad = new ChunkAad(aad);
    }

    /// <summary>Opens the next chunk, of which <see cref="ChunkSizeOf"/> tells the size.</summary>
    /// <exception cref="CryptographicException">It is not the message's next chunk, or not the last as it should be.</exception>
    public void Open(ReadOnlySpan<byte> sealedChunk, bool isFinal, Span<byte> chunk)
    {
        if (chunk.IsEmpty && !_aad.IsFirst)
            throw new CryptographicException("A sealed message ends with an empty chunk after others.");
        _receiver.Open(sealedChunk, chunk, _aad.Next(isFinal));
    }

    /// <exception cref="CryptographicException">The chunk has no room for a tag.</exception>
    public static int ChunkSizeOf(ReadOnlySpan<byte> sealedChunk) => HpkeReceiver.PlaintextSize(sealedChunk);

    public void Dispose() => _receiver.Dispose();
}
