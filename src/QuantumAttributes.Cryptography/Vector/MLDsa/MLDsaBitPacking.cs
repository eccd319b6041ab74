using System.Buffers.Binary;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Coefficients to bits (FIPS 204, section 7.1), for what is encoded once for a key or a signature. Widths are public, and
/// nothing but them decides what is done.
/// </summary>
internal static class MLDsaBitPacking
{
    /// <summary>FIPS 204, Algorithm 16 (SimpleBitPack). In: coefficients of so many bits, as 32 times as many bytes.</summary>
    public static void SimpleBitPack(ref readonly MLDsaPolynomial w, int bits, Span<byte> destination) =>
        Pack(in w, 0, 1, bits, destination);

    /// <summary>
    /// FIPS 204, Algorithm 17 (BitPack): b less the coefficient. In: differences of so many bits, as 32 times as many bytes.
    /// </summary>
    public static void BitPack(ref readonly MLDsaPolynomial w, int b, int bits, Span<byte> destination) =>
        Pack(in w, b, -1, bits, destination);

    private static void Pack(ref readonly MLDsaPolynomial w, int b, int sign, int bits, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, 32 * bits);
        ulong pending = 0;
        int count = 0; // of bits in pending: at most 31 before a coefficient comes, hence never more than 31 + 20
        for (int j = 0; j < MLDsaShape.N; j++)
        {
            pending |= (ulong)(uint)(b + (sign * w[j])) << count;
            count += bits;
            if (count < 32)
                continue;
            BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)pending);
            destination = destination[sizeof(uint)..];
            pending >>= 32;
            count -= 32;
        }
    }
}
