namespace QuantumAttributes.Cryptography;

/// <summary>
/// What is authenticated with each chunk of a sealed message: a byte that says whether more follow, and with the first chunk the
/// caller's aad.
/// </summary>
internal sealed class ChunkAad(ReadOnlySpan<byte> aad)
{
    private const byte MoreFollow = 0x00;
    private const byte Final = 0x01;

    private readonly byte[] _later = new byte[1];
    private byte[]? _first = [MoreFollow, .. aad];

    /// <summary>Whether no chunk has had its aad yet.</summary>
    public bool IsFirst => _first is not null;

    /// <summary>The aad of the next chunk, valid until the one after.</summary>
    public ReadOnlySpan<byte> Next(bool isFinal)
    {
        byte[] next = _first ?? _later;
        _first = null;
        next[0] = isFinal ? Final : MoreFollow;
        return next;
    }
}
