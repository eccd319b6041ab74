using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// High-order and low-order bits (FIPS 204, section 7.4) on 8 lanes. Divisions are multiplications with a reciprocal, exact for
/// every coefficient in [0, q), as a test over all of them shows.
/// </summary>
internal static class MLDsaRounding
{
    private const int Q = MLDsaRing.Q;

    /// <summary>The representative in [0, q). In: above -q and below q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Canonical(Vector256<int> r) => r + (Vector256.ShiftRightArithmetic(r, 31) & Vector256.Create(Q));

    /// <summary>FIPS 204, Algorithm 35. In: [0, q). Out: r1 in [0, 1023], r0 in (-2^12, 2^12].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Power2Round(Vector256<int> r, out Vector256<int> r0)
    {
        const int Half = 1 << (MLDsaShape.D - 1);
        Vector256<int> r1 = Vector256.ShiftRightArithmetic(r + Vector256.Create(Half - 1), MLDsaShape.D);
        r0 = r - Vector256.ShiftLeft(r1, MLDsaShape.D);
        return r1;
    }

    /// <summary>
    /// FIPS 204, Algorithm 36. In: [0, q). Out: r1 in [0, m), where m = (q - 1) / (2 gamma2), and r0 in [-gamma2, gamma2].
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Decompose<TParameters>(Vector256<int> r, out Vector256<int> r0)
        where TParameters : IMLDsaParameters
    {
        Vector256<int> r1 = RoundToParts<TParameters>(r);
        r0 = r - (r1 * Vector256.Create(2 * MLDsaSizes<TParameters>.Gamma2));

        // r close to q is part m, which counts as part 0 (lines 4 to 6): there r0 is r, and one q too much.
        r0 -= Vector256.ShiftRightArithmetic(Vector256.Create((Q - 1) / 2) - r0, 31) & Vector256.Create(Q);
        return r1;
    }

    /// <summary>
    /// FIPS 204, Algorithm 40, for lanes where the hint is all ones; the others keep their high bits. In: r in [0, q).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> UseHint<TParameters>(Vector256<int> hint, Vector256<int> r)
        where TParameters : IMLDsaParameters
    {
        Vector256<int> r1 = Decompose<TParameters>(r, out Vector256<int> r0);
        Vector256<int> positive = Vector256.GreaterThan(r0, Vector256<int>.Zero); // -1 or 0
        Vector256<int> step = ~(positive << 1); // 1 or -1
        return Wrap<TParameters>(r1 + (step & hint));
    }

    /// <summary>
    /// FIPS 204, Algorithm 39 (MakeHint): whether the high bits of <c>w - c s2 + c t0</c> differ from those of <c>w - c s2</c>,
    /// which are w's, since the signature would be refused otherwise.
    /// </summary>
    /// <param name="low">The low bits of <c>w - c s2</c>, plus <c>c t0</c>: at most 2 gamma2 in absolute value.</param>
    /// <param name="high">The high bits of w.</param>
    /// <returns>All ones in the lanes that have a hint.</returns>
    /// <remarks>
    /// The high bits stay while the sum does in (-gamma2, gamma2]. At -gamma2 it belongs to the part below, but for part 0, which
    /// goes down to -gamma2 because part m counts as it.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MakeHint<TParameters>(Vector256<int> low, Vector256<int> high)
        where TParameters : IMLDsaParameters
    {
        Vector256<int> gamma2 = Vector256.Create(MLDsaSizes<TParameters>.Gamma2);
        Vector256<int> atLowerEdge = Vector256.Equals(low, -gamma2) & ~Vector256.Equals(high, Vector256<int>.Zero);
        return Vector256.GreaterThan(Vector256.Abs(low), gamma2) | atLowerEdge;
    }

    // Half of the denominator is taken up in two steps: 2 gamma2 is a multiple of 2^7, whence (r + 127) / 2^7 first. 65473 is its
    // largest value, and 65473 · 11275 + 2^23 < 2^31.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> RoundToParts<TParameters>(Vector256<int> r)
        where TParameters : IMLDsaParameters
    {
        Vector256<int> r1 = Vector256.ShiftRightArithmetic(r + Vector256.Create(127), 7);
        if (TParameters.HighParts == 44)
        {
            r1 = Vector256.ShiftRightArithmetic((r1 * Vector256.Create(11275)) + Vector256.Create(1 << 23), 24);
            return r1 & ~Vector256.Equals(r1, Vector256.Create(44));
        }

        r1 = Vector256.ShiftRightArithmetic((r1 * Vector256.Create(1025)) + Vector256.Create(1 << 21), 22);
        return r1 & Vector256.Create(15);
    }

    /// <summary>r1 mod m. In: [-1, m].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Wrap<TParameters>(Vector256<int> r1)
        where TParameters : IMLDsaParameters
    {
        if (TParameters.HighParts == 16)
            return r1 & Vector256.Create(15);

        r1 += Vector256.ShiftRightArithmetic(r1, 31) & Vector256.Create(44);
        return r1 & ~Vector256.Equals(r1, Vector256.Create(44));
    }
}
