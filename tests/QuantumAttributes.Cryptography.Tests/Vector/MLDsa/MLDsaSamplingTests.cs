using static QuantumAttributes.Cryptography.Tests.Vector.Coefficients;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>
/// Rejection sampling against its definitions, fed in pieces of every size, with none, some and most candidates refused.
/// </summary>
public class MLDsaSamplingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(100)]
    public void Given_Stream_When_SampledUniformly_Expect_Fips204Algorithm30(int percentRefused)
    {
        NeedAvx2();
        Random random = new(percentRefused);
        for (int round = 0; round < 50; round++)
        {
            byte[] stream = new byte[24 * 100];
            random.NextBytes(stream);
            for (int i = 0; i < stream.Length; i += 3)
            {
                if (random.Next(100) < percentRefused)
                    (stream[i], stream[i + 1], stream[i + 2]) = ((byte)random.Next(1, 256), (byte)(0xE0 | random.Next(32)), 0xFF);
                else if (random.Next(10) == 0)
                    (stream[i], stream[i + 1], stream[i + 2]) = (0, 0xE0, 0x7F); // q - 1
            }

            int[] expected =
            [
                .. stream.Chunk(3).Select(static c => c[0] | (c[1] << 8) | ((c[2] & 0x7F) << 16)).Where(static c => c < Q).Take(N)
            ];
            Compare(stream, expected, 24, random, MLDsaRejection.SampleUniform);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(100)]
    public void Given_Stream_When_SampledWithinEta_Expect_Fips204Algorithm31(int percentRefused)
    {
        NeedAvx2();
        Random random = new(percentRefused);
        for (int round = 0; round < 50; round++)
        {
            byte[] stream = new byte[400];
            random.NextBytes(stream);
            for (int i = 0; i < stream.Length; i++)
            {
                if (random.Next(100) < percentRefused)
                    stream[i] = 0xFF;
            }

            int[] halves = [.. stream.SelectMany(static b => (int[])[b & 15, b >> 4])];
            int[] eta2 = [.. halves.Where(static b => b < 15).Select(static b => 2 - (b % 5)).Take(N)];
            int[] eta4 = [.. halves.Where(static b => b < 9).Select(static b => 4 - b).Take(N)];
            Compare(stream, eta2, 4, random, MLDsaRejection.SampleBounded<MLDsa44Parameters>);
            Compare(stream, eta4, 4, random, MLDsaRejection.SampleBounded<MLDsa65Parameters>);
            Compare(stream, eta2, 4, random, MLDsaRejection.SampleBounded<MLDsa87Parameters>);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(136)]
    public void Given_StreamInPieces_When_ChallengeSampled_Expect_Fips204Algorithm29(int piece)
    {
        CheckChallenge<MLDsa44Parameters>(piece);
        CheckChallenge<MLDsa65Parameters>(piece);
        CheckChallenge<MLDsa87Parameters>(piece);
    }

    private delegate int Sampler(ReadOnlySpan<byte> stream, ref MLDsaPolynomial a, int count);

    private static void Compare(byte[] stream, int[] expected, int step, Random random, Sampler sample)
    {
        MLDsaPolynomial a = Constant(int.MinValue);
        int count = 0;
        for (int start = 0; start < stream.Length;)
        {
            int size = Math.Min(stream.Length - start, step * random.Next(8));
            count = sample(stream.AsSpan(start, size), ref a, count);
            start += size;
        }

        Assert.Equal(expected.Length, count);
        Assert.Equal(expected, Array(a).Take(count));
    }

    private static void CheckChallenge<TParameters>(int piece)
        where TParameters : IMLDsaParameters
    {
        Random random = new(piece);
        for (int round = 0; round < 100; round++)
        {
            // Every other time most positions are beyond the reach, so that more than one block is needed.
            byte[] stream = new byte[4096];
            foreach (ref byte value in stream.AsSpan())
                value = (byte)(round % 2 == 0 || random.Next(10) == 0 ? random.Next(256) : 255);
            int[] expected = new int[N];
            int next = 8;
            for (int i = N - TParameters.Tau; i < N; i++)
            {
                while (stream[next] > i)
                    next++;
                int j = stream[next++];
                int bit = i + TParameters.Tau - N;
                expected[i] = expected[j];
                expected[j] = 1 - (2 * ((stream[bit / 8] >> (bit % 8)) & 1));
            }

            MLDsaPolynomial c = Constant(77);
            MLDsaSampleInBall<TParameters> sampler = new(stream, ref c);
            int taken = 8;
            while (!sampler.Take(stream.AsSpan(taken, piece)))
                taken += piece;
            Assert.Equal(expected, Array(c));
            Assert.Equal(TParameters.Tau, Array(c).Count(static x => x != 0));
            Assert.InRange(next, taken + 1, taken + piece);
        }
    }
}
