using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>FIPS 203, Algorithm 7 (SampleNTT): candidates of 12 bits, refused when not below q. Public, for the matrix A is.</summary>
internal static class MLKemUniformSampling
{
    /// <summary>The bytes of 16 candidates.</summary>
    private const int Step = 24;

    private const byte OddLanes = 0b10101010;

    /// <summary>For each set of accepted lanes of eight, what moves them to the front.</summary>
    private static readonly Vector128<byte>[] ToTheFront = [.. Enumerable.Range(0, 256).Select(ToTheFrontOf)];

    /// <summary>Takes candidates as long as there are some and the polynomial is not complete.</summary>
    /// <param name="stream">The next bytes of the XOF, a multiple of 24 of them.</param>
    /// <param name="a">The polynomial.</param>
    /// <param name="count">How many of its coefficients are there already.</param>
    /// <returns>How many of its coefficients are there now.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static int Sample(ReadOnlySpan<byte> stream, ref MLKemPolynomial a, int count)
    {
        // The first half of 24 bytes from the first 16, the second from the last 16, so that nothing is read beyond them.
        Vector256<byte> twoBytes = Vector256.Create(
            (byte)0, 1, 1, 2, 3, 4, 4, 5, 6, 7, 7, 8, 9, 10, 10, 11, 4, 5, 5, 6, 7, 8, 8, 9, 10, 11, 11, 12, 13, 14, 14, 15);
        Vector128<byte>[] toTheFront = ToTheFront;
        for (; stream.Length >= Step && count < MLKemRing.N; stream = stream[Step..])
        {
            Vector256<byte> bytes = Vector256.Create(Vector128.Create(stream), Vector128.Create(stream[8..]));
            Vector256<short> words = Avx2.Shuffle(bytes, twoBytes).AsInt16();
            Vector256<short> candidates =
                Avx2.Blend(words, Vector256.ShiftRightLogical(words, 4), OddLanes) & Vector256.Create((short)0xFFF);
            uint accepted = Vector256.LessThan(candidates, Vector256.Create(MLKemRing.Q)).ExtractMostSignificantBits();
            count = Append(candidates.GetLower(), (byte)accepted, toTheFront, ref a, count);
            count = Append(candidates.GetUpper(), (byte)(accepted >> 8), toTheFront, ref a, count);
        }

        return count;
    }

    /// <summary>Appends the accepted lanes, in their order, as far as there is room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(
        Vector128<short> candidates, byte accepted, Vector128<byte>[] toTheFront, ref MLKemPolynomial a, int count)
    {
        Vector128<short> front = Ssse3.Shuffle(candidates.AsByte(), toTheFront[accepted]).AsInt16();
        int number = BitOperations.PopCount(accepted);
        if (count <= MLKemRing.N - Vector128<short>.Count)
        {
            // What lies beyond the accepted ones is overwritten next, or, at the end of the stream, by the next call.
            front.StoreUnsafe(ref a[0], (nuint)count);
            return count + number;
        }

        int end = Math.Min(MLKemRing.N, count + number);
        for (int i = 0; count < end; i++, count++)
            a[count] = front.GetElement(i);
        return count;
    }

    private static Vector128<byte> ToTheFrontOf(int accepted)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        int next = 0;
        for (int lane = 0; lane < 8; lane++)
        {
            if (((accepted >> lane) & 1) != 0)
            {
                bytes[next++] = (byte)(2 * lane);
                bytes[next++] = (byte)((2 * lane) + 1);
            }
        }

        return Vector128.Create(bytes);
    }
}
