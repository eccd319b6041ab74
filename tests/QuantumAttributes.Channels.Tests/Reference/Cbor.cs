using System.Text;

namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>CBOR (RFC 8949 §3) by hand: shortest heads unless asked for another, and whatever order the caller has.</summary>
internal static class Cbor
{
    public static byte[] UInt(ulong value) => Head(0, value);

    public static byte[] Bytes(byte[] value) => Bits.Join(Head(2, (ulong)value.Length), value);

    public static byte[] Text(string value)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        return Bits.Join(Head(3, (ulong)utf8.Length), utf8);
    }

    public static byte[] Array(params byte[][] items) => Bits.Join(Head(4, (ulong)items.Length), Bits.Join(items));

    /// <summary>A map of keys and values that alternate.</summary>
    public static byte[] Map(params byte[][] keysAndValues) =>
        Bits.Join(Head(5, (ulong)keysAndValues.Length / 2), Bits.Join(keysAndValues));

    public static byte[] Tag(ulong tag, byte[] value) => Bits.Join(Head(6, tag), value);

    /// <summary>A map with key 0, whose zeros bring the whole to a multiple of 1,024 (protocol.md §3).</summary>
    public static byte[] PaddedMap(byte[][] keysAndValues, byte filling = 0, int besides = 0)
    {
        for (int pad = 0; ; pad++)
        {
            byte[] padding = [.. Enumerable.Repeat(filling, pad)];
            byte[] map = Map([UInt(0), Bytes(padding), .. keysAndValues]);
            if ((map.Length + besides) % 1024 == 0)
                return map;
        }
    }

    private static byte[] Head(int major, ulong value)
    {
        byte[] big = Bits.U64(value);
        int type = major << 5;
        return value switch
        {
            < 24 => [(byte)(type | (int)value)],
            <= 0xff => [(byte)(type | 24), big[7]],
            <= 0xffff => [(byte)(type | 25), .. big[6..]],
            <= 0xffff_ffff => [(byte)(type | 26), .. big[4..]],
            _ => [(byte)(type | 27), .. big],
        };
    }
}
