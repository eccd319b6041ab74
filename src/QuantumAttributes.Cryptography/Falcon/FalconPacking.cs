namespace QuantumAttributes.Cryptography;

/// <summary>
/// Coefficients of some bits each, the first one's highest bit first (Falcon, round 3 specification, sections 3.11.4 and 3.11.5).
/// No branch or index depends on a coefficient.
/// </summary>
internal static class FalconPacking
{
    /// <summary>Unsigned coefficients.</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, int bits, Span<int> w)
    {
        int position = 0;
        foreach (ref int coefficient in w)
        {
            int value = 0;
            for (int end = position + bits; position < end; position++)
                value = (value << 1) | ((packed[position / 8] >> (7 - (position % 8))) & 1);
            coefficient = value;
        }
    }

    /// <summary>
    /// Coefficients in two's complement. Returns negative if and only if none is <c>-2^(bits-1)</c>, which the specification
    /// forbids.
    /// </summary>
    public static int UnpackSigned(ReadOnlySpan<byte> packed, int bits, Span<int> w)
    {
        Unpack(packed, bits, w);
        int allowed = -1;
        foreach (ref int coefficient in w)
        {
            coefficient = (coefficient << (32 - bits)) >> (32 - bits);
            allowed &= -((1 << (bits - 1)) + coefficient);
        }

        return allowed;
    }

    /// <summary>Unsigned coefficients.</summary>
    public static void Pack(ReadOnlySpan<int> w, int bits, Span<byte> packed)
    {
        packed.Clear();
        int position = 0;
        foreach (int coefficient in w)
        {
            for (int bit = bits - 1; bit >= 0; bit--, position++)
                packed[position / 8] |= (byte)(((coefficient >> bit) & 1) << (7 - (position % 8)));
        }
    }
}
