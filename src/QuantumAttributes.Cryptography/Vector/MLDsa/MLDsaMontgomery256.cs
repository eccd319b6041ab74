using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// FIPS 204, Algorithm 49 (MontgomeryReduce), on 8 lanes. AVX2 multiplies to 64 bits in even lanes only, so that a product of
/// vectors is two: one of the even lanes, one of the odd ones.
/// </summary>
internal static class MLDsaMontgomery256
{
    /// <summary>
    /// <c>a · b · 2^-32 mod q</c>. In: b and <c>b · q^-1 mod 2^32</c>, with |a b| below 2^31 q. Out: below q; where |b| is below q/2, as
    /// the twiddle factors are, at most <c>q/2 + |a| · q / 2^33</c>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Multiply(Vector256<int> a, Vector256<int> b, Vector256<int> bTimesQInverse)
    {
        Vector256<int> q = Vector256.Create(MLDsaRing.Q);
        Vector256<int> t = Avx2.MultiplyLow(a, bTimesQInverse); // a b q^-1 mod 2^32
        Vector256<long> even = Avx2.Multiply(a, b) - Avx2.Multiply(t, q);
        Vector256<long> odd = Avx2.Multiply(Odd(a), Odd(b)) - Avx2.Multiply(Odd(t), q);
        return UpperHalves(even, odd);
    }

    /// <summary>Reduces sums of products of the even and of the odd lanes. In: at most 2^31 q. Out: below q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Reduce(Vector256<long> even, Vector256<long> odd)
    {
        Vector256<int> q = Vector256.Create(MLDsaRing.Q);
        Vector256<int> qInverse = Vector256.Create(MLDsaRing.QInverse);
        even -= Avx2.Multiply(Avx2.Multiply(even.AsInt32(), qInverse).AsInt32(), q);
        odd -= Avx2.Multiply(Avx2.Multiply(odd.AsInt32(), qInverse).AsInt32(), q);
        return UpperHalves(even, odd);
    }

    /// <summary>The odd lanes, in the place of the even ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Odd(Vector256<int> a) => Vector256.ShiftRightLogical(a.AsInt64(), 32).AsInt32();

    // The lower halves are zero: they are what was subtracted to that end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> UpperHalves(Vector256<long> even, Vector256<long> odd) => Odd(even.AsInt32()) | odd.AsInt32();
}
