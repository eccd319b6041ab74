using System.Buffers.Binary;

namespace QuantumAttributes.Channels;

/// <summary>The 16 random bytes by which both sides name a channel. Not secret; knowing it gives nothing without the keys.</summary>
public readonly record struct ChannelId
{
    /// <summary>Bytes of an id.</summary>
    public const int Size = 16;

    private readonly UInt128 _value;

    /// <summary>Reads an id from exactly <see cref="Size"/> bytes.</summary>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public ChannelId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"A channel id has {Size} bytes.", nameof(bytes));
        _value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>Writes the id's <see cref="Size"/> bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => BinaryPrimitives.WriteUInt128BigEndian(destination, _value);

    /// <summary>The id's bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>The id in hexadecimal, for logs.</summary>
    public override string ToString() => _value.ToString("x32", null);
}
