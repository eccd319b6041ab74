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
        _receiver = suite.SetupReceiver(recipient, preamble[SealHeader.Size..], [.. header, .. info]);
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
