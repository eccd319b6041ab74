using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The transform on AVX2, in two passes over the polynomial: three layers between eight vectors that lie 32 coefficients apart,
/// then five layers within 32 neighbouring coefficients.
/// </summary>
/// <remarks>
/// Optimized at once, so that the first calls in a process do not run what the compiler makes without optimization.
/// </remarks>
internal static class MLDsaNtt256
{
    private const int Stride = 4; // vectors of 8 that lie 32 coefficients apart

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref MLDsaPolynomial w)
    {
        MLDsaTwiddles zetas = MLDsaTwiddles.Forward;
        for (int j = 0; j < Stride; j++)
            ForwardFar(ref w, j, zetas);
        for (int block = 0; block < 8; block++)
            ForwardNear(ref w, block, zetas);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InverseToMontgomery(ref MLDsaPolynomial w)
    {
        MLDsaTwiddles zetas = MLDsaTwiddles.Inverse;
        for (int block = 0; block < 8; block++)
            InverseNear(ref w, block, zetas);
        for (int j = 0; j < Stride; j++)
            InverseFar(ref w, j, zetas);
    }

    /// <summary>Layers len = 128, 64, 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardFar(ref MLDsaPolynomial w, int j, MLDsaTwiddles zetas)
    {
        Vector256<int> w0 = w.Get256(j);
        Vector256<int> w1 = w.Get256(j + Stride);
        Vector256<int> w2 = w.Get256(j + (2 * Stride));
        Vector256<int> w3 = w.Get256(j + (3 * Stride));
        Vector256<int> w4 = w.Get256(j + (4 * Stride));
        Vector256<int> w5 = w.Get256(j + (5 * Stride));
        Vector256<int> w6 = w.Get256(j + (6 * Stride));
        Vector256<int> w7 = w.Get256(j + (7 * Stride));

        CooleyTukey(ref w0, ref w4, zetas.Broadcast256(1));
        CooleyTukey(ref w1, ref w5, zetas.Broadcast256(1));
        CooleyTukey(ref w2, ref w6, zetas.Broadcast256(1));
        CooleyTukey(ref w3, ref w7, zetas.Broadcast256(1));

        CooleyTukey(ref w0, ref w2, zetas.Broadcast256(2));
        CooleyTukey(ref w1, ref w3, zetas.Broadcast256(2));
        CooleyTukey(ref w4, ref w6, zetas.Broadcast256(3));
        CooleyTukey(ref w5, ref w7, zetas.Broadcast256(3));

        CooleyTukey(ref w0, ref w1, zetas.Broadcast256(4));
        CooleyTukey(ref w2, ref w3, zetas.Broadcast256(5));
        CooleyTukey(ref w4, ref w5, zetas.Broadcast256(6));
        CooleyTukey(ref w6, ref w7, zetas.Broadcast256(7));

        w.Set256(j, w0);
        w.Set256(j + Stride, w1);
        w.Set256(j + (2 * Stride), w2);
        w.Set256(j + (3 * Stride), w3);
        w.Set256(j + (4 * Stride), w4);
        w.Set256(j + (5 * Stride), w5);
        w.Set256(j + (6 * Stride), w6);
        w.Set256(j + (7 * Stride), w7);
    }

    /// <summary>Layers len = 16, 8 between the four vectors of a block, then 4, 2, 1 within its two pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardNear(ref MLDsaPolynomial w, int block, MLDsaTwiddles zetas)
    {
        Vector256<int> w0 = w.Get256(4 * block);
        Vector256<int> w1 = w.Get256((4 * block) + 1);
        Vector256<int> w2 = w.Get256((4 * block) + 2);
        Vector256<int> w3 = w.Get256((4 * block) + 3);

        CooleyTukey(ref w0, ref w2, zetas.Broadcast256(8 + block));
        CooleyTukey(ref w1, ref w3, zetas.Broadcast256(8 + block));
        CooleyTukey(ref w0, ref w1, zetas.Broadcast256(16 + (2 * block)));
        CooleyTukey(ref w2, ref w3, zetas.Broadcast256(17 + (2 * block)));
        ForwardWithin(ref w0, ref w1, 2 * block, zetas);
        ForwardWithin(ref w2, ref w3, (2 * block) + 1, zetas);

        w.Set256(4 * block, w0);
        w.Set256((4 * block) + 1, w1);
        w.Set256((4 * block) + 2, w2);
        w.Set256((4 * block) + 3, w3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardWithin(ref Vector256<int> a, ref Vector256<int> b, int pair, MLDsaTwiddles zetas)
    {
        MLDsaLanes256.Exchange4(ref a, ref b);
        CooleyTukey(ref a, ref b, zetas.Lanes256(pair, 0));
        MLDsaLanes256.Exchange2(ref a, ref b);
        CooleyTukey(ref a, ref b, zetas.Lanes256(pair, 1));
        MLDsaLanes256.Exchange1(ref a, ref b);
        CooleyTukey(ref a, ref b, zetas.Lanes256(pair, 2));

        MLDsaLanes256.Exchange1(ref a, ref b);
        MLDsaLanes256.Exchange2(ref a, ref b);
        MLDsaLanes256.Exchange4(ref a, ref b);
    }

    /// <summary>Layers len = 1, 2, 4 within the two pairs of a block, then 8, 16 between its four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InverseNear(ref MLDsaPolynomial w, int block, MLDsaTwiddles zetas)
    {
        Vector256<int> w0 = w.Get256(4 * block);
        Vector256<int> w1 = w.Get256((4 * block) + 1);
        Vector256<int> w2 = w.Get256((4 * block) + 2);
        Vector256<int> w3 = w.Get256((4 * block) + 3);

        InverseWithin(ref w0, ref w1, 2 * block, zetas);
        InverseWithin(ref w2, ref w3, (2 * block) + 1, zetas);
        GentlemanSande(ref w0, ref w1, zetas.Broadcast256(16 + (2 * block)));
        GentlemanSande(ref w2, ref w3, zetas.Broadcast256(17 + (2 * block)));
        GentlemanSande(ref w0, ref w2, zetas.Broadcast256(8 + block));
        GentlemanSande(ref w1, ref w3, zetas.Broadcast256(8 + block));

        w.Set256(4 * block, w0);
        w.Set256((4 * block) + 1, w1);
        w.Set256((4 * block) + 2, w2);
        w.Set256((4 * block) + 3, w3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InverseWithin(ref Vector256<int> a, ref Vector256<int> b, int pair, MLDsaTwiddles zetas)
    {
        MLDsaLanes256.Exchange4(ref a, ref b);
        MLDsaLanes256.Exchange2(ref a, ref b);
        MLDsaLanes256.Exchange1(ref a, ref b);

        GentlemanSande(ref a, ref b, zetas.Lanes256(pair, 2));
        MLDsaLanes256.Exchange1(ref a, ref b);
        GentlemanSande(ref a, ref b, zetas.Lanes256(pair, 1));
        MLDsaLanes256.Exchange2(ref a, ref b);
        GentlemanSande(ref a, ref b, zetas.Lanes256(pair, 0));
        MLDsaLanes256.Exchange4(ref a, ref b);
    }

    /// <summary>Layers len = 32, 64, 128, and the scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InverseFar(ref MLDsaPolynomial w, int j, MLDsaTwiddles zetas)
    {
        Vector256<int> w0 = w.Get256(j);
        Vector256<int> w1 = w.Get256(j + Stride);
        Vector256<int> w2 = w.Get256(j + (2 * Stride));
        Vector256<int> w3 = w.Get256(j + (3 * Stride));
        Vector256<int> w4 = w.Get256(j + (4 * Stride));
        Vector256<int> w5 = w.Get256(j + (5 * Stride));
        Vector256<int> w6 = w.Get256(j + (6 * Stride));
        Vector256<int> w7 = w.Get256(j + (7 * Stride));

        GentlemanSande(ref w0, ref w1, zetas.Broadcast256(4));
        GentlemanSande(ref w2, ref w3, zetas.Broadcast256(5));
        GentlemanSande(ref w4, ref w5, zetas.Broadcast256(6));
        GentlemanSande(ref w6, ref w7, zetas.Broadcast256(7));

        GentlemanSande(ref w0, ref w2, zetas.Broadcast256(2));
        GentlemanSande(ref w1, ref w3, zetas.Broadcast256(2));
        GentlemanSande(ref w4, ref w6, zetas.Broadcast256(3));
        GentlemanSande(ref w5, ref w7, zetas.Broadcast256(3));

        GentlemanSande(ref w0, ref w4, zetas.Broadcast256(1));
        GentlemanSande(ref w1, ref w5, zetas.Broadcast256(1));
        GentlemanSande(ref w2, ref w6, zetas.Broadcast256(1));
        GentlemanSande(ref w3, ref w7, zetas.Broadcast256(1));

        w.Set256(j, Scale(w0));
        w.Set256(j + Stride, Scale(w1));
        w.Set256(j + (2 * Stride), Scale(w2));
        w.Set256(j + (3 * Stride), Scale(w3));
        w.Set256(j + (4 * Stride), Scale(w4));
        w.Set256(j + (5 * Stride), Scale(w5));
        w.Set256(j + (6 * Stride), Scale(w6));
        w.Set256(j + (7 * Stride), Scale(w7));
    }

    /// <summary>FIPS 204, Algorithm 41, lines 8 to 10.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CooleyTukey(
        ref Vector256<int> a, ref Vector256<int> b, (Vector256<int> Zeta, Vector256<int> TimesQInverse) factor)
    {
        Vector256<int> t = MLDsaMontgomery256.Multiply(b, factor.Zeta, factor.TimesQInverse);
        b = a - t;
        a += t;
    }

    /// <summary>FIPS 204, Algorithm 42, lines 8 to 11.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GentlemanSande(
        ref Vector256<int> a, ref Vector256<int> b, (Vector256<int> Zeta, Vector256<int> TimesQInverse) factor)
    {
        Vector256<int> t = a - b;
        a += b;
        b = MLDsaMontgomery256.Multiply(t, factor.Zeta, factor.TimesQInverse);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Scale(Vector256<int> a) => MLDsaMontgomery256.Multiply(
        a,
        Vector256.Create(MLDsaRing.InverseNttScale),
        Vector256.Create(unchecked(MLDsaRing.InverseNttScale * MLDsaRing.QInverse)));
}
