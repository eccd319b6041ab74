using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static QuantumAttributes.Cryptography.Tests.Vector.Coefficients;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>Every encoding of a polynomial, there and back, against the scalar code and the definitions.</summary>
public class MLDsaEncodingTests
{
    [Fact]
    public void Given_Coefficients_When_PackedAndUnpacked_Expect_Fips204Algorithms16To19()
    {
        NeedAvx2();
        Check<Bits3>(2, -2, 2);
        Check<Bits3>(2, -5, 2); // the three values that no honest key has
        Check<Bits4>(4, -4, 4);
        Check<Bits4>(4, -11, 4);
        Check<Bits13>(1 << 12, -(1 << 12) + 1, 1 << 12);
        Check<Bits18>(1 << 17, -(1 << 17) + 1, 1 << 17);
        Check<Bits20>(1 << 19, -(1 << 19) + 1, 1 << 19);

        foreach (int[] coefficients in Samples(0, 1023))
        {
            MLDsaPolynomial w = Polynomial(coefficients);
            byte[] packed = new byte[320];
            MLDsaBitPacking.SimpleBitPack(in w, 10, packed);
            Assert.Equal(Expected(coefficients, 10), packed);

            MLDsaPolynomial unpacked = Constant(-1);
            MLDsaUnpacking.SimpleBitUnpack<Bits10>(packed, ref unpacked);
            Assert.Equal(coefficients, Array(unpacked));
        }
    }

