namespace QuantumAttributes.Cryptography;

/// <summary>
/// Coefficients to bits and back (FIPS 204, section 7.1). Widths are public; no branch depends on a coefficient.
/// </summary>
internal static class MLDsaPacking
{
    /// <summary>
    /// FIPS 204, Algorithm 19 (BitUnpack) with a = b = eta: each value v gives eta - v.
    /// </summary>
    /// <returns>Negative if and only if every v is at most 2 eta, so that the coefficients are in [-eta, eta].</returns>
    public static int UnpackEta(ReadOnlySpan<byte> source, int eta, int bits, Span<int> w)
    {
        int inRange = -1;
        for (int j = 0; j < w.Length; j++)
        {
            int value = ReadBits(source, j * bits, bits);
            inRange &= value - ((2 * eta) + 1);
            w[j] = eta - value;
        }

        return inRange;
    }

    /// <summary>Writes a value of so many bits at a bit position into zeroed bytes, the lowest bit first.</summary>
    public static void WriteBits(Span<byte> destination, int position, int bits, int value)
    {
        int shifted = value << (position & 7);
        for (int i = position >> 3; i < (position + bits + 7) >> 3; i++)
        {
            destination[i] |= (byte)shifted;
            shifted >>= 8;
        }
    }

    // At most 8 bits, hence at most two bytes.
    private static int ReadBits(ReadOnlySpan<byte> source, int position, int bits)
    {
        int index = position >> 3;
        int pair = source[index] | ((position & 7) + bits > 8 ? source[index + 1] << 8 : 0);
        return (pair >> (position & 7)) & ((1 << bits) - 1);
    }
}
