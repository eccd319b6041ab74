using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>Polynomials as arrays and back, and the ring as the standard has it, for tests that compare.</summary>
internal static class MLKemPolynomials
{
    public const int Q = MLKemRing.Q;
    public const int N = MLKemRing.N;
    public const string VectorsMissing = "AVX2 is not supported here";

    public static void NeedAvx2() => Assert.SkipUnless(Avx2.IsSupported, VectorsMissing);

    public static MLKemPolynomial Polynomial(IEnumerable<int> coefficients)
    {
        MLKemPolynomial w = default;
        int j = 0;
        foreach (int coefficient in coefficients)
            w[j++] = checked((short)coefficient);
        Assert.Equal(N, j);
        return w;
    }

    public static int[] Array(in MLKemPolynomial w) => [.. w[..].ToArray().Select(static c => (int)c)];

    public static int[] Canonical(in MLKemPolynomial w) => [.. Array(in w).Select(static c => Mod(c))];

    public static int Mod(long a) => (int)(((a % Q) + Q) % Q);

    public static int Power(int root, int exponent)
    {
        int power = 1;
        for (int i = 0; i < exponent; i++)
            power = Mod((long)power * root);
        return power;
    }

    /// <summary>Random polynomials with coefficients in [from, to], and those that have nothing but extremes.</summary>
    public static IEnumerable<int[]> Samples(int from, int to, int count = 20)
    {
        Random random = new(from ^ to);
        yield return [.. Enumerable.Repeat(from, N)];
        yield return [.. Enumerable.Repeat(to, N)];
        yield return [.. Enumerable.Range(0, N).Select(j => (j & 1) == 0 ? from : to)];
        yield return [.. Enumerable.Range(0, N).Select(_ => random.Next(2) == 0 ? from : to)];
        for (int i = 0; i < count; i++)
            yield return [.. Enumerable.Range(0, N).Select(_ => random.Next(from, to + 1))];
    }

    /// <summary>FIPS 203, section 4.3: the residues modulo X^2 - 17^(2 BitRev7(i) + 1), straight from the definition.</summary>
    public static int[] Transform(int[] w)
    {
        int[] transformed = new int[N];
        for (int i = 0; i < N / 2; i++)
        {
            int gamma = Power(17, (2 * MLKemRing.BitRev7(i)) + 1);
            (long even, long odd) = (0, 0);
            for (int j = N - 2; j >= 0; j -= 2)
                (even, odd) = (Mod((even * gamma) + w[j]), Mod((odd * gamma) + w[j + 1]));
            (transformed[2 * i], transformed[(2 * i) + 1]) = ((int)even, (int)odd);
        }

        return transformed;
    }

    /// <summary>The product modulo X^256 + 1.</summary>
    public static int[] Product(int[] a, int[] b)
    {
        long[] product = new long[N];
        for (int i = 0; i < N; i++)
        {
            for (int j = 0; j < N; j++)
                product[(i + j) % N] += (i + j < N ? 1L : -1L) * a[i] * b[j];
        }

        return [.. product.Select(static c => Mod(c))];
    }
}