    [Fact]
    public void Given_SourceOrDestinationOfAnotherSize_When_PackedOrUnpacked_Expect_Refused()
    {
        MLDsaPolynomial w = default;
        foreach (int size in (int[])[0, 319, 321, 352])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => MLDsaUnpacking.SimpleBitUnpack<Bits10>(new byte[size], ref w));
            Assert.Throws<ArgumentOutOfRangeException>(() => MLDsaBitPacking.SimpleBitPack(in w, 10, new byte[size]));
        }
    }

    [Fact]
    public void Given_Commitments_When_Encoded_Expect_Fips204Algorithm28()
    {
        NeedAvx2();
        CheckCommitment<MLDsa44Parameters>();
        CheckCommitment<MLDsa65Parameters>();
        CheckCommitment<MLDsa87Parameters>();
    }

    [Fact]
    public void Given_Hints_When_PackedAndUnpacked_Expect_TheSameHints()
    {
        NeedAvx2();
        CheckHints<MLDsa44Parameters>();
        CheckHints<MLDsa65Parameters>();
        CheckHints<MLDsa87Parameters>();
    }

    [Fact]
    public void Given_HintThatNobodyWouldWrite_When_Unpacked_Expect_Refused()
    {
        CheckMalformedHints<MLDsa44Parameters>();
        CheckMalformedHints<MLDsa65Parameters>();
        CheckMalformedHints<MLDsa87Parameters>();
    }

    private static void Check<TWidth>(int b, int from, int to)
        where TWidth : IBitWidth
    {
        foreach (int[] coefficients in Samples(from, to))
        {
            MLDsaPolynomial w = Polynomial(coefficients);
            byte[] packed = new byte[32 * TWidth.Bits];
            MLDsaBitPacking.BitPack(in w, b, TWidth.Bits, packed);
            Assert.Equal(Expected(coefficients.Select(c => b - c), TWidth.Bits), packed);

            MLDsaPolynomial unpacked = Constant(int.MaxValue);
            MLDsaUnpacking.BitUnpack<TWidth>(packed, b, ref unpacked);
            Assert.Equal(coefficients, Array(unpacked));
        }
    }

    private static byte[] Expected(IEnumerable<int> values, int bits)
    {
        byte[] packed = new byte[32 * bits];
        int position = 0;
        foreach (int value in values)
        {
            MLDsaPacking.WriteBits(packed, position, bits, value);
            position += bits;
        }

        return packed;
    }

    private static void CheckCommitment<TParameters>()
        where TParameters : IMLDsaParameters
    {
        foreach (int[] coefficients in Samples(0, TParameters.HighParts - 1))
        {
            MLDsaPolynomial w1 = Polynomial(coefficients);
            byte[] encoded = new byte[MLDsaSizes<TParameters>.CommitmentPolynomialSize];
            for (int step = 0; step < 8; step++)
            {
                int i = 4 * step;
                MLDsaCommitment.Encode<TParameters>(
                    w1.Get256(i), w1.Get256(i + 1), w1.Get256(i + 2), w1.Get256(i + 3), encoded, step);
            }

            Assert.Equal(Expected(coefficients, MLDsaSizes<TParameters>.CommitmentBits), encoded);
        }
    }

    private static void CheckHints<TParameters>()
        where TParameters : IMLDsaParameters
    {
        Random random = new(TParameters.K);
        for (int round = 0; round < 200; round++)
        {
            int count = round == 0 ? 0 : round == 1 ? TParameters.Omega : random.Next(TParameters.Omega + 1);
            int[] positions = [.. Enumerable.Range(0, TParameters.K * N).OrderBy(_ => random.Next()).Take(count).Order()];
            if (round == 1)
                positions = [.. Enumerable.Range((TParameters.K * N) - count, count)]; // all of them in the last polynomials

            MLDsaHint[] h = new MLDsaHint[TParameters.K];
            int[][] lanes = [.. Enumerable.Range(0, TParameters.K).Select(_ => new int[N])];
            foreach (int position in positions)
                lanes[position / N][position % N] = -1;
            for (int i = 0; i < TParameters.K; i++)
            {
                for (int j = 0; j < MLDsaHint.Size; j++)
                    h[i].Set256(j, Vector256.Create(lanes[i].AsSpan(8 * j, 8)));
                Assert.Equal(lanes[i].Count(static l => l != 0), h[i].Count);
            }

            byte[] packed = new byte[TParameters.Omega + TParameters.K];
            new Random(1).NextBytes(packed);
            MLDsaHint.BitPack<TParameters>(h, packed);
            Assert.Equal(positions.Select(static p => (byte)p), packed.Take(count));
            Assert.All(packed.Skip(count).Take(TParameters.Omega - count), static b => Assert.Equal(0, b));
            Assert.Equal(
                Enumerable.Range(1, TParameters.K).Select(i => positions.Count(p => p < i * N)),
                packed[TParameters.Omega..].Select(static b => (int)b));

            MLDsaHint[] unpacked = new MLDsaHint[TParameters.K];
            new Random(2).NextBytes(MemoryMarshal.AsBytes(unpacked.AsSpan()));
            Assert.True(MLDsaHint.TryBitUnpack<TParameters>(packed, unpacked));
            for (int i = 0; i < TParameters.K; i++)
            {
                for (int j = 0; j < MLDsaHint.Size; j++)
                    Assert.Equal(Vector256.Create(lanes[i].AsSpan(8 * j, 8)), unpacked[i].Get256(j));
            }
        }
    }

    private static void CheckMalformedHints<TParameters>()
        where TParameters : IMLDsaParameters
    {
        int omega = TParameters.Omega;
        int k = TParameters.K;
        MLDsaHint[] h = new MLDsaHint[k];
        byte[] Ends(params (int Index, int Value)[] changes)
        {
            byte[] encoded = new byte[omega + k];
            encoded[0] = 1;
            encoded[1] = 7;
            encoded[2] = 255;
            encoded[3] = 3;
            encoded.AsSpan(omega).Fill(4);
            encoded[omega] = 3;
            foreach ((int index, int value) in changes)
                encoded[index] = (byte)value;
            return encoded;
        }

        Assert.True(MLDsaHint.TryBitUnpack<TParameters>(Ends(), h));
        Assert.False(MLDsaHint.TryBitUnpack<TParameters>(Ends((0, 7)), h)); // twice the same
        Assert.False(MLDsaHint.TryBitUnpack<TParameters>(Ends((0, 8)), h)); // not ascending
        Assert.False(MLDsaHint.TryBitUnpack<TParameters>(Ends((4, 1)), h)); // not zero after the last
        Assert.False(MLDsaHint.TryBitUnpack<TParameters>(Ends((omega - 1, 1)), h));
        Assert.False(MLDsaHint.TryBitUnpack<TParameters>(Ends((omega + 1, 2)), h)); // ends go back
        Assert.False(MLDsaHint.TryBitUnpack<TParameters>(Ends((omega + k - 1, omega + 1)), h)); // and beyond omega
        Assert.False(MLDsaHint.TryBitUnpack<TParameters>(Ends((omega + k - 1, 255)), h));
        Assert.False(MLDsaHint.TryBitUnpack<TParameters>(Ends((omega, 4)), h)); // 255, 3 in one polynomial

        // As many as there may be, in the last polynomial: then what stands behind them is none of them.
        byte[] most = [.. Enumerable.Range(0, omega).Select(static position => (byte)position), .. new byte[k - 1], (byte)omega];
        Assert.True(MLDsaHint.TryBitUnpack<TParameters>(most, h));
        most[^1]++;
        Assert.False(MLDsaHint.TryBitUnpack<TParameters>(most, h));
    }
}
