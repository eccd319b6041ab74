using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The twiddle factors of one direction of the number-theoretic transform, in Montgomery form and in [-q/2, q/2], each with its
/// product with <c>q^-1 mod 2^32</c>: for whole vectors one by one, and for the layers within vectors lane by lane.
/// </summary>
internal sealed class MLDsaTwiddles
{
    /// <summary>FIPS 204, appendix B: zetas[k] is the factor of the k-th butterfly group of Algorithm 41.</summary>
    public static readonly MLDsaTwiddles Forward = new(static k => MLDsaRing.Zeta(k));

    /// <summary>
    /// The factors of Algorithm 42, numbered as Algorithm 41 numbers its own: the group that k undid. It takes -zetas[m] with m
    /// counting down from 255, hence backwards within a layer, whose numbers are 2^l to 2^(l+1) - 1.
    /// </summary>
    public static readonly MLDsaTwiddles Inverse = new(static k =>
    {
        int layer = 1 << int.Log2(k);
        return -MLDsaRing.Zeta((3 * layer) - 1 - k);
    });

    private const int Layers256 = 3; // len = 4, 2, 1
    private const int Layers512 = 4; // len = 8, 4, 2, 1

    private readonly int[] _factors;
    private readonly int[] _lanes256;
    private readonly int[] _lanes512;

    private MLDsaTwiddles(Func<int, int> zeta)
    {
        // Number 0 is nobody's.
        int[] factors = [0, .. Enumerable.Range(1, MLDsaShape.N - 1).Select(k => Centred(zeta(k)))];
        _factors = [.. factors.SelectMany(WithInverse)];
        _lanes256 = InLanes(factors, 8, Layers256);
        _lanes512 = InLanes(factors, 16, Layers512);
    }

    /// <summary>Factor k in every lane, and its product with q^-1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector256<int> Zeta, Vector256<int> TimesQInverse) Broadcast256(int k)
    {
        ref int factor = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_factors), 2 * k);
        return (Vector256.Create(factor), Vector256.Create(Unsafe.Add(ref factor, 1)));
    }

    /// <summary>Factor k in every lane, and its product with q^-1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector512<int> Zeta, Vector512<int> TimesQInverse) Broadcast512(int k)
    {
        ref int factor = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_factors), 2 * k);
        return (Vector512.Create(factor), Vector512.Create(Unsafe.Add(ref factor, 1)));
    }

    /// <summary>The factors of one pair of vectors (0 to 15) in one layer within it: 0, 1, 2 for len = 4, 2, 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector256<int> Zeta, Vector256<int> TimesQInverse) Lanes256(int pair, int layer)
    {
        ref int factors = ref MemoryMarshal.GetArrayDataReference(_lanes256);
        nuint offset = (nuint)(((pair * Layers256) + layer) * 16);
        return (Vector256.LoadUnsafe(ref factors, offset), Vector256.LoadUnsafe(ref factors, offset + 8));
    }

    /// <summary>The factors of one pair of vectors (0 to 7) in one layer within it: 0, 1, 2, 3 for len = 8, 4, 2, 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector512<int> Zeta, Vector512<int> TimesQInverse) Lanes512(int pair, int layer)
    {
        ref int factors = ref MemoryMarshal.GetArrayDataReference(_lanes512);
        nuint offset = (nuint)(((pair * Layers512) + layer) * 32);
        return (Vector512.LoadUnsafe(ref factors, offset), Vector512.LoadUnsafe(ref factors, offset + 16));
    }

    /// <summary>
    /// Follows the coefficients of each pair of vectors through the exchanges, and notes the factor that each lane needs.
    /// </summary>
    private static int[] InLanes(int[] factors, int lanes, int layers)
    {
        List<int> table = [];
        for (int pair = 0; pair < MLDsaShape.N / (2 * lanes); pair++)
        {
            int[] a = [.. Enumerable.Range(2 * lanes * pair, lanes)];
            int[] b = [.. Enumerable.Range((2 * lanes * pair) + lanes, lanes)];
            for (int layer = 0; layer < layers; layer++)
            {
                int len = lanes >> (layer + 1);
                Exchange(len, a, b);
                int[] zetas = [.. a.Select(index => factors[(128 / len) + (index / (2 * len))])];
                table.AddRange(zetas);
                table.AddRange(zetas.Select(TimesQInverse));
            }
        }

        return [.. table];
    }

    /// <summary>What the vectors' exchanges do, on arrays.</summary>
    private static void Exchange(int block, int[] a, int[] b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if ((i & block) == 0)
                (a[i + block], b[i]) = (b[i], a[i + block]);
        }
    }

    private static int[] WithInverse(int zeta) => [zeta, TimesQInverse(zeta)];

    private static int TimesQInverse(int zeta) => unchecked(zeta * MLDsaRing.QInverse);

    /// <summary>The representative nearest to zero. In: above -q and below q.</summary>
    private static int Centred(int a)
    {
        if (a > MLDsaRing.Q / 2)
            return a - MLDsaRing.Q;
        return a < -MLDsaRing.Q / 2 ? a + MLDsaRing.Q : a;
    }
}
