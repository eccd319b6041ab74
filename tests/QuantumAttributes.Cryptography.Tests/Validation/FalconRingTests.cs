namespace QuantumAttributes.Cryptography.Tests;

public class FalconRingTests
{
    private const int Q = FalconRing.Q;

    public static TheoryData<int> Degrees => [512, 1024];

    /// <summary>Barrett's quotient at multiples of q, where it would go wrong first, and elsewhere.</summary>
    [Fact]
    public void Given_AnyTwoNumbers_When_Multiplied_Expect_TheRemainder()
    {
        int[] edges = [0, 1, 2, 3, Q / 2, (Q / 2) + 1, Q - 2, Q - 1];
        for (int a = 0; a < Q; a++)
        {
            foreach (int b in edges.Append(a))
                Assert.Equal((int)((long)a * b % Q), FalconRing.Multiply(a, b));
        }
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void Given_TwoPolynomials_When_MultipliedByNtt_Expect_TheNegacyclicProduct(int n)
    {
        int[] a = Polynomial(n, seed: 1);
        int[] b = Polynomial(n, seed: 2);
        int[] expected = new int[n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                long product = (long)a[i] * b[j] % Q;
                int k = (i + j) % n;
                expected[k] = (int)((expected[k] + (i + j < n ? product : Q - product)) % Q);
            }
        }

        FalconRing.Ntt(a);
        FalconRing.Ntt(b);
        FalconRing.MultiplyNtt(a, b);
        FalconRing.InverseNtt(a);
        Assert.Equal(expected, a);
    }

    [Fact]
    public void Given_EveryNumber_When_Inverted_Expect_OneAsProductAndZeroFound()
    {
        int[] numbers = [.. Enumerable.Range(1, Q - 1)];
        int[] inverses = [.. numbers];

        Assert.True(FalconRing.InvertNtt(inverses) < 0);
        Assert.All(numbers.Zip(inverses), static pair => Assert.Equal(1, FalconRing.Multiply(pair.First, pair.Second)));
        Assert.False(FalconRing.InvertNtt([1, 0, 2]) < 0);
    }

    [Fact]
    public void Given_EveryNumber_When_GivenASign_Expect_TheNearestToZero()
    {
        for (int a = 0; a < Q; a++)
        {
            int signed = FalconRing.ToSigned(a);
            Assert.InRange(signed, -Q / 2, Q / 2);
            Assert.Equal(a, FalconRing.FromSigned(signed));
        }
    }

    private static int[] Polynomial(int n, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, n).Select(_ => random.Next(Q))];
    }
}
