using CsCheck;
using QuantumAttributes.Channels.Handshake;

namespace QuantumAttributes.Channels.Tests.Handshake;

public class PaddedMapTests
{
    // Up to here there is always a next block.
    private const int Most = PaddedMap.MaxLength - PaddedMap.Block - 7;

    [Fact]
    public void Given_AnyPayload_When_Encoded_Expect_ItBackFromAMultipleOf1024Bytes() =>
        Gen.Int[0, Most].Sample(size =>
        {
            byte[] value = [.. Enumerable.Range(0, size).Select(i => (byte)(i + 1))];
            byte[] encoded = Encode(value);
            return PaddedMap.IsLength(encoded.Length) && value.AsSpan().SequenceEqual(Decode(encoded));
        });

    // Around each block's end, where the head of the padding changes its length.
    [Fact]
    public void Given_EverySizeAroundTheBlocks_When_Encoded_Expect_TheLeastBlockOrTheNext()
    {
        for (int size = 0; size <= 2 * PaddedMap.Block; size++)
        {
            byte[] encoded = Encode(new byte[size]);

            int least = Unpadded(size);
            Assert.Equal(0, encoded.Length % PaddedMap.Block);
            Assert.InRange(encoded.Length - least, 0, PaddedMap.Block + 257);
            bool isNext = encoded.Length - least >= PaddedMap.Block;
            Assert.True(!isNext || encoded.Length - least - PaddedMap.Block is 24 or 257, $"size {size}");
        }
    }

    // No deterministic padding takes 24 or 257 bytes, and behind the last block there is none to go to.
    [Fact]
    public void Given_EverySizeOfTheLastBlock_When_Encoded_Expect_AllButTwoToFit()
    {
        int[] refused = [.. Enumerable.Range(Most + 1, PaddedMap.Block).Where(size => !Fits(size)).Select(Unpadded)];

        Assert.Equal([PaddedMap.MaxLength - 257, PaddedMap.MaxLength - 24], refused);
    }

    [Fact]
    public void Given_APayloadThatDoesNotFit_When_Encoded_Expect_InvalidOperationException() =>
        Assert.Throws<InvalidOperationException>(() => Encode(new byte[PaddedMap.MaxLength - 6]));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1023, false)]
    [InlineData(1024, true)]
    [InlineData(1536, false)]
    [InlineData(8192, true)]
    [InlineData(9216, false)]
    [InlineData(-1024, false)]
    [InlineData(int.MinValue, false)]
    public void Given_ALength_When_Asked_Expect_MultiplesUpToEightBlocks(int length, bool expected) =>
        Assert.Equal(expected, PaddedMap.IsLength(length));

    private static int Unpadded(int size) => 4 + size + (size < 24 ? 1 : size < 256 ? 2 : 3);

    private static bool Fits(int size)
    {
        try
        {
            return new byte[size].AsSpan().SequenceEqual(Decode(Encode(new byte[size])));
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static byte[] Encode(byte[] value) => PaddedMap.Encode(1, writer =>
    {
        writer.WriteUInt32(1);
        writer.WriteByteString(value);
    });

    private static byte[]? Decode(byte[] encoded) => PaddedMap.Decode(encoded, (reader, fields) =>
        fields == 1 && reader.ReadUInt32() == 1 ? reader.ReadByteString() : null);
}
