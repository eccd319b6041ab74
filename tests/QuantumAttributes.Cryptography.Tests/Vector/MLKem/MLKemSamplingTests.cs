using System.Collections;
using static QuantumAttributes.Cryptography.Tests.Vector.MLKemPolynomials;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>Sampling against the standard's algorithms, with streams that random ones practically never are.</summary>
public class MLKemSamplingTests
{
    private const int Block = 168;

    /// <summary>From streams in which nothing is refused to those in which nearly everything is.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(90)]
    [InlineData(99)]
    public void Given_StreamsWithManyRefused_When_Sampled_Expect_AlgorithmSevensPolynomial(int refusedInHundred)
    {
        NeedAvx2();
        Random random = new(refusedInHundred);
        for (int round = 0; round < 50; round++)
        {
            MLKemPolynomial a = default;
            List<int> expected = [];
            int count = 0;
            while (count < N)
            {
                int[] candidates = [.. Enumerable.Range(0, Block * 2 / 3).Select(_ =>
                    random.Next(100) < refusedInHundred ? random.Next(Q, 4096) : random.Next(Q))];
                expected.AddRange(candidates.Where(static c => c < Q));
                count = MLKemUniformSampling.Sample(Pack(candidates), ref a, count);
                Assert.Equal(Math.Min(N, expected.Count), count);
            }

            Assert.Equal(expected.Take(N), Array(in a));
        }
    }

    [Theory]
    [InlineData(Q - 1, N)]
    [InlineData(Q, 0)]
    [InlineData(4095, 0)]
    [InlineData(0, N)]
    public void Given_StreamOfOneCandidate_When_Sampled_Expect_AllOrNothing(int candidate, int expected)
    {
        NeedAvx2();
        MLKemPolynomial a = default;
        int count = MLKemUniformSampling.Sample(Pack([.. Enumerable.Repeat(candidate, 336)]), ref a, 0);
        Assert.Equal(expected, count);
        if (count == N)
            Assert.All(Array(in a), c => Assert.Equal(candidate, c));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Given_Bytes_When_SampledBinomially_Expect_AlgorithmEightsPolynomial(int eta)
    {
        NeedAvx2();
        Random random = new(eta);
        for (int round = 0; round < 100; round++)
        {
            byte[] bytes = new byte[64 * eta];
            if (round < 2)
                bytes.AsSpan().Fill((byte)-round);
            else
                random.NextBytes(bytes);
            BitArray bits = new(bytes);
            MLKemPolynomial w = default;
            MLKemBinomialSampling.Sample(bytes, eta, ref w);
            Assert.Equal(
                Enumerable.Range(0, N).Select(i => Sum(bits, 2 * i * eta, eta) - Sum(bits, ((2 * i) + 1) * eta, eta)), Array(in w));
        }
    }

    private static int Sum(BitArray bits, int start, int count) => Enumerable.Range(start, count).Count(i => bits[i]);

    private static byte[] Pack(int[] candidates)
    {
        byte[] bytes = new byte[candidates.Length * 3 / 2];
        for (int i = 0; i < candidates.Length; i += 2)
        {
            (int first, int second) = (candidates[i], candidates[i + 1]);
            bytes[i * 3 / 2] = (byte)first;
            bytes[(i * 3 / 2) + 1] = (byte)((first >> 8) | (second << 4));
            bytes[(i * 3 / 2) + 2] = (byte)(second >> 4);
        }

        return bytes;
    }
}
