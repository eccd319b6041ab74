using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>FIPS 203, section 4.2.1: Compress_d and Decompress_d, without a division, and the polynomials that are messages.</summary>
internal static class MLKemCompression
{
    /// <summary>The largest remainder that is rounded down.</summary>
    private const short HalfQ = MLKemRing.Q / 2;

    /// <summary>Compresses coefficients in [0, q) to d bits, at most 11, in their place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Compress(ref MLKemPolynomial w, int d)
    {
        for (int i = 0; i < MLKemPolynomial.Vectors; i++)
            w.Set(i, Compress(w.Get(i), d));
    }

    /// <summary>Decompresses coefficients of d bits, at most 11, in their place. Out: in [0, q].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Decompress(ref MLKemPolynomial w, int d)
    {
        // round(y q / 2^d): the instruction gives round(a b / 2^15), with halves rounded up.
        for (int i = 0; i < MLKemPolynomial.Vectors; i++)
            w.Set(i, Avx2.MultiplyHighRoundScale(Vector256.ShiftLeft(w.Get(i), 15 - d), Vector256.Create(MLKemRing.Q)));
    }

    /// <summary>ByteEncode_1(Compress_1(w)): a message from a polynomial with coefficients in [0, q).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ToMessage(in MLKemPolynomial w, Span<byte> message)
    {
        for (int i = 0; i < MLKemPolynomial.Vectors; i++)
        {
            Vector256<short> bits = Compress(w.Get(i), 1);
            uint mask = Vector256.Equals(bits, Vector256<short>.One).ExtractMostSignificantBits();
            message[2 * i] = (byte)mask;
            message[(2 * i) + 1] = (byte)(mask >> 8);
        }
    }

    /// <summary>Adds Decompress_1(ByteDecode_1(message)), 0 or (q + 1) / 2, to a polynomial.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddMessage(ReadOnlySpan<byte> message, ref MLKemPolynomial w)
    {
        Vector256<short> bits = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, short.MinValue);
        for (int i = 0; i < MLKemPolynomial.Vectors; i++)
        {
            Vector256<short> word = Vector256.Create((short)(message[2 * i] | (message[(2 * i) + 1] << 8)));
            w.Set(i, w.Get(i) + (Vector256.Equals(word & bits, bits) & Vector256.Create((short)(HalfQ + 1))));
        }
    }

    /// <summary>
    /// <c>round(2^d x / q) mod 2^d</c>. The quotient below is <c>floor(x · floor(2^(16 + d) / q) / 2^16)</c>, which is less than
    /// <c>2^d x / q</c> by less than 1 + x / 2^16, hence by less than 1.06. Its remainder is in [0, 1.06 q): it has 16 bits, so that it is
    /// right though its minuend and subtrahend have more, and tells whether to round up.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Compress(Vector256<short> x, int d)
    {
        Vector256<ushort> reciprocal = Vector256.Create((ushort)((1 << (16 + d)) / MLKemRing.Q));
        Vector256<short> quotient = Avx2.MultiplyHigh(x.AsUInt16(), reciprocal).AsInt16();
        Vector256<short> remainder = Vector256.ShiftLeft(x, d) - (quotient * Vector256.Create(MLKemRing.Q));
        Vector256<short> up = Vector256.GreaterThan(remainder, Vector256.Create(HalfQ)); // -1 where so
        return (quotient - up) & Vector256.Create((short)((1 << d) - 1));
    }
}
