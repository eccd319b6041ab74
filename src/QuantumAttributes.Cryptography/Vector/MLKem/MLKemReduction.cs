using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>Arithmetic modulo q on 16 lanes, without a branch.</summary>
internal static class MLKemReduction
{
    /// <summary>2^26 / q, rounded.</summary>
    private const short Reciprocal = 20159;

    /// <summary>
    /// Montgomery's product, <c>a · b · 2^-16 mod q</c>. In: any a; b with |b| at most q/2, and <c>b · q^-1 mod 2^16</c>. Out: below q in
    /// absolute value, since <c>|a b| / 2^16 + q/2</c> is at most <c>q/4 + q/2</c>, and 1 for what is rounded.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Multiply(Vector256<short> a, Vector256<short> b, Vector256<short> bTimesQInverse)
    {
        Vector256<short> t = a * bTimesQInverse; // a b q^-1 mod 2^16
        return Avx2.MultiplyHigh(a, b) - Avx2.MultiplyHigh(t, Vector256.Create(MLKemRing.Q));
    }

    /// <summary>
    /// Reduces sums of products: <c>a · 2^-16 mod q</c>. In: |a| below 2^27. Out: in the upper half of each lane, at most
    /// <c>2^11 + q/2</c> in absolute value; the lower half is zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ReduceProducts(Vector256<int> a)
    {
        // The odd lanes of these vectors of 16 are zero, so that each product below is of the lower half alone.
        Vector256<short> qInverse = Vector256.Create(MLKemRing.QInverse & 0xFFFF).AsInt16();
        Vector256<short> q = Vector256.Create((int)MLKemRing.Q).AsInt16();
        return a - Avx2.MultiplyAddAdjacent(a.AsInt16() * qInverse, q);
    }

    /// <summary>
    /// Barrett's reduction. In: any a. Out: congruent, in [0, q]. The reciprocal is too large by 6.7 · 10^-6 of itself, hence the quotient
    /// by less than 1/q, so that only for negative multiples of q it is one too low, and q comes out.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Reduce(Vector256<short> a)
    {
        Vector256<short> quotient = Vector256.ShiftRightArithmetic(Avx2.MultiplyHigh(a, Vector256.Create(Reciprocal)), 10);
        return a - (quotient * Vector256.Create(MLKemRing.Q));
    }

    /// <summary>The representative in [0, q). In: any a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> ToCanonical(Vector256<short> a)
    {
        Vector256<short> q = Vector256.Create(MLKemRing.Q);
        Vector256<short> below = Reduce(a) - q; // in [-q, 0]
        return below + (Vector256.ShiftRightArithmetic(below, 15) & q);
    }
}
