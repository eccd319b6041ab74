using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>
/// The bytes of a signature, as they were parsed or as they stand in the field: those of a post-quantum signature are some kilobytes, which are
/// decoded only where somebody compares them, into that one's memory.
/// </summary>
internal readonly struct SignatureBytes
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ReadOnlyMemory<char> _digits;
    private readonly int _size;

    public SignatureBytes(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        _size = bytes.Length;
    }

    /// <param name="digits">Base64 without its padding, which has been found right.</param>
    /// <param name="size">How many bytes the digits stand for.</param>
    public SignatureBytes(ReadOnlyMemory<char> digits, int size)
    {
        _digits = digits;
        _size = size;
    }

    /// <summary>The bytes, in memory of their own where they have to be decoded.</summary>
    public ReadOnlyMemory<byte> ToMemory()
    {
        if (_digits.IsEmpty)
            return _bytes;
        var bytes = new byte[_size];
        Read(bytes);
        return bytes;
    }

    /// <summary>The bytes, in the caller's memory where they have to be decoded and there is room.</summary>
    public ReadOnlySpan<byte> Read(Span<byte> memory)
    {
        if (_digits.IsEmpty)
            return _bytes.Span;
        Span<byte> bytes = _size <= memory.Length ? memory[.._size] : new byte[_size];
        if (!Base64Digits.TryDecode(_digits.Span, bytes))
            throw new InvalidOperationException("These are no digits of base64.");
        return bytes;
    }
}
