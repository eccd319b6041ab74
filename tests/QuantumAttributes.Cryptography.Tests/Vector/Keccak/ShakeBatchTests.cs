namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>The sponges of a batch, each against BouncyCastle's.</summary>
public class ShakeBatchTests
{
    private const int Blocks = 6;

    [Theory]
    [InlineData(ShakeBatch.Rate128, 32, 2)]
    [InlineData(ShakeBatch.Rate128, 0, 2)]
    [InlineData(ShakeBatch.Rate128, 160, 2)]
    [InlineData(ShakeBatch.Rate256, 32, 1)]
    [InlineData(ShakeBatch.Rate256, 64, 2)]
    [InlineData(ShakeBatch.Rate256, 128, 2)]
    public void Given_SeedsAndNumbers_When_Squeezed_Expect_BouncyCastlesOutputOfEach(int rate, int seedSize, int numberSize)
    {
        byte[] seed = new byte[seedSize];
        new Random(seedSize).NextBytes(seed);
        for (int count = 1; count <= ShakeBatch.Lanes; count++)
        {
            ushort[] numbers = [.. Enumerable.Range(0, count).Select(i => (ushort)(numberSize == 1 ? 255 - i : 0xFE01 + (i * 259)))];
            byte[] output = new byte[ShakeBatch.Lanes * Blocks * rate];
            using ShakeBatch batch = new(rate, seed, numbers, numberSize);
            Assert.Equal(count <= 4 ? 4 : 8, batch.OutputLanes);
            for (int block = 0; block < Blocks; block++)
                batch.Squeeze(output.AsSpan(block * rate), Blocks * rate);

            byte[] expected = new byte[Blocks * rate];
            for (int lane = 0; lane < count; lane++)
            {
                byte[] number = [(byte)numbers[lane], (byte)(numbers[lane] >> 8)];
                Sha3.BouncyCastleShake(rate == ShakeBatch.Rate128 ? 128 : 256, [.. seed, .. number[..numberSize]], expected);
                Assert.Equal(expected, output[(lane * expected.Length)..((lane + 1) * expected.Length)]);
            }
        }
    }

    /// <summary>Blocks side by side, and no byte more than they need.</summary>
    [Theory]
    [InlineData(ShakeBatch.Rate128, 4)]
    [InlineData(ShakeBatch.Rate128, 8)]
    [InlineData(ShakeBatch.Rate256, 4)]
    [InlineData(ShakeBatch.Rate256, 8)]
    public void Given_OutputOfExactSize_When_Squeezed_Expect_NothingBeyondIt(int rate, int count)
    {
        byte[] memory = new byte[(count * rate) + 64];
        memory.AsSpan().Fill(0xA5);
        byte[] seed = new byte[32];
        using ShakeBatch batch = new(rate, seed, [.. Enumerable.Range(0, count).Select(static i => (ushort)i)]);
        batch.Squeeze(memory.AsSpan(32, count * rate), rate);

        Assert.All(memory[..32], static b => Assert.Equal(0xA5, b));
        Assert.All(memory[^32..], static b => Assert.Equal(0xA5, b));
        byte[] expected = new byte[rate];
        for (int lane = 0; lane < count; lane++)
        {
            Sha3.BouncyCastleShake(rate == ShakeBatch.Rate128 ? 128 : 256, [.. seed, (byte)lane, 0], expected);
            Assert.Equal(expected, memory[(32 + (lane * rate))..(32 + ((lane + 1) * rate))]);
        }
    }

    [Fact]
    public void Given_ArgumentsThatDoNotFit_When_Used_Expect_Refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShakeBatch(ShakeBatch.Rate256, new byte[33], [0]).Dispose());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShakeBatch(ShakeBatch.Rate256, new byte[136], [0]).Dispose());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShakeBatch(ShakeBatch.Rate256, new byte[32], new ushort[9]).Dispose());
        Assert.Throws<ArgumentOutOfRangeException>(() => Squeeze(size: (4 * ShakeBatch.Rate256) - 1, ShakeBatch.Rate256));
        Assert.Throws<ArgumentOutOfRangeException>(() => Squeeze(size: 4 * ShakeBatch.Rate256, ShakeBatch.Rate256 - 1));

        static void Squeeze(int size, int stride)
        {
            using ShakeBatch batch = new(ShakeBatch.Rate256, new byte[32], [0]);
            batch.Squeeze(new byte[size], stride);
        }
    }

    [Fact]
    public void Given_WarmBatch_When_Used_Expect_NothingAllocated()
    {
        byte[] seed = new byte[32];
        byte[] output = new byte[ShakeBatch.Lanes * ShakeBatch.Rate128];
        Assert.Equal(0, Allocation.OfOne(Use, rounds: 100));

        void Use()
        {
            using ShakeBatch batch = new(ShakeBatch.Rate128, seed, [0, 1, 2, 3, 4, 5, 6, 7]);
            batch.Squeeze(output, ShakeBatch.Rate128);
        }
    }
}
