using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>What <see cref="MLDsaMontgomery256"/> does, with the same bounds, on 16 lanes.</summary>
internal static class MLDsaMontgomery512
{
    /// <summary><c>a · b · 2^-32 mod q</c>. In: b and <c>b · q^-1 mod 2^32</c>, with |a b| below 2^31 q. Out: below q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Multiply(Vector512<int> a, Vector512<int> b, Vector512<int> bTimesQInverse)
    {
        Vector512<int> q = Vector512.Create(MLDsaRing.Q);
        Vector512<int> t = Avx512F.MultiplyLow(a, bTimesQInverse); // a b q^-1 mod 2^32
        Vector512<long> even = Avx512F.Multiply(a, b) - Avx512F.Multiply(t, q);
        Vector512<long> odd = Avx512F.Multiply(Odd(a), Odd(b)) - Avx512F.Multiply(Odd(t), q);
        return UpperHalves(even, odd);
    }

    /// <summary>Reduces sums of products of the even and of the odd lanes. In: at most 2^31 q. Out: below q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Reduce(Vector512<long> even, Vector512<long> odd)
    {
        Vector512<int> q = Vector512.Create(MLDsaRing.Q);
        Vector512<int> qInverse = Vector512.Create(MLDsaRing.QInverse);
        even -= Avx512F.Multiply(Avx512F.Multiply(even.AsInt32(), qInverse).AsInt32(), q);
        odd -= Avx512F.Multiply(Avx512F.Multiply(odd.AsInt32(), qInverse).AsInt32(), q);
        return UpperHalves(even, odd);
    }

    /// <summary>The odd lanes, in the place of the even ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Odd(Vector512<int> a) => Vector512.ShiftRightLogical(a.AsInt64(), 32).AsInt32();

    // The lower halves are zero: they are what was subtracted to that end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> UpperHalves(Vector512<long> even, Vector512<long> odd) => Odd(even.AsInt32()) | odd.AsInt32();
}
