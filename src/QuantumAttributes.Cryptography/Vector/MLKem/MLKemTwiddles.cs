using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The twiddle factors of one direction of the number-theoretic transform, in Montgomery form and in [-q/2, q/2], each with its product
/// with <c>q^-1 mod 2^16</c>: for whole vectors one by one, and for the layers within vectors lane by lane.
/// </summary>
internal sealed class MLKemTwiddles
{
    /// <summary>FIPS 203, appendix A: <c>17^BitRev7(k)</c> is the factor of the k-th butterfly group of Algorithm 9.</summary>
    public static readonly MLKemTwiddles Forward = new(static k => MLKemRing.RootInMontgomeryForm(MLKemRing.BitRev7(k)));

    /// <summary>
    /// The factors that undo those of the same number: <c>17^-BitRev7(k)</c>, and 17 has order 256. Algorithm 10 takes the negative of the
    /// same, <c>17^BitRev7(127 - ...)</c>, and the negative difference.
    /// </summary>
    public static readonly MLKemTwiddles Inverse = new(static k => MLKemRing.RootInMontgomeryForm(256 - MLKemRing.BitRev7(k)));

    private const int Groups = 128;
    private const int Lanes = 16;
    private const int Layers = 3; // len = 8, 4, 2

    private readonly short[] _factors;
    private readonly short[] _lanes;

    private MLKemTwiddles(Func<int, short> zeta)
    {
        // Number 0 is nobody's.
        short[] factors = [0, .. Enumerable.Range(1, Groups - 1).Select(zeta)];
        _factors = [.. factors.SelectMany(static f => (short[])[f, MLKemRing.TimesQInverse(f)])];
        _lanes = InLanes(factors);
    }

    /// <summary>Factor k in every lane, and its product with q^-1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector256<short> Zeta, Vector256<short> TimesQInverse) Broadcast(int k)
    {
        ref short factor = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_factors), 2 * k);
        return (Vector256.Create(factor), Vector256.Create(Unsafe.Add(ref factor, 1)));
    }

    /// <summary>The factors of one pair of vectors (0 to 7) in one layer within it: 0, 1, 2 for len = 8, 4, 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector256<short> Zeta, Vector256<short> TimesQInverse) InLanes(int pair, int layer)
    {
        ref short factors = ref MemoryMarshal.GetArrayDataReference(_lanes);
        nuint offset = (nuint)(((pair * Layers) + layer) * 2 * Lanes);
        return (Vector256.LoadUnsafe(ref factors, offset), Vector256.LoadUnsafe(ref factors, offset + Lanes));
    }

    /// <summary>Follows the coefficients of each pair of vectors through the exchanges, and notes the factor that each lane needs.</summary>
    private static short[] InLanes(short[] factors)
    {
        List<short> table = [];
        for (int pair = 0; pair < MLKemRing.N / (2 * Lanes); pair++)
        {
            int[] a = [.. Enumerable.Range(2 * Lanes * pair, Lanes)];
            int[] b = [.. Enumerable.Range((2 * Lanes * pair) + Lanes, Lanes)];
            for (int layer = 0; layer < Layers; layer++)
            {
                int len = Lanes >> (layer + 1);
                Exchange(len, a, b);
                short[] zetas = [.. a.Select(index => factors[(Groups / len) + (index / (2 * len))])];
                table.AddRange(zetas);
                table.AddRange(zetas.Select(MLKemRing.TimesQInverse));
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
}
