using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Rejection sampling of polynomials from the output of an XOF (FIPS 204, Algorithms 30 and 31), eight candidates at a time.
/// Which of them are refused shows, as the standard allows; of those that are not, nothing does: no branch or index depends on
/// one.
/// </summary>
internal static class MLDsaRejection
{
    /// <summary>The bytes of 8 candidates of Algorithm 30, three each.</summary>
    private const int UniformStep = 24;

    /// <summary>The bytes of 8 candidates of Algorithm 31, half a byte each.</summary>
    private const int BoundedStep = 4;

    /// <summary>For each set of accepted lanes their numbers in ascending order, a byte each.</summary>
    private static readonly ulong[] AcceptedLanes = [.. Enumerable.Range(0, 256).Select(LanesIn)];

    /// <summary>
    /// FIPS 204, Algorithm 30 (RejNTTPoly) with Algorithm 14 (CoeffFromThreeBytes): candidates of 23 bits, refused when not below
    /// q. Public, for the matrix A is.
    /// </summary>
    /// <param name="stream">The next bytes of the XOF, a multiple of 24 of them.</param>
    /// <param name="a">The polynomial.</param>
    /// <param name="count">How many of its coefficients are there already.</param>
    /// <returns>How many of its coefficients are there now.</returns>
    public static int SampleUniform(ReadOnlySpan<byte> stream, ref MLDsaPolynomial a, int count)
    {
        Vector256<byte> threeBytes = Vector256.Create(
            (byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255,
            4, 5, 6, 255, 7, 8, 9, 255, 10, 11, 12, 255, 13, 14, 15, 255);
        Vector256<int> mask = Vector256.Create((1 << 23) - 1);
        Vector256<int> q = Vector256.Create(MLDsaRing.Q);
        for (; stream.Length >= UniformStep && count < MLDsaShape.N; stream = stream[UniformStep..])
        {
            // Bytes 0 to 15 and 8 to 23, so that nothing is read beyond them.
            Vector256<byte> bytes = Vector256.Create(Vector128.Create(stream), Vector128.Create(stream[8..]));
            Vector256<int> candidates = Avx2.Shuffle(bytes, threeBytes).AsInt32() & mask;
            count = Append(candidates, Vector256.LessThan(candidates, q), ref a, count);
        }

        return count;
    }

    /// <summary>
    /// FIPS 204, Algorithm 31 (RejBoundedPoly) with Algorithm 15 (CoeffFromHalfByte): half-bytes b, refused from 15 on where eta
    /// is 2, from 9 on where it is 4.
    /// </summary>
    /// <param name="stream">The next bytes of the XOF, a multiple of 4 of them.</param>
    /// <param name="a">The polynomial.</param>
    /// <param name="count">How many of its coefficients are there already.</param>
    /// <returns>How many of its coefficients are there now.</returns>
    public static int SampleBounded<TParameters>(ReadOnlySpan<byte> stream, ref MLDsaPolynomial a, int count)
        where TParameters : IMLDsaParameters
    {
        Vector256<uint> shifts = Vector256.Create(0u, 4, 8, 12, 16, 20, 24, 28);
        Vector256<int> mask = Vector256.Create(0x0F);
        Vector256<int> eta = Vector256.Create(TParameters.Eta);
        Vector256<int> limit = Vector256.Create(TParameters.Eta == 2 ? 15 : 9);
        for (; stream.Length >= BoundedStep && count < MLDsaShape.N; stream = stream[BoundedStep..])
        {
            Vector256<uint> bytes = Vector256.Create(MemoryMarshal.Read<uint>(stream));
            Vector256<int> b = Avx2.ShiftRightLogicalVariable(bytes, shifts).AsInt32() & mask;
            count = Append(eta - Remainder<TParameters>(b), Vector256.LessThan(b, limit), ref a, count);
        }

        return count;
    }

    /// <summary>b mod 5 where eta is 2: 205 / 2^10 is as good as 1/5 below 16. b itself where eta is 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Remainder<TParameters>(Vector256<int> b)
        where TParameters : IMLDsaParameters =>
        TParameters.Eta == 4
            ? b
            : b - (Vector256.ShiftRightLogical(b * Vector256.Create(205), 10) * Vector256.Create(5));

    /// <summary>Appends the accepted lanes, in their order, as far as there is room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(Vector256<int> candidates, Vector256<int> accepted, ref MLDsaPolynomial a, int count)
    {
        uint lanes = accepted.ExtractMostSignificantBits();
        ref ulong order = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(AcceptedLanes), (byte)lanes);
        Vector256<int> indices = Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(order).AsByte());
        Vector256<int> compressed = Avx2.PermuteVar8x32(candidates, indices);
        if (count <= MLDsaShape.N - Vector256<int>.Count)
        {
            // What lies beyond the accepted ones is overwritten next, or, at the end of the stream, by the next call.
            compressed.StoreUnsafe(ref a[0], (nuint)count);
            return count + BitOperations.PopCount(lanes);
        }

        int end = Math.Min(MLDsaShape.N, count + BitOperations.PopCount(lanes));
        for (int i = 0; count < end; i++, count++)
            a[count] = compressed.GetElement(i);
        return count;
    }

    private static ulong LanesIn(int accepted)
    {
        ulong order = 0;
        int next = 0;
        for (int lane = 0; lane < 8; lane++)
        {
            if (((accepted >> lane) & 1) != 0)
                order |= (ulong)lane << (8 * next++);
        }

        return order;
    }
}
