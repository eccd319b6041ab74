using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A transformed polynomial b, prepared for products with several others (FIPS 203, Algorithms 11 and 12). In the domain of the transform
/// a polynomial is 128 pairs, and a product of pairs is <c>c0 = a0 b0 + a1 (b1 γ)</c>, <c>c1 = a0 b1 + a1 b0</c>: two sums of two
/// products, for which there is one instruction, given <c>(b0, b1 γ)</c> and <c>(b1, b0)</c>.
/// </summary>
internal struct MLKemFactor
{
    /// <summary>γ of each pair at its second place, 1 at the first, in Montgomery form; and their products with q^-1.</summary>
    private static readonly (MLKemPolynomial Gamma, MLKemPolynomial TimesQInverse) Gammas = MakeGammas();

    private MLKemPolynomial _twisted;
    private MLKemPolynomial _swapped;

    /// <summary>Prepares b. In: in [0, q].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Set(in MLKemPolynomial b)
    {
        ref readonly MLKemPolynomial gamma = ref Gammas.Gamma;
        ref readonly MLKemPolynomial timesQInverse = ref Gammas.TimesQInverse;
        for (int i = 0; i < MLKemPolynomial.Vectors; i++)
        {
            Vector256<short> pairs = b.Get(i);
            _twisted.Set(i, MLKemReduction.Multiply(pairs, gamma.Get(i), timesQInverse.Get(i)));
            Vector256<uint> words = pairs.AsUInt32();
            _swapped.Set(i, (Vector256.ShiftLeft(words, 16) | Vector256.ShiftRightLogical(words, 16)).AsInt16());
        }
    }

    /// <summary>
    /// The sum of products of transformed polynomials, times 2^-16. In: a in [0, 4095], so that a sum of 8 products with up to q is below
    /// 2^27. Out: at most 2^11 + q/2 in absolute value, hence below 4095.
    /// </summary>
    /// <param name="a">The polynomials.</param>
    /// <param name="first">The first of them that is multiplied.</param>
    /// <param name="stride">How far it is to the next.</param>
    /// <param name="factors">What they are multiplied with, at most four.</param>
    /// <param name="sum">Receives the sum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void SumOfProducts(
        ReadOnlySpan<MLKemPolynomial> a, int first, int stride, ReadOnlySpan<MLKemFactor> factors, ref MLKemPolynomial sum)
    {
        for (int i = 0; i < MLKemPolynomial.Vectors; i++)
        {
            Vector256<int> c0 = Vector256<int>.Zero;
            Vector256<int> c1 = Vector256<int>.Zero;
            int next = first;
            foreach (ref readonly MLKemFactor factor in factors)
            {
                Vector256<short> pairs = a[next].Get(i);
                c0 += Avx2.MultiplyAddAdjacent(pairs, factor._twisted.Get(i));
                c1 += Avx2.MultiplyAddAdjacent(pairs, factor._swapped.Get(i));
                next += stride;
            }

            Vector256<uint> even = Vector256.ShiftRightLogical(MLKemReduction.ReduceProducts(c0).AsUInt32(), 16);
            sum.Set(i, (even | MLKemReduction.ReduceProducts(c1).AsUInt32()).AsInt16());
        }
    }

    /// <summary>Forgets secret factors.</summary>
    public static void Zero(Span<MLKemFactor> factors) => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(factors));

    private static (MLKemPolynomial Gamma, MLKemPolynomial TimesQInverse) MakeGammas()
    {
        MLKemPolynomial gamma = default;
        MLKemPolynomial timesQInverse = default;
        for (int i = 0; i < MLKemRing.N; i++)
        {
            gamma[i] = MLKemRing.RootInMontgomeryForm(i % 2 == 0 ? 0 : (2 * MLKemRing.BitRev7(i / 2)) + 1);
            timesQInverse[i] = MLKemRing.TimesQInverse(gamma[i]);
        }

        return (gamma, timesQInverse);
    }
}
