using System.Collections;
using static QuantumAttributes.Cryptography.Tests.Vector.MLKemPolynomials;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>Compression and encodings against the standard's definitions; compression on every coefficient there is.</summary>
public class MLKemEncodingTests
{
    public static TheoryData<int> Compressions => [4, 5, 10, 11];

    [Theory]
    [MemberData(nameof(Compressions))]
    public void Given_EveryCoefficient_When_Compressed_Expect_TheRoundedQuotient(int d)
    {
        NeedAvx2();
        for (int x = 0; x < Q; x += N)
        {
            int[] coefficients = [.. Enumerable.Range(x, N).Select(static c => Math.Min(c, Q - 1))];
            MLKemPolynomial w = Polynomial(coefficients);
            MLKemCompression.Compress(ref w, d);
            Assert.Equal(coefficients.Select(c => Compressed(c, d)), Array(in w));
        }
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public void Given_EveryCompressedCoefficient_When_Decompressed_Expect_TheRoundedProduct(int d)
    {
        NeedAvx2();
        for (int y = 0; y < 1 << d; y += N)
        {
            int[] coefficients = [.. Enumerable.Range(y, N).Select(c => Math.Min(c, (1 << d) - 1))];
            MLKemPolynomial w = Polynomial(coefficients);
            MLKemCompression.Decompress(ref w, d);
            Assert.Equal(coefficients.Select(c => ((c * Q) + (1 << (d - 1))) >> d), Array(in w));
        }
    }

    [Fact]
    public void Given_EveryCoefficient_When_MadeAMessage_Expect_TheRoundedBit()
    {
        NeedAvx2();
        for (int x = 0; x < Q; x += N)
        {
            int[] coefficients = [.. Enumerable.Range(x, N).Select(static c => Math.Min(c, Q - 1))];
            byte[] message = new byte[32];
            MLKemCompression.ToMessage(Polynomial(coefficients), message);
            BitArray bits = new(message);
            for (int j = 0; j < N; j++)
                Assert.Equal(Compressed(coefficients[j], 1) == 1, bits[j]);
        }
    }

    [Fact]
    public void Given_Messages_When_Added_Expect_HalfOfQForEachBit()
    {
        NeedAvx2();
        Random random = new(5);
        foreach (int[] coefficients in Samples(-3, 3))
        {
            byte[] message = new byte[32];
            random.NextBytes(message);
            BitArray bits = new(message);
            MLKemPolynomial w = Polynomial(coefficients);
            MLKemCompression.AddMessage(message, ref w);
            Assert.Equal(coefficients.Select((c, j) => c + (bits[j] ? 1665 : 0)), Array(in w));
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public void Given_Polynomials_When_EncodedAndDecoded_Expect_TheirBitsAndThemselves(int d)
    {
        NeedAvx2();
        foreach (int[] coefficients in Samples(0, (1 << d) - 1))
        {
            byte[] encoded = new byte[32 * d];
            MLKemByteEncoding.Encode(Polynomial(coefficients), d, encoded);
            BitArray bits = new(encoded);
            for (int j = 0; j < N * d; j++)
                Assert.Equal(((coefficients[j / d] >> (j % d)) & 1) == 1, bits[j]);

            MLKemPolynomial decoded = default;
            MLKemByteEncoding.Decode(encoded, d, ref decoded);
            Assert.Equal(coefficients, Array(in decoded));
        }
    }

    private static int Compressed(int x, int d) => ((((x << d) * 2) + Q) / (2 * Q)) & ((1 << d) - 1);
}
