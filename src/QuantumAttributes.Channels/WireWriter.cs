using System.Buffers.Binary;
using System.Text;

namespace QuantumAttributes.Channels;

/// <summary>Writes the notation of protocol.md: big-endian integers and <c>lp(x)</c> = u32 length | x.</summary>
internal ref struct WireWriter
{
    private byte[]? _array;
    private Span<byte> _buffer;
    private int _length;

    /// <summary>Writes into an array of its own, which grows.</summary>
    public WireWriter(int capacity) => _buffer = _array = new byte[capacity];

    /// <summary>Writes into the caller's memory; where that is too short, into an array.</summary>
    public WireWriter(Span<byte> memory) => _buffer = memory;

    /// <summary>What was written.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    public void Write(byte value) => Take(1)[0] = value;

    public void Write(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);

    public void Write(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    public void Write(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Take(8), value);

    public void Write(UInt128 value) => BinaryPrimitives.WriteUInt128BigEndian(Take(16), value);

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
    public readonly byte[] ToArray() => _length == _array?.Length ? _array : Written.ToArray();

    private Span<byte> Take(int count)
    {
        if (_buffer.Length - _length < count)
            Grow(_length + count);
        _length += count;
        return _buffer.Slice(_length - count, count);
    }

    private void Grow(int least)
    {
        var larger = new byte[Math.Max(_buffer.Length * 2, least)];
        Written.CopyTo(larger);
        _buffer = _array = larger;
    }
}
