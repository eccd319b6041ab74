using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The number-theoretic transform, in the order of coefficients of FIPS 204, on the widest vectors that the machine has. No
/// branch or index depends on a coefficient. Bounds are on absolute values.
/// </summary>
internal static class MLDsaNtt
{
    /// <summary>The largest coefficient that <see cref="InverseToMontgomery"/> gives: q/2, and half its scale.</summary>
    public const int LargestInverse = (MLDsaRing.Q / 2) + (MLDsaRing.InverseNttScale / 2) + 1;

    /// <summary>
    /// FIPS 204, Algorithm 41. In: below q. Out: below 9q. What a layer adds is a product with a factor of at most q/2, below
    /// q/2 + 9q · q / 2^33, hence below q.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(ref MLDsaPolynomial w)
    {
        if (Avx512F.IsSupported)
            MLDsaNtt512.Forward(ref w);
        else
            MLDsaNtt256.Forward(ref w);
    }

    /// <summary>
    /// FIPS 204, Algorithm 42, times 2^32. In: below q. Out: at most <see cref="LargestInverse"/>, so that what is known to be
    /// small, below q/2 - 2^15, comes out as itself, and adding q to what is negative gives the representative in [0, q).
    /// </summary>
    /// <remarks>
    /// Sums double with each of eight layers, to less than 256q, which is less than 2^31. The last multiplication, by
    /// 2^64 / 256 mod q = 41978, gives at most (256q · 41978 + 2^31 · q) / 2^32, below 20989 + 1 + q/2.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InverseToMontgomery(ref MLDsaPolynomial w)
    {
        if (Avx512F.IsSupported)
            MLDsaNtt512.InverseToMontgomery(ref w);
        else
            MLDsaNtt256.InverseToMontgomery(ref w);
    }
}
