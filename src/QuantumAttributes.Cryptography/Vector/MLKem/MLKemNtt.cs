using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The number-theoretic transform, in the order of coefficients of FIPS 203, in two passes over the polynomial: three layers between
/// eight vectors that lie 32 coefficients apart, then four layers within 32 neighbouring coefficients. No branch or index depends on a
/// coefficient. Bounds are on absolute values.
/// </summary>
/// <remarks>
/// Optimized at once: the first calls in a process, and a handshake may be among them, would take a hundred times as long. Not inlined: a
/// hot caller would take in a part of it, run out of what the compiler allows, and call the rest piece by piece, at twice to four times
/// the cost. Likewise wherever a method here has the two attributes.
/// </remarks>
internal static class MLKemNtt
{
    private const int Stride = 2; // vectors of 16 that lie 32 coefficients apart
    private const int Pairs = MLKemPolynomial.Vectors / 2;

    /// <summary>
    /// FIPS 203, Algorithm 9. In: at most q. Out: in [0, q]. What each of seven layers adds is a product below q, so that sums stay below
    /// 8q, which is less than 2^15; they are reduced at the end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward(ref MLKemPolynomial w)
    {
        MLKemTwiddles zetas = MLKemTwiddles.Forward;
        for (int j = 0; j < Stride; j++)
            ForwardFar(ref w, j, zetas);
        for (int pair = 0; pair < Pairs; pair++)
            ForwardNear(ref w, pair, zetas);
    }

    /// <summary>
    /// FIPS 203, Algorithm 10, times 2^16: of a product by Montgomery's method it is the inverse transform itself. In: at most 4095, as
    /// sums of products are. Out: below q.
    /// </summary>
    /// <remarks>
    /// Sums double with each layer and products come out below q. After three layers sums are at most 8 · 4095, which is less than 2^15,
    /// and are reduced to [0, q]; after three more they are at most 8q, and reduced once more before the last, whose sums are at most 2q.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void InverseToMontgomery(ref MLKemPolynomial w)
    {
        MLKemTwiddles zetas = MLKemTwiddles.Inverse;
        for (int pair = 0; pair < Pairs; pair++)
            InverseNear(ref w, pair, zetas);
        for (int j = 0; j < Stride; j++)
            InverseFar(ref w, j, zetas);
    }

    /// <summary>Layers len = 128, 64, 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardFar(ref MLKemPolynomial w, int j, MLKemTwiddles zetas)
    {
        Vector256<short> w0 = w.Get(j);
        Vector256<short> w1 = w.Get(j + Stride);
        Vector256<short> w2 = w.Get(j + (2 * Stride));
        Vector256<short> w3 = w.Get(j + (3 * Stride));
        Vector256<short> w4 = w.Get(j + (4 * Stride));
        Vector256<short> w5 = w.Get(j + (5 * Stride));
        Vector256<short> w6 = w.Get(j + (6 * Stride));
        Vector256<short> w7 = w.Get(j + (7 * Stride));

        CooleyTukey(ref w0, ref w4, zetas.Broadcast(1));
        CooleyTukey(ref w1, ref w5, zetas.Broadcast(1));
        CooleyTukey(ref w2, ref w6, zetas.Broadcast(1));
        CooleyTukey(ref w3, ref w7, zetas.Broadcast(1));

        CooleyTukey(ref w0, ref w2, zetas.Broadcast(2));
        CooleyTukey(ref w1, ref w3, zetas.Broadcast(2));
        CooleyTukey(ref w4, ref w6, zetas.Broadcast(3));
        CooleyTukey(ref w5, ref w7, zetas.Broadcast(3));

        CooleyTukey(ref w0, ref w1, zetas.Broadcast(4));
        CooleyTukey(ref w2, ref w3, zetas.Broadcast(5));
        CooleyTukey(ref w4, ref w5, zetas.Broadcast(6));
        CooleyTukey(ref w6, ref w7, zetas.Broadcast(7));

        w.Set(j, w0);
        w.Set(j + Stride, w1);
        w.Set(j + (2 * Stride), w2);
        w.Set(j + (3 * Stride), w3);
        w.Set(j + (4 * Stride), w4);
        w.Set(j + (5 * Stride), w5);
        w.Set(j + (6 * Stride), w6);
        w.Set(j + (7 * Stride), w7);
    }

    /// <summary>Layer len = 16 between the vectors of a pair, then 8, 4, 2 within them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardNear(ref MLKemPolynomial w, int pair, MLKemTwiddles zetas)
    {
        Vector256<short> a = w.Get(2 * pair);
        Vector256<short> b = w.Get((2 * pair) + 1);

        CooleyTukey(ref a, ref b, zetas.Broadcast(Pairs + pair));
        MLKemLanes.Exchange8(ref a, ref b);
        CooleyTukey(ref a, ref b, zetas.InLanes(pair, 0));
        MLKemLanes.Exchange4(ref a, ref b);
        CooleyTukey(ref a, ref b, zetas.InLanes(pair, 1));
        MLKemLanes.Exchange2(ref a, ref b);
        CooleyTukey(ref a, ref b, zetas.InLanes(pair, 2));

        MLKemLanes.Exchange2(ref a, ref b);
        MLKemLanes.Exchange4(ref a, ref b);
        MLKemLanes.Exchange8(ref a, ref b);
        w.Set(2 * pair, MLKemReduction.Reduce(a));
        w.Set((2 * pair) + 1, MLKemReduction.Reduce(b));
    }

