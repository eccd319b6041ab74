using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>Polynomials as arrays and back, for tests that compare.</summary>
internal static class Coefficients
{
    public const int Q = MLDsaRing.Q;
    public const int N = MLDsaShape.N;
    public const string VectorsMissing = "AVX2 is not supported here";

    public static void NeedAvx2() => Assert.SkipUnless(Avx2.IsSupported, VectorsMissing);

    public static MLDsaPolynomial Polynomial(IEnumerable<int> coefficients)
    {
        MLDsaPolynomial w = default;
        int j = 0;
        foreach (int coefficient in coefficients)
            w[j++] = coefficient;
        Assert.Equal(N, j);
        return w;
    }

    public static MLDsaPolynomial Constant(int coefficient) => Polynomial(Enumerable.Repeat(coefficient, N));

    public static int[] Array(in MLDsaPolynomial w) => w[..].ToArray();

    public static int Mod(long a) => (int)(((a % Q) + Q) % Q);

    /// <summary>Random polynomials with coefficients in [from, to], and those that have nothing but extremes.</summary>
    public static IEnumerable<int[]> Samples(int from, int to, int count = 20)
    {
        Random random = new(from ^ to);
        yield return [.. Enumerable.Repeat(from, N)];
        yield return [.. Enumerable.Repeat(to, N)];
        yield return [.. Enumerable.Range(0, N).Select(j => (j & 1) == 0 ? from : to)];
        yield return [.. Enumerable.Range(0, N).Select(_ => random.Next(2) == 0 ? from : to)];
        for (int i = 0; i < count; i++)
            yield return [.. Enumerable.Range(0, N).Select(_ => (int)random.NextInt64(from, to + 1L))];
    }
}
