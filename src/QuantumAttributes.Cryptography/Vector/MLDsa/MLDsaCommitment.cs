using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The commitment w1: the high bits of w as the signer has them and as the verifier finds them again, encoded (FIPS 204,
/// Algorithm 28), 32 coefficients at a time.
/// </summary>
internal static class MLDsaCommitment
{
    /// <summary>The vectors of 8 coefficients that are encoded together.</summary>
    private const int Step = 4;

    /// <summary>FIPS 204, Algorithm 7, line 13, and the encoding of line 15.</summary>
    /// <param name="w">In: above -q and below q. Out: the low bits, in [-gamma2, gamma2].</param>
    /// <param name="high">Receives w1.</param>
    /// <param name="encoded">Receives w1 encoded.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Commit<TParameters>(ref MLDsaPolynomial w, ref MLDsaPolynomial high, Span<byte> encoded)
        where TParameters : IMLDsaParameters
    {
        for (int i = 0; i < MLDsaPolynomial.Vectors256; i += Step)
        {
            Encode<TParameters>(
                Decompose<TParameters>(ref w, ref high, i),
                Decompose<TParameters>(ref w, ref high, i + 1),
                Decompose<TParameters>(ref w, ref high, i + 2),
                Decompose<TParameters>(ref w, ref high, i + 3),
                encoded,
                i / Step);
        }
    }

    /// <summary>FIPS 204, Algorithm 8, line 10, and the encoding of line 12.</summary>
    /// <param name="h">The hint.</param>
    /// <param name="w">The approximation of w, above -q and below q.</param>
    /// <param name="encoded">Receives w1 encoded.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Recover<TParameters>(ref readonly MLDsaHint h, ref readonly MLDsaPolynomial w, Span<byte> encoded)
        where TParameters : IMLDsaParameters
    {
        for (int i = 0; i < MLDsaPolynomial.Vectors256; i += Step)
        {
            Encode<TParameters>(
                UseHint<TParameters>(in h, in w, i),
                UseHint<TParameters>(in h, in w, i + 1),
                UseHint<TParameters>(in h, in w, i + 2),
                UseHint<TParameters>(in h, in w, i + 3),
                encoded,
                i / Step);
        }
    }

    /// <summary>Encodes 32 coefficients below 44 in six bits each, or below 16 in four.</summary>
    /// <param name="a">The first eight; b, c and d are those that follow.</param>
    /// <param name="b">See a.</param>
    /// <param name="c">See a.</param>
    /// <param name="d">See a.</param>
    /// <param name="destination">A polynomial of w1, encoded.</param>
    /// <param name="step">Which 32 of its 256 coefficients these are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Encode<TParameters>(
        Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d, Span<byte> destination, int step)
        where TParameters : IMLDsaParameters
    {
        Vector256<byte> bytes = Narrow(a, b, c, d);
        int size = MLDsaSizes<TParameters>.CommitmentPolynomialSize / 8;
        Span<byte> encoded = destination.Slice(step * size, size);
        if (TParameters.HighParts == 16)
            Encode4(bytes, encoded);
        else
            Encode6(bytes, encoded);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Decompose<TParameters>(ref MLDsaPolynomial w, ref MLDsaPolynomial high, int i)
        where TParameters : IMLDsaParameters
    {
        Vector256<int> r1 = MLDsaRounding.Decompose<TParameters>(MLDsaRounding.Canonical(w.Get256(i)), out Vector256<int> r0);
        w.Set256(i, r0);
        high.Set256(i, r1);
        return r1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> UseHint<TParameters>(ref readonly MLDsaHint h, ref readonly MLDsaPolynomial w, int i)
        where TParameters : IMLDsaParameters =>
        MLDsaRounding.UseHint<TParameters>(h.Get256(i), MLDsaRounding.Canonical(w.Get256(i)));

    /// <summary>
    /// One coefficient a byte. The narrowing instructions work on either half, whence the order is to be mended.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Narrow(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d)
    {
        Vector256<short> ab = Avx2.PackUnsignedSaturate(a, b).AsInt16();
        Vector256<short> cd = Avx2.PackUnsignedSaturate(c, d).AsInt16();
        Vector256<int> bytes = Avx2.PackUnsignedSaturate(ab, cd).AsInt32();
        return Avx2.PermuteVar8x32(bytes, Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsByte();
    }

    /// <summary>Two coefficients a byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Encode4(Vector256<byte> bytes, Span<byte> destination)
    {
        Vector256<short> pairs = Avx2.MultiplyAddAdjacent(bytes, Vector256.Create((short)0x1001).AsSByte()); // 1 and 16
        Vector256<long> packed = Avx2.PackUnsignedSaturate(pairs, pairs).AsInt64();
        Vector128<byte> result = Avx2.Permute4x64(packed, 0b1000).GetLower().AsByte();
        result.CopyTo(destination);
    }

    /// <summary>Four coefficients in three bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Encode6(Vector256<byte> bytes, Span<byte> destination)
    {
        Vector256<short> pairs = Avx2.MultiplyAddAdjacent(bytes, Vector256.Create((short)0x4001).AsSByte()); // 1 and 64
        Vector256<int> fours = Avx2.MultiplyAddAdjacent(pairs, Vector256.Create(0x10000001).AsInt16()); // 1 and 2^12
        Vector256<byte> packed = Avx2.Shuffle(
            fours.AsByte(),
            Vector256.Create(
                (byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255,
                0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255));
        Write12(packed.GetLower(), destination);
        Write12(packed.GetUpper(), destination[12..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write12(Vector128<byte> value, Span<byte> destination)
    {
        ulong first = value.AsUInt64().ToScalar();
        uint last = value.AsUInt32().GetElement(2);
        MemoryMarshal.Write(destination, in first);
        MemoryMarshal.Write(destination[sizeof(ulong)..], in last);
    }
}
