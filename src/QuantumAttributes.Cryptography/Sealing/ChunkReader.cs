namespace QuantumAttributes.Cryptography;

/// <summary>
/// Cuts a stream into chunks of one size, and tells the last one by reading one byte ahead. Zeroes what it has read.
/// </summary>
internal sealed class ChunkReader(Stream source, int chunkSize) : IDisposable
{
    private readonly SecretBytes _buffer = new(chunkSize + 1);
    private int _ahead;

    /// <summary>
    /// The next chunk, valid until the one after: of full size, or the last one, which may be shorter and is empty where nothing
    /// is left.
    /// </summary>
    public async ValueTask<(ReadOnlyMemory<byte> Chunk, bool IsFinal)> ReadAsync(CancellationToken cancellationToken)
    {
        Memory<byte> buffer = _buffer.Memory;
        buffer[chunkSize..].CopyTo(buffer); // the byte ahead, if there is one
        Memory<byte> room = buffer[_ahead..];
        int size = _ahead + await source
            .ReadAtLeastAsync(room, room.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        bool isFinal = size <= chunkSize;
        _ahead = isFinal ? 0 : 1;
        return (buffer[..Math.Min(size, chunkSize)], isFinal);
    }

    public void Dispose() => _buffer.Dispose();
}
