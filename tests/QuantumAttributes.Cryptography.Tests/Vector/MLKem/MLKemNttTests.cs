using System.Runtime.Intrinsics;
using static QuantumAttributes.Cryptography.Tests.Vector.MLKemPolynomials;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>The transform and the products in its domain, against their definitions, with their bounds at the extremes.</summary>
public class MLKemNttTests
{
    [Fact]
    public void Given_Polynomials_When_Transformed_Expect_TheResiduesOfTheDefinition()
    {
        NeedAvx2();
        foreach (int[] coefficients in Samples(-Q, Q))
        {
            MLKemPolynomial w = Polynomial(coefficients);
            MLKemNtt.Forward(ref w);
            Assert.Equal(Transform(coefficients), Canonical(in w));
            Assert.All(Array(in w), static c => Assert.InRange(c, 0, Q));
        }
    }

    [Fact]
    public void Given_TransformsOfAnySize_When_TransformedBack_Expect_ThePolynomialsTimesTheFactor()
    {
        NeedAvx2();
        foreach (int[] coefficients in Samples(-4095, 4095))
        {
            MLKemPolynomial w = Polynomial(coefficients);
            MLKemNtt.InverseToMontgomery(ref w);
            Assert.All(Array(in w), static c => Assert.InRange(c, -Q + 1, Q - 1));
            Assert.Equal(coefficients.Select(static c => Mod(c * 65536L)), Transform(Array(in w)));
        }
    }

    /// <summary>Every sum of the inverse transform as large as it can be: the signs of a basis' transforms, each scaled to the bound.</summary>
    [Fact]
    public void Given_SignsOfEveryTwiddlePattern_When_TransformedBack_Expect_NoOverflow()
    {
        NeedAvx2();
        for (int unit = 0; unit < N; unit++)
        {
            int[] pattern = new int[N];
            pattern[unit] = 1;
            MLKemPolynomial transformed = Polynomial(pattern);
            MLKemNtt.Forward(ref transformed);
            int[] extremes = [.. Array(in transformed).Select(static c => c > Q / 2 ? 4095 : -4095)];
            MLKemPolynomial w = Polynomial(extremes);
            MLKemNtt.InverseToMontgomery(ref w);
            Assert.Equal(extremes.Select(static c => Mod(c * 65536L)), Transform(Array(in w)));
        }
    }

    [Theory]
    [InlineData(2, 3328)]
    [InlineData(3, 3328)]
    [InlineData(4, 3328)]
    [InlineData(4, 4095)]
    public void Given_VectorsOfPolynomials_When_Multiplied_Expect_TheSumOfProducts(int k, int largest)
    {
        NeedAvx2();
        int[][] left = [.. Samples(0, largest)];
        int[][] right = [.. Samples(0, Q)];
        for (int start = 0; start + k <= left.Length; start++)
        {
            MLKemPolynomial[] a = new MLKemPolynomial[2 * k];
            MLKemFactor[] factors = new MLKemFactor[k];
            int[] expected = new int[N];
            for (int i = 0; i < k; i++)
            {
                MLKemPolynomial b = Polynomial(right[start + i]);
                a[(2 * i) + 1] = Polynomial(left[start + i]);
                factors[i].Set(in b);
                AddBaseCaseProducts(left[start + i], right[start + i], expected);
            }

            MLKemPolynomial sum = default;
            MLKemFactor.SumOfProducts(a, 1, 2, factors, ref sum);
            Assert.Equal(expected, Array(in sum).Select(static c => Mod(c * 65536L)));
            Assert.All(Array(in sum), static c => Assert.InRange(c, -4095, 4095));
        }
    }

    [Fact]
    public void Given_TwoPolynomials_When_MultipliedInTheDomainOfTheTransform_Expect_TheirProduct()
    {
        NeedAvx2();
        int[][] samples = [.. Samples(0, Q - 1, count: 4)];
        foreach (int[] left in samples)
        {
            foreach (int[] right in samples)
            {
                MLKemPolynomial[] a = [Polynomial(left)];
                MLKemPolynomial b = Polynomial(right);
                MLKemNtt.Forward(ref a[0]);
                MLKemNtt.Forward(ref b);
                MLKemFactor[] factors = new MLKemFactor[1];
                factors[0].Set(in b);
                MLKemPolynomial product = default;
                MLKemFactor.SumOfProducts(a, 0, 1, factors, ref product);
                MLKemNtt.InverseToMontgomery(ref product);
                Assert.Equal(Product(left, right), Canonical(in product));
            }
        }
    }

    [Fact]
    public void Given_EveryNumberOf16Bits_When_Reduced_Expect_WithinBoundsAndCongruent()
    {
        NeedAvx2();
        for (int a = short.MinValue; a <= short.MaxValue; a++)
        {
            Vector256<short> vector = Vector256.Create((short)a);
            int reduced = MLKemReduction.Reduce(vector)[3];
            Assert.InRange(reduced, 0, Q);
            Assert.Equal(Mod(a), Mod(reduced));
            Assert.Equal(Mod(a), MLKemReduction.ToCanonical(vector)[5]);
        }
    }

    [Theory]
    [InlineData(Q / 2)]
    [InlineData(-Q / 2)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(MLKemRing.InverseNttScale)]
    [InlineData(MLKemRing.MontgomeryOneSquared)]
    public void Given_EveryNumberOf16Bits_When_MultipliedByMontgomerysMethod_Expect_BelowQAndCongruent(short b)
    {
        NeedAvx2();
        Vector256<short> factor = Vector256.Create(b);
        Vector256<short> timesQInverse = Vector256.Create(MLKemRing.TimesQInverse(b));
        for (int a = short.MinValue; a <= short.MaxValue; a++)
        {
            int product = MLKemReduction.Multiply(Vector256.Create((short)a), factor, timesQInverse)[0];
            Assert.InRange(product, -Q + 1, Q - 1);
            Assert.Equal(Mod((long)a * b), Mod(product * 65536L));
        }
    }

    [Theory]
    [InlineData((1 << 27) - 1)]
    [InlineData(1 - (1 << 27))]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(32768)]
    [InlineData(8 * 4095 * Q)]
    public void Given_ExtremeSums_When_Reduced_Expect_WithinBoundsAndCongruent(int sum)
    {
        NeedAvx2();
        int reduced = MLKemReduction.ReduceProducts(Vector256.Create(sum))[2];
        Assert.Equal(0, reduced & 0xFFFF);
        Assert.InRange(reduced >> 16, -2048 - (Q / 2) - 1, 2048 + (Q / 2) + 1);
        Assert.Equal(Mod(sum), Mod(reduced));
    }

    /// <summary>FIPS 203, Algorithm 12, on all pairs.</summary>
    private static void AddBaseCaseProducts(int[] a, int[] b, int[] sum)
    {
        for (int i = 0; i < N / 2; i++)
        {
            long gamma = Power(17, (2 * MLKemRing.BitRev7(i)) + 1);
            (long a0, long a1, long b0, long b1) = (a[2 * i], a[(2 * i) + 1], b[2 * i], b[(2 * i) + 1]);
            sum[2 * i] = Mod(sum[2 * i] + (a0 * b0) + (Mod(a1 * b1) * gamma));
            sum[(2 * i) + 1] = Mod(sum[(2 * i) + 1] + (a0 * b1) + (a1 * b0));
        }
    }
}
