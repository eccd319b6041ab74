using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace QuantumAttributes.Channels.Records;

/// <summary>
/// The little of CBOR that a map of headers needs (RFC 8949 §3.1, major types 3 to 5), in its deterministic encoding (§4.2.1): each head in
/// its shortest form, nothing indefinite.
/// </summary>
internal static class HeaderMap
{
    public const int Text = 3;
    public const int Array = 4;
    public const int Map = 5;

    private const int MajorShift = 5;
    private const int OneByte = 24;
    private const int TwoBytes = 25;

    /// <summary>Bytes of a head.</summary>
    public static int HeadSize(int value) => value switch
    {
        < OneByte => 1,
        <= byte.MaxValue => 2,
        <= ushort.MaxValue => 3,
        _ => 5,
    };

    /// <summary>Bytes of a text with its head.</summary>
    public static int TextSize(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        return HeadSize(length) + length;
    }

    /// <summary>Writes a head, and returns what is left behind it.</summary>
    public static Span<byte> WriteHead(Span<byte> destination, int major, int value)
    {
        int size = HeadSize(value);
        int information = size switch { 1 => value, 2 => OneByte, 3 => TwoBytes, _ => TwoBytes + 1 };
        destination[0] = (byte)((major << MajorShift) | information);
        if (size == 2)
            destination[1] = (byte)value;
        else if (size == 3)
            BinaryPrimitives.WriteUInt16BigEndian(destination[1..], (ushort)value);
        else if (size == 5)
            BinaryPrimitives.WriteUInt32BigEndian(destination[1..], (uint)value);
        return destination[size..];
    }

    /// <summary>Writes a text, and returns what is left behind it.</summary>
    public static Span<byte> WriteText(Span<byte> destination, string text)
    {
        destination = WriteHead(destination, Text, Encoding.UTF8.GetByteCount(text));
        return destination[Encoding.UTF8.GetBytes(text, destination)..];
    }

    /// <summary>Reads a head of this type, whose value is no more than the bytes that are left: each unit of it takes one at least.</summary>
    public static bool TryReadHead(ref ReadOnlySpan<byte> encoded, int major, out int value)
    {
        value = 0;
        if (encoded.IsEmpty || encoded[0] >> MajorShift != major)
            return false;
        value = encoded[0] & 0x1f;
        if (value == OneByte && encoded.Length >= 2)
            value = encoded[1];
        else if (value == TwoBytes && encoded.Length >= 3)
            value = BinaryPrimitives.ReadUInt16BigEndian(encoded[1..]);
        else if (value >= OneByte)
            return false; // longer than any map is, indefinite, or cut off
        int size = (encoded[0] & 0x1f) switch { OneByte => 2, TwoBytes => 3, _ => 1 };
        bool shortest = size == HeadSize(value);
        encoded = encoded[size..];
        return shortest && value <= encoded.Length;
    }

    /// <summary>Reads a text's bytes, which are UTF-8.</summary>
    public static bool TryReadText(ref ReadOnlySpan<byte> encoded, out ReadOnlySpan<byte> utf8)
    {
        utf8 = default;
        if (!TryReadHead(ref encoded, Text, out int length))
            return false;
        utf8 = encoded[..length];
        encoded = encoded[length..];
        return Utf8.IsValid(utf8);
    }
}
