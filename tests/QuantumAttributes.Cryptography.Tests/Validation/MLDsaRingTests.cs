namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The ring arithmetic against its definitions, which divide and branch.</summary>
public class MLDsaRingTests
{
    private const int Q = MLDsaRing.Q;
    private const int N = MLDsaShape.N;

    [Fact]
    public void Given_TwoPolynomials_When_MultipliedThroughTheNtt_Expect_SchoolbookProduct()
    {
        Random random = new(1);
        int[] a = [.. Enumerable.Range(0, N).Select(_ => random.Next(Q))];
        int[] b = [.. Enumerable.Range(0, N).Select(_ => random.Next(-4, 5))];
        int[] expected = Schoolbook(a, b);

        MLDsaRing.Ntt(a);
        for (int j = 0; j < N; j++)
            a[j] = MLDsaRing.Canonical(a[j] % Q);
        MLDsaRing.Ntt(b);
        long[] sums = new long[N];
        MLDsaRing.MultiplyAddNtt(a, b, sums);
        int[] product = [.. sums.Select(MLDsaRing.MontgomeryReduce)];
        MLDsaRing.InverseNttToMontgomery(product);

        Assert.Equal(expected, product.Select(MLDsaRing.Canonical));
    }

    [Theory]
    [InlineData(Q - 1)]
    [InlineData(-(Q - 1))]
    public void Given_LargestCoefficients_When_Transformed_Expect_OutputWithinItsBound(int coefficient)
    {
        int[] w = [.. Enumerable.Repeat(coefficient, N)];
        MLDsaRing.Ntt(w);
        Assert.All(w, static c => Assert.InRange(c, -9 * Q, 9 * Q));

        w = [.. Enumerable.Repeat(coefficient, N)];
        MLDsaRing.InverseNttToMontgomery(w);
        Assert.All(w, static c => Assert.InRange(c, -Q + 1, Q - 1));
        Assert.All(w.Skip(1), static c => Assert.Equal(0, c % Q)); // a constant transform is that of a constant polynomial
    }

    [Fact]
    public void Given_Extremes_When_MontgomeryReduced_Expect_WithinQAndCongruent()
    {
        const long Largest = (1L << 31) * Q;
        foreach (long a in (long[])[0, 1, -1, Q, -Q, Largest - 1, -Largest + 1, 63L * Q * Q, -63L * Q * Q])
        {
            int r = MLDsaRing.MontgomeryReduce(a);
            Assert.InRange(r, -Q + 1, Q - 1);
            Assert.Equal(0, (a - ((long)r << 32)) % Q);
        }
    }

    /// <summary>A row of A times s1, with every product as large as the bounds on both allow: ML-DSA-87 has the most columns.</summary>
    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_LargestRow_When_Accumulated_Expect_ReducedToWithinQ(string name)
    {
        foreach (int largest in (int[])[(9 * Q) - 1, (-9 * Q) + 1])
        {
            int[] aHat = [.. Enumerable.Repeat(Q - 1, N)];
            int[] bHat = [.. Enumerable.Repeat(largest, N)];
            long[] sums = new long[N];
            for (int j = 0; j < MLDsaSet.Of(name).Shape.L; j++)
                MLDsaRing.MultiplyAddNtt(aHat, bHat, sums);

            int r = MLDsaRing.MontgomeryReduce(sums[0]);
            Assert.InRange(r, -Q + 1, Q - 1);
            Assert.Equal(0, (sums[0] - ((long)r << 32)) % Q);
        }
    }

    /// <summary>What the bound of 9q on the transform rests on: the secrets start far below q.</summary>
    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_SecretsAtTheirBound_When_TransformedThereAndBack_Expect_TheSecrets(string name)
    {
        int eta = MLDsaSet.Of(name).Shape.Eta;
        int[] s = [.. Enumerable.Range(0, N).Select(j => (j & 1) == 0 ? eta : -eta)];
        int[] w = [.. s];
        MLDsaRing.Ntt(w);
        Assert.All(w, static c => Assert.InRange(c, (-9 * Q) + 1, (9 * Q) - 1));
        for (int j = 0; j < N; j++)
            w[j] = MLDsaRing.MontgomeryReduce(w[j]);
        MLDsaRing.InverseNttToMontgomery(w);
        Assert.Equal(s.Select(c => (c + Q) % Q), w.Select(MLDsaRing.Canonical));
    }

    [Theory]
    [InlineData((-2 * Q) + 1)]
    [InlineData(-Q - 4)]
    [InlineData(-Q)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(Q - 1)]
    [InlineData(Q)]
    [InlineData(Q + 4)]
    [InlineData((2 * Q) - 1)]
    public void Given_BoundaryValues_When_MadeCanonical_Expect_TheRemainder(int a) =>
        Assert.Equal(((a % Q) + Q) % Q, MLDsaRing.Canonical(a));

    [Fact]
    public void Given_EveryResidueOfPower2Round_When_Rounded_Expect_Fips204Algorithm35()
    {
        for (int r = 0; r < Q; r += r < 1 << 15 || r > Q - (1 << 15) ? 1 : 997)
        {
            int r0 = r % (1 << 13);
            if (r0 > 1 << 12)
                r0 -= 1 << 13;
            Assert.Equal(((r - r0) / (1 << 13), r0), MLDsaRing.Power2Round(r));
        }
    }

    private static int[] Schoolbook(int[] a, int[] b)
    {
        long[] product = new long[N];
        for (int i = 0; i < N; i++)
        {
            for (int j = 0; j < N; j++)
            {
                int sign = i + j < N ? 1 : -1; // X^256 = -1
                product[(i + j) % N] = (product[(i + j) % N] + ((long)sign * a[i] * b[j])) % Q;
            }
        }

        return [.. product.Select(static c => (int)((c + Q) % Q))];
    }
}
