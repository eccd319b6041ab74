using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Products of transformed polynomials, coefficient by coefficient (FIPS 204, Algorithms 45 to 48), summed up in 64 bits and
/// reduced once. Bounds are on absolute values; what comes out is below q, as the inverse transform wants it.
/// </summary>
internal static class MLDsaProduct
{
    /// <summary><c>a · b · 2^-32</c>. In: below 9q each; 81q² is less than 2^31 q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(ref readonly MLDsaPolynomial a, ref readonly MLDsaPolynomial b, ref MLDsaPolynomial product)
    {
        for (int i = 0; i < MLDsaPolynomial.Vectors256; i++)
        {
            Vector256<int> x = a.Get256(i);
            Vector256<int> y = b.Get256(i);
            product.Set256(i, MLDsaMontgomery256.Reduce(MultiplyEven(x, y), MultiplyOdd(x, y)));
        }
    }

    /// <summary>
    /// A row of the matrix times a vector, times 2^-32. In: at most 7 columns, below q and 9q. The sum is below 63q², less than
    /// 2^31 q.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyRow(
        ReadOnlySpan<MLDsaPolynomial> row, ReadOnlySpan<MLDsaPolynomial> vector, ref MLDsaPolynomial product)
    {
        if (Avx512F.IsSupported)
        {
            for (int i = 0; i < MLDsaPolynomial.Vectors512; i++)
            {
                SumRow512(row, vector, i, out Vector512<long> even, out Vector512<long> odd);
                product.Set512(i, MLDsaMontgomery512.Reduce(even, odd));
            }
        }
        else
        {
            for (int i = 0; i < MLDsaPolynomial.Vectors256; i++)
            {
                SumRow256(row, vector, i, out Vector256<long> even, out Vector256<long> odd);
                product.Set256(i, MLDsaMontgomery256.Reduce(even, odd));
            }
        }
    }

    /// <summary>
    /// A row of the matrix times a vector, less <c>c · t</c>, times 2^-32: FIPS 204, Algorithm 8, line 9. In: as
    /// <see cref="MultiplyRow"/>, and below 9q each of c and t. The sum is below 63q² + 81q², less than 2^31 q = 256q².
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyRowAndSubtract(
        ReadOnlySpan<MLDsaPolynomial> row,
        ReadOnlySpan<MLDsaPolynomial> vector,
        ref readonly MLDsaPolynomial c,
        ref readonly MLDsaPolynomial t,
        ref MLDsaPolynomial product)
    {
        if (Avx512F.IsSupported)
        {
            for (int i = 0; i < MLDsaPolynomial.Vectors512; i++)
            {
                SumRow512(row, vector, i, out Vector512<long> even, out Vector512<long> odd);
                Vector512<int> x = c.Get512(i);
                Vector512<int> y = t.Get512(i);
                even -= Avx512F.Multiply(x, y);
                odd -= Avx512F.Multiply(MLDsaMontgomery512.Odd(x), MLDsaMontgomery512.Odd(y));
                product.Set512(i, MLDsaMontgomery512.Reduce(even, odd));
            }
        }
        else
        {
            for (int i = 0; i < MLDsaPolynomial.Vectors256; i++)
            {
                SumRow256(row, vector, i, out Vector256<long> even, out Vector256<long> odd);
                Vector256<int> x = c.Get256(i);
                Vector256<int> y = t.Get256(i);
                product.Set256(i, MLDsaMontgomery256.Reduce(even - MultiplyEven(x, y), odd - MultiplyOdd(x, y)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumRow256(
        ReadOnlySpan<MLDsaPolynomial> row,
        ReadOnlySpan<MLDsaPolynomial> vector,
        int i,
        out Vector256<long> even,
        out Vector256<long> odd)
    {
        even = Vector256<long>.Zero;
        odd = Vector256<long>.Zero;
        for (int j = 0; j < vector.Length; j++)
        {
            Vector256<int> x = row[j].Get256(i);
            Vector256<int> y = vector[j].Get256(i);
            even += MultiplyEven(x, y);
            odd += MultiplyOdd(x, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumRow512(
        ReadOnlySpan<MLDsaPolynomial> row,
        ReadOnlySpan<MLDsaPolynomial> vector,
        int i,
        out Vector512<long> even,
        out Vector512<long> odd)
    {
        even = Vector512<long>.Zero;
        odd = Vector512<long>.Zero;
        for (int j = 0; j < vector.Length; j++)
        {
            Vector512<int> x = row[j].Get512(i);
            Vector512<int> y = vector[j].Get512(i);
            even += Avx512F.Multiply(x, y);
            odd += Avx512F.Multiply(MLDsaMontgomery512.Odd(x), MLDsaMontgomery512.Odd(y));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> MultiplyEven(Vector256<int> x, Vector256<int> y) => Avx2.Multiply(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> MultiplyOdd(Vector256<int> x, Vector256<int> y) =>
        Avx2.Multiply(MLDsaMontgomery256.Odd(x), MLDsaMontgomery256.Odd(y));
}
