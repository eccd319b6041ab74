using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static QuantumAttributes.Cryptography.Tests.Vector.Coefficients;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>
/// The transform on both kinds of vectors against the scalar one, and its bounds at the extremes of what it takes.
/// </summary>
public class MLDsaNttTests
{
    private delegate void Transform(ref MLDsaPolynomial w);

    public static TheoryData<int> Widths => [256, 512];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Given_Polynomials_When_Transformed_Expect_ScalarTransform(int width)
    {
        Transform forward = Forward(width);
        foreach (int[] coefficients in Samples(-Q + 1, Q - 1))
        {
            MLDsaPolynomial w = Polynomial(coefficients);
            forward(ref w);
            MLDsaRing.Ntt(coefficients);
            Assert.Equal(coefficients.Select(static c => Mod(c)), Array(w).Select(static c => Mod(c)));
            Assert.All(Array(w), static c => Assert.InRange(c, (-9 * Q) + 1, (9 * Q) - 1));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Given_Polynomials_When_TransformedBack_Expect_ScalarTransformWithinItsBound(int width)
    {
        Transform inverse = Inverse(width);
        foreach (int[] coefficients in Samples(-Q + 1, Q - 1))
        {
            MLDsaPolynomial w = Polynomial(coefficients);
            inverse(ref w);
            MLDsaRing.InverseNttToMontgomery(coefficients);
            Assert.Equal(coefficients.Select(static c => Mod(c)), Array(w).Select(static c => Mod(c)));
            Assert.All(Array(w), static c => Assert.InRange(c, -MLDsaNtt.LargestInverse, MLDsaNtt.LargestInverse));
        }
    }

    /// <summary>
    /// Every sum of the inverse transform as large as it can be: a basis of unit transforms, each scaled to the bound.
    /// </summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void Given_SignsOfEveryTwiddlePattern_When_TransformedBack_Expect_NoOverflow(int width)
    {
        Transform forward = Forward(width);
        Transform inverse = Inverse(width);
        for (int unit = 0; unit < N; unit++)
        {
            MLDsaPolynomial pattern = default;
            pattern[unit] = 1;
            forward(ref pattern);
            int[] extremes = [.. Array(pattern).Select(static c => Mod(c) > Q / 2 ? Q - 1 : 1 - Q)];
            MLDsaPolynomial w = Polynomial(extremes);
            inverse(ref w);
            MLDsaRing.InverseNttToMontgomery(extremes);
            Assert.Equal(extremes.Select(static c => Mod(c)), Array(w).Select(static c => Mod(c)));
        }
    }

    /// <summary>What signing rests on: products with a challenge come out as themselves, and need no reduction.</summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void Given_SmallPolynomial_When_TransformedThereAndBack_Expect_ItsOwnCoefficients(int width)
    {
        const int LargestProduct = 60 << (MLDsaShape.D - 1); // of a challenge and t0
        foreach (int[] coefficients in Samples(-LargestProduct, LargestProduct))
        {
            MLDsaPolynomial w = Polynomial(coefficients);
            Forward(width)(ref w);
            MLDsaPolynomial one = Constant(1); // the transform of the polynomial 1
            MLDsaProduct.Multiply(in w, in one, ref w);
            Inverse(width)(ref w);
            Assert.Equal(coefficients, Array(w));
        }
    }

    [Theory]
    [InlineData(1, 2147483647)]
    [InlineData(-1, 2147483647)]
    [InlineData(Q / 2, 2147483647)]
    [InlineData(-Q / 2, 2147483647)]
    [InlineData(Q / 2, -2147483648)]
    [InlineData(9 * Q, 9 * Q)]
    [InlineData(-9 * Q, 9 * Q)]
    [InlineData(0, 0)]
    public void Given_Extremes_When_MontgomeryMultiplied_Expect_WithinQAndCongruent(int b, int a)
    {
        NeedAvx2();
        int bTimesQInverse = unchecked(b * MLDsaRing.QInverse);
        Vector256<int> product = MLDsaMontgomery256.Multiply(
            Vector256.Create(a), Vector256.Create(b), Vector256.Create(bTimesQInverse));
        Assert.Equal(Vector256.Create(MLDsaRing.MontgomeryReduce((long)a * b)), product);
        Assert.InRange(product[0], -Q + 1, Q - 1);
        if (Avx512F.IsSupported)
        {
            Assert.Equal(
                Vector512.Create(product, product),
                MLDsaMontgomery512.Multiply(Vector512.Create(a), Vector512.Create(b), Vector512.Create(bTimesQInverse)));
        }
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_LargestRow_When_MultipliedAndSubtracted_Expect_WithinQAndCongruent(string name)
    {
        NeedAvx2();
        int columns = MLDsaSet.Of(name).Shape.L;
        foreach ((int z, int t) in ((int, int)[])[((9 * Q) - 1, (-9 * Q) + 1), ((-9 * Q) + 1, (9 * Q) - 1), (0, 0), (1, -1)])
        {
            MLDsaPolynomial[] row = [.. Enumerable.Repeat(Constant(Q - 1), columns)];
            MLDsaPolynomial[] vector = [.. Enumerable.Repeat(Constant(z), columns)];
            MLDsaPolynomial c = Constant((9 * Q) - 1);
            MLDsaPolynomial subtracted = Constant(t);
            MLDsaPolynomial product = default;

            MLDsaProduct.MultiplyRow(row, vector, ref product);
            long sum = columns * (Q - 1L) * z;
            Assert.All(Array(product), p => Assert.Equal(MLDsaRing.MontgomeryReduce(sum), p));
            Assert.InRange(product[0], -Q + 1, Q - 1);

            MLDsaProduct.MultiplyRowAndSubtract(row, vector, in c, in subtracted, ref product);
            sum -= ((9L * Q) - 1) * t;
            Assert.All(Array(product), p => Assert.Equal(MLDsaRing.MontgomeryReduce(sum), p));
            Assert.InRange(product[0], -Q + 1, Q - 1);
        }
    }

    [Fact]
    public void Given_RandomPolynomials_When_Multiplied_Expect_EachLanesOwnProduct()
    {
        NeedAvx2();
        int[][] samples = [.. Samples((-9 * Q) + 1, (9 * Q) - 1)];
        for (int i = 1; i < samples.Length; i++)
        {
            MLDsaPolynomial a = Polynomial(samples[i - 1]);
            MLDsaPolynomial b = Polynomial(samples[i]);
            MLDsaPolynomial product = default;
            MLDsaProduct.Multiply(in a, in b, ref product);
            Assert.Equal(samples[i - 1].Zip(samples[i], static (x, y) => MLDsaRing.MontgomeryReduce((long)x * y)), Array(product));
        }
    }

    private static Transform Forward(int width) => Need(width) == 512 ? MLDsaNtt512.Forward : MLDsaNtt256.Forward;

    private static Transform Inverse(int width) =>
        Need(width) == 512 ? MLDsaNtt512.InverseToMontgomery : MLDsaNtt256.InverseToMontgomery;

    private static int Need(int width)
    {
        NeedAvx2();
        return width == 512 && !Avx512F.IsSupported ? 256 : width; // on a machine without, once more the one that it has
    }
}
