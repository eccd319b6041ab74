using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The transform on AVX-512, in two passes over the polynomial: three layers between eight vectors that lie 32 coefficients
/// apart, then five layers within 32 neighbouring coefficients.
/// </summary>
/// <remarks>
/// Optimized at once, so that the first calls in a process do not run what the compiler makes without optimization.
/// </remarks>
internal static class MLDsaNtt512
{
    private const int Stride = 2; // vectors of 16 that lie 32 coefficients apart

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref MLDsaPolynomial w)
    {
        MLDsaTwiddles zetas = MLDsaTwiddles.Forward;
        for (int j = 0; j < Stride; j++)
            ForwardFar(ref w, j, zetas);
        for (int pair = 0; pair < 8; pair++)
            ForwardNear(ref w, pair, zetas);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InverseToMontgomery(ref MLDsaPolynomial w)
    {
        MLDsaTwiddles zetas = MLDsaTwiddles.Inverse;
        for (int pair = 0; pair < 8; pair++)
            InverseNear(ref w, pair, zetas);
        for (int j = 0; j < Stride; j++)
            InverseFar(ref w, j, zetas);
    }

    /// <summary>Layers len = 128, 64, 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardFar(ref MLDsaPolynomial w, int j, MLDsaTwiddles zetas)
    {
        Vector512<int> w0 = w.Get512(j);
        Vector512<int> w1 = w.Get512(j + Stride);
        Vector512<int> w2 = w.Get512(j + (2 * Stride));
        Vector512<int> w3 = w.Get512(j + (3 * Stride));
        Vector512<int> w4 = w.Get512(j + (4 * Stride));
        Vector512<int> w5 = w.Get512(j + (5 * Stride));
        Vector512<int> w6 = w.Get512(j + (6 * Stride));
        Vector512<int> w7 = w.Get512(j + (7 * Stride));

        CooleyTukey(ref w0, ref w4, zetas.Broadcast512(1));
        CooleyTukey(ref w1, ref w5, zetas.Broadcast512(1));
        CooleyTukey(ref w2, ref w6, zetas.Broadcast512(1));
        CooleyTukey(ref w3, ref w7, zetas.Broadcast512(1));

        CooleyTukey(ref w0, ref w2, zetas.Broadcast512(2));
        CooleyTukey(ref w1, ref w3, zetas.Broadcast512(2));
        CooleyTukey(ref w4, ref w6, zetas.Broadcast512(3));
        CooleyTukey(ref w5, ref w7, zetas.Broadcast512(3));

        CooleyTukey(ref w0, ref w1, zetas.Broadcast512(4));
        CooleyTukey(ref w2, ref w3, zetas.Broadcast512(5));
        CooleyTukey(ref w4, ref w5, zetas.Broadcast512(6));
        CooleyTukey(ref w6, ref w7, zetas.Broadcast512(7));

        w.Set512(j, w0);
        w.Set512(j + Stride, w1);
        w.Set512(j + (2 * Stride), w2);
        w.Set512(j + (3 * Stride), w3);
        w.Set512(j + (4 * Stride), w4);
        w.Set512(j + (5 * Stride), w5);
        w.Set512(j + (6 * Stride), w6);
        w.Set512(j + (7 * Stride), w7);
    }

    /// <summary>Layer len = 16 between the vectors of each pair, then 8, 4, 2, 1 within it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardNear(ref MLDsaPolynomial w, int pair, MLDsaTwiddles zetas)
    {
        Vector512<int> a = w.Get512(2 * pair);
        Vector512<int> b = w.Get512((2 * pair) + 1);

        CooleyTukey(ref a, ref b, zetas.Broadcast512(8 + pair));
        MLDsaLanes512.Exchange8(ref a, ref b);
        CooleyTukey(ref a, ref b, zetas.Lanes512(pair, 0));
        MLDsaLanes512.Exchange4(ref a, ref b);
        CooleyTukey(ref a, ref b, zetas.Lanes512(pair, 1));
        MLDsaLanes512.Exchange2(ref a, ref b);
        CooleyTukey(ref a, ref b, zetas.Lanes512(pair, 2));
        MLDsaLanes512.Exchange1(ref a, ref b);
        CooleyTukey(ref a, ref b, zetas.Lanes512(pair, 3));

        MLDsaLanes512.Exchange1(ref a, ref b);
        MLDsaLanes512.Exchange2(ref a, ref b);
        MLDsaLanes512.Exchange4(ref a, ref b);
        MLDsaLanes512.Exchange8(ref a, ref b);

        w.Set512(2 * pair, a);
        w.Set512((2 * pair) + 1, b);
    }

    /// <summary>Layers len = 1, 2, 4, 8 within each pair of vectors, then 16 between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InverseNear(ref MLDsaPolynomial w, int pair, MLDsaTwiddles zetas)
    {
        Vector512<int> a = w.Get512(2 * pair);
        Vector512<int> b = w.Get512((2 * pair) + 1);

        MLDsaLanes512.Exchange8(ref a, ref b);
        MLDsaLanes512.Exchange4(ref a, ref b);
        MLDsaLanes512.Exchange2(ref a, ref b);
        MLDsaLanes512.Exchange1(ref a, ref b);

        GentlemanSande(ref a, ref b, zetas.Lanes512(pair, 3));
        MLDsaLanes512.Exchange1(ref a, ref b);
        GentlemanSande(ref a, ref b, zetas.Lanes512(pair, 2));
        MLDsaLanes512.Exchange2(ref a, ref b);
        GentlemanSande(ref a, ref b, zetas.Lanes512(pair, 1));
        MLDsaLanes512.Exchange4(ref a, ref b);
        GentlemanSande(ref a, ref b, zetas.Lanes512(pair, 0));
        MLDsaLanes512.Exchange8(ref a, ref b);
        GentlemanSande(ref a, ref b, zetas.Broadcast512(8 + pair));

        w.Set512(2 * pair, a);
        w.Set512((2 * pair) + 1, b);
    }

    /// <summary>Layers len = 32, 64, 128, and the scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InverseFar(ref MLDsaPolynomial w, int j, MLDsaTwiddles zetas)
    {
        Vector512<int> w0 = w.Get512(j);
        Vector512<int> w1 = w.Get512(j + Stride);
        Vector512<int> w2 = w.Get512(j + (2 * Stride));
        Vector512<int> w3 = w.Get512(j + (3 * Stride));
        Vector512<int> w4 = w.Get512(j + (4 * Stride));
        Vector512<int> w5 = w.Get512(j + (5 * Stride));
        Vector512<int> w6 = w.Get512(j + (6 * Stride));
        Vector512<int> w7 = w.Get512(j + (7 * Stride));

        GentlemanSande(ref w0, ref w1, zetas.Broadcast512(4));
        GentlemanSande(ref w2, ref w3, zetas.Broadcast512(5));
        GentlemanSande(ref w4, ref w5, zetas.Broadcast512(6));
        GentlemanSande(ref w6, ref w7, zetas.Broadcast512(7));

        GentlemanSande(ref w0, ref w2, zetas.Broadcast512(2));
        GentlemanSande(ref w1, ref w3, zetas.Broadcast512(2));
        GentlemanSande(ref w4, ref w6, zetas.Broadcast512(3));
        GentlemanSande(ref w5, ref w7, zetas.Broadcast512(3));

        GentlemanSande(ref w0, ref w4, zetas.Broadcast512(1));
        GentlemanSande(ref w1, ref w5, zetas.Broadcast512(1));
        GentlemanSande(ref w2, ref w6, zetas.Broadcast512(1));
        GentlemanSande(ref w3, ref w7, zetas.Broadcast512(1));

        w.Set512(j, Scale(w0));
        w.Set512(j + Stride, Scale(w1));
        w.Set512(j + (2 * Stride), Scale(w2));
        w.Set512(j + (3 * Stride), Scale(w3));
        w.Set512(j + (4 * Stride), Scale(w4));
        w.Set512(j + (5 * Stride), Scale(w5));
        w.Set512(j + (6 * Stride), Scale(w6));
        w.Set512(j + (7 * Stride), Scale(w7));
    }

    /// <summary>FIPS 204, Algorithm 41, lines 8 to 10.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CooleyTukey(
        ref Vector512<int> a, ref Vector512<int> b, (Vector512<int> Zeta, Vector512<int> TimesQInverse) factor)
    {
        Vector512<int> t = MLDsaMontgomery512.Multiply(b, factor.Zeta, factor.TimesQInverse);
        b = a - t;
        a += t;
    }

    /// <summary>FIPS 204, Algorithm 42, lines 8 to 11.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GentlemanSande(
        ref Vector512<int> a, ref Vector512<int> b, (Vector512<int> Zeta, Vector512<int> TimesQInverse) factor)
    {
        Vector512<int> t = a - b;
        a += b;
        b = MLDsaMontgomery512.Multiply(t, factor.Zeta, factor.TimesQInverse);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Scale(Vector512<int> a) => MLDsaMontgomery512.Multiply(
        a,
        Vector512.Create(MLDsaRing.InverseNttScale),
        Vector512.Create(unchecked(MLDsaRing.InverseNttScale * MLDsaRing.QInverse)));
}
