using System.Buffers.Binary;
using System.Text;

namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>The notation of protocol.md, by hand: <c>u8 u16 u32 u64</c> big-endian, <c>lp(x)</c> and <c>|</c>.</summary>
internal static class Bits
{
    public static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] U32(long value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    public static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);

    public static byte[] Lp(byte[] value) => Join(U32(value.Length), value);

    public static byte[] Lp(string text) => Lp(Text(text));

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    public static byte[] Xor(byte[] left, byte[] right) => [.. left.Zip(right, (a, b) => (byte)(a ^ b))];
}