    /// <summary>Layers len = 2, 4, 8 within the vectors of a pair, then 16 between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InverseNear(ref MLKemPolynomial w, int pair, MLKemTwiddles zetas)
    {
        Vector256<short> a = w.Get(2 * pair);
        Vector256<short> b = w.Get((2 * pair) + 1);
        MLKemLanes.Exchange8(ref a, ref b);
        MLKemLanes.Exchange4(ref a, ref b);
        MLKemLanes.Exchange2(ref a, ref b);

        GentlemanSande(ref a, ref b, zetas.InLanes(pair, 2));
        MLKemLanes.Exchange2(ref a, ref b);
        GentlemanSande(ref a, ref b, zetas.InLanes(pair, 1));
        MLKemLanes.Exchange4(ref a, ref b);
        GentlemanSande(ref a, ref b, zetas.InLanes(pair, 0));
        MLKemLanes.Exchange8(ref a, ref b);
        a = MLKemReduction.Reduce(a);
        b = MLKemReduction.Reduce(b);
        GentlemanSande(ref a, ref b, zetas.Broadcast(Pairs + pair));

        w.Set(2 * pair, a);
        w.Set((2 * pair) + 1, b);
    }

    /// <summary>Layers len = 32, 64, 128, and the scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InverseFar(ref MLKemPolynomial w, int j, MLKemTwiddles zetas)
    {
        Vector256<short> w0 = w.Get(j);
        Vector256<short> w1 = w.Get(j + Stride);
        Vector256<short> w2 = w.Get(j + (2 * Stride));
        Vector256<short> w3 = w.Get(j + (3 * Stride));
        Vector256<short> w4 = w.Get(j + (4 * Stride));
        Vector256<short> w5 = w.Get(j + (5 * Stride));
        Vector256<short> w6 = w.Get(j + (6 * Stride));
        Vector256<short> w7 = w.Get(j + (7 * Stride));

        GentlemanSande(ref w0, ref w1, zetas.Broadcast(4));
        GentlemanSande(ref w2, ref w3, zetas.Broadcast(5));
        GentlemanSande(ref w4, ref w5, zetas.Broadcast(6));
        GentlemanSande(ref w6, ref w7, zetas.Broadcast(7));

        GentlemanSande(ref w0, ref w2, zetas.Broadcast(2));
        GentlemanSande(ref w1, ref w3, zetas.Broadcast(2));
        GentlemanSande(ref w4, ref w6, zetas.Broadcast(3));
        GentlemanSande(ref w5, ref w7, zetas.Broadcast(3));

        // The sums; the others are products.
        w0 = MLKemReduction.Reduce(w0);
        w1 = MLKemReduction.Reduce(w1);
        w4 = MLKemReduction.Reduce(w4);
        w5 = MLKemReduction.Reduce(w5);

        GentlemanSande(ref w0, ref w4, zetas.Broadcast(1));
        GentlemanSande(ref w1, ref w5, zetas.Broadcast(1));
        GentlemanSande(ref w2, ref w6, zetas.Broadcast(1));
        GentlemanSande(ref w3, ref w7, zetas.Broadcast(1));

        w.Set(j, Scale(w0));
        w.Set(j + Stride, Scale(w1));
        w.Set(j + (2 * Stride), Scale(w2));
        w.Set(j + (3 * Stride), Scale(w3));
        w.Set(j + (4 * Stride), Scale(w4));
        w.Set(j + (5 * Stride), Scale(w5));
        w.Set(j + (6 * Stride), Scale(w6));
        w.Set(j + (7 * Stride), Scale(w7));
    }

    /// <summary>FIPS 203, Algorithm 9, lines 8 to 10.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CooleyTukey(
        ref Vector256<short> a, ref Vector256<short> b, (Vector256<short> Zeta, Vector256<short> TimesQInverse) factor)
    {
        Vector256<short> t = MLKemReduction.Multiply(b, factor.Zeta, factor.TimesQInverse);
        b = a - t;
        a += t;
    }

    /// <summary>What undoes it, but for a factor 2: FIPS 203, Algorithm 10, lines 8 to 10.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GentlemanSande(
        ref Vector256<short> a, ref Vector256<short> b, (Vector256<short> Zeta, Vector256<short> TimesQInverse) factor)
    {
        Vector256<short> t = a - b;
        a += b;
        b = MLKemReduction.Multiply(t, factor.Zeta, factor.TimesQInverse);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Scale(Vector256<short> a) => MLKemReduction.Multiply(
        a,
        Vector256.Create(MLKemRing.InverseNttScale),
        Vector256.Create(unchecked((short)(MLKemRing.InverseNttScale * MLKemRing.QInverse))));
}
