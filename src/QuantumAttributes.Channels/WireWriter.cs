using System.Buffers.Binary;
using System.Text;

namespace QuantumAttributes.Channels;

/// <summary>Writes the notation of protocol.md: big-endian integers and <c>lp(x)</c> = u32 length | x.</summary>
internal struct WireWriter(int capacity)
{
    private byte[] _buffer = new byte[capacity];
    private int _length;

    public void Write(byte value) => Take(1)[0] = value;

    public void Write(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);

    public void Write(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    public void Write(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Take(8), value);

    public void Write(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    public void WriteLengthPrefixed(ReadOnlySpan<byte> value)
    {
        Write((uint)value.Length);
        Write(value);
    }

    /// <exception cref="ArgumentException">The text is not ASCII; with '?' instead, two texts would have one encoding.</exception>
    public void WriteLengthPrefixed(string ascii)
    {
        if (!Ascii.IsValid(ascii))
            throw new ArgumentException("Only ASCII goes over the wire here.", nameof(ascii));
        Write((uint)ascii.Length);
        Encoding.ASCII.GetBytes(ascii, Take(ascii.Length));
    }

    public void WriteLengthPrefixed(ChannelId id)
    {
        Write((uint)ChannelId.Size);
        id.CopyTo(Take(ChannelId.Size));
    }

    /// <summary>What was written; without a copy where the capacity was exactly that.</summary>
    public readonly byte[] ToArray() => _length == _buffer.Length ? _buffer : _buffer.AsSpan(0, _length).ToArray();

    private Span<byte> Take(int count)
    {
        if (_buffer.Length - _length < count)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
