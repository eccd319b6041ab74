using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// FIPS 203, Algorithm 8 (SamplePolyCBD_eta), for eta of 2 and 3: a coefficient is the difference of two sums of eta bits. Four
/// coefficients have eta bytes, and are made in each lane of 32 bits.
/// </summary>
internal static class MLKemBinomialSampling
{
    /// <summary>The bytes that a polynomial is made from.</summary>
    public static int SizeOf(int eta) => MLKemRing.N / 4 * eta;

    /// <summary>Makes a polynomial. Out: at most eta in absolute value.</summary>
    /// <param name="source"><see cref="SizeOf"/> bytes of a PRF.</param>
    /// <param name="eta">2 or 3.</param>
    /// <param name="w">The polynomial.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Sample(ReadOnlySpan<byte> source, int eta, ref MLKemPolynomial w)
    {
        for (int i = 0; i < MLKemPolynomial.Vectors; i += 2)
        {
            ReadOnlySpan<byte> bytes = source[(i * 4 * eta)..];
            Vector256<uint> sums = eta == 2 ? SumsOfTwo(bytes) : SumsOfThree(bytes);
            Vector256<uint> firstPairs = Pair(Difference(sums, eta, 0), Difference(sums, eta, 1));
            Vector256<uint> secondPairs = Pair(Difference(sums, eta, 2), Difference(sums, eta, 3));

            // The coefficients of lanes 0, 1 and 4, 5; of lanes 2, 3 and 6, 7.
            Vector256<short> low = Avx2.UnpackLow(firstPairs, secondPairs).AsInt16();
            Vector256<short> high = Avx2.UnpackHigh(firstPairs, secondPairs).AsInt16();
            w.Set(i, Avx2.Permute2x128(low, high, 0x20));
            w.Set(i + 1, Avx2.Permute2x128(low, high, 0x31));
        }
    }

    /// <summary>Sums of two neighbouring bits, at every other bit of the 16 in a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> SumsOfTwo(ReadOnlySpan<byte> bytes)
    {
        Vector256<uint> bits = Avx2.ConvertToVector256Int32(Vector128.Create(bytes).AsUInt16()).AsUInt32();
        Vector256<uint> everyOther = Vector256.Create(0x5555u);
        return (bits & everyOther) + (Vector256.ShiftRightLogical(bits, 1) & everyOther);
    }

    /// <summary>Sums of three neighbouring bits, at every third bit of the 24 in a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> SumsOfThree(ReadOnlySpan<byte> bytes)
    {
        // Bytes 0 to 11 from the first 16 of 24, bytes 12 to 23 from the last 16, so that nothing is read beyond them.
        Vector256<byte> threeBytes = Vector256.Create(
            (byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255,
            4, 5, 6, 255, 7, 8, 9, 255, 10, 11, 12, 255, 13, 14, 15, 255);
        Vector256<uint> bits = Avx2.Shuffle(
            Vector256.Create(Vector128.Create(bytes), Vector128.Create(bytes[8..])), threeBytes).AsUInt32();
        Vector256<uint> everyThird = Vector256.Create(0x249249u);
        return (bits & everyThird)
            + (Vector256.ShiftRightLogical(bits, 1) & everyThird)
            + (Vector256.ShiftRightLogical(bits, 2) & everyThird);
    }

    /// <summary>Coefficient number j of the four in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Difference(Vector256<uint> sums, int eta, int j)
    {
        Vector256<uint> field = Vector256.Create((1u << eta) - 1);
        return (Vector256.ShiftRightLogical(sums, 2 * eta * j) & field)
            - (Vector256.ShiftRightLogical(sums, (2 * eta * j) + eta) & field);
    }

    /// <summary>Two numbers of 16 bits in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Pair(Vector256<uint> low, Vector256<uint> high) =>
        (low & Vector256.Create(0xFFFFu)) | Vector256.ShiftLeft(high, 16);
}
