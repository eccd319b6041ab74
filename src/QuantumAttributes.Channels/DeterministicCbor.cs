using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace QuantumAttributes.Channels;

/// <summary>
/// The little of CBOR that is read for each request (RFC 8949 §3.1, major types 0 and 2 to 5), in its deterministic encoding (§4.2.1): each
/// head in its shortest form, nothing indefinite.
/// </summary>
internal static class DeterministicCbor
{
    private const int Unsigned = 0;
    private const int Bytes = 2;
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
        bool read = TryReadArgument(ref encoded, major, out ulong argument) && argument <= (ulong)encoded.Length;
        value = read ? (int)argument : 0;
        return read;
    }

    /// <summary>Reads a number from zero on.</summary>
    public static bool TryReadUnsigned(ref ReadOnlySpan<byte> encoded, out ulong value) => TryReadArgument(ref encoded, Unsigned, out value);

    /// <summary>Reads a byte string.</summary>
    public static bool TryReadBytes(ref ReadOnlySpan<byte> encoded, out ReadOnlySpan<byte> bytes)
    {
        bool read = TryReadHead(ref encoded, Bytes, out int length);
        bytes = read ? encoded[..length] : default;
        encoded = encoded[bytes.Length..];
        return read;
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

    // §3: of additional information 28 to 30 stand for nothing, and 31 for what has no definite length.
    private static bool TryReadArgument(ref ReadOnlySpan<byte> encoded, int major, out ulong argument)
    {
        argument = 0;
        if (encoded.IsEmpty || encoded[0] >> MajorShift != major)
            return false;
        int information = encoded[0] & 0x1f;
        int size = information < OneByte ? 0 : 1 << (information - OneByte);
        if (size > sizeof(ulong) || encoded.Length <= size)
            return false;
        ReadOnlySpan<byte> bytes = encoded.Slice(1, size);
        argument = size switch
        {
            0 => (ulong)information,
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            4 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        };
        encoded = encoded[(1 + size)..];
        ulong least = size switch { 0 => 0, 1 => OneByte, _ => 1UL << (size * 4) }; // in a shorter form there was no room for it
        return argument >= least;
    }
}
