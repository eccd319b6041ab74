using CsCheck;
using QuantumAttributes.Channels.Handshake;

namespace QuantumAttributes.Channels.Tests.Handshake;

public class PaddedMapTests
{
    // Map, key 0 and an empty padding take 3 bytes; key 1 and the head of a byte string up to 4.
    private const int Most = PaddedMap.MaxLength - 7;

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

    private static byte[] Encode(byte[] value) => PaddedMap.Encode(1, writer =>
    {
        writer.WriteUInt32(1);
        writer.WriteByteString(value);
    });

    private static byte[]? Decode(byte[] encoded) => PaddedMap.Decode(encoded, (reader, fields) =>
        fields == 1 && reader.ReadUInt32() == 1 ? reader.ReadByteString() : null);
}
