namespace QuantumAttributes.Cryptography;

/// <summary>The writing end of a sealed message: the header, the encapsulated key, then one chunk after the other.</summary>
internal sealed class ChunkSealer : IDisposable
{
    private readonly HpkeSender _sender;
    private readonly ChunkAad _aad;

    public ChunkSealer(KemPublicKey recipient, HpkeSuite suite, ReadOnlySpan<byte> info, ReadOnlySpan<byte> aad)
    {
        byte[] header = SealHeader.Write(suite);
        _sender = suite.SetupSender(recipient, [.. header, .. info]);
        _aad = new ChunkAad(aad);
        Preamble = [.. header, .. _sender.EncapsulatedKey.Span];
    }

    /// <summary>The header and the encapsulated key.</summary>
    public byte[] Preamble { get; }

    /// <summary>Seals the next chunk: as long as the chunk and its tag.</summary>
    public void Seal(ReadOnlySpan<byte> chunk, bool isFinal, Span<byte> sealedChunk) =>
        _sender.Seal(chunk, sealedChunk, _aad.Next(isFinal));

    public void Dispose() => _sender.Dispose();
}
