using System.Security.Cryptography;
using System.Text;
using CsCheck;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Tests.Protection;

public class SecretTextTests
{
    [Fact]
    public void Given_AnyBytes_When_Encoded_Expect_ThePlatformsBase64AndTheBytesBack() =>
        Gen.Byte.Array[32].Sample(bytes =>
        {
            var text = new byte[44];
            SecretText.EncodeBase64(bytes, text);
            var back = new byte[32];
            return Encoding.ASCII.GetString(text) == Convert.ToBase64String(bytes)
                && SecretText.TryDecodeBase64(text, back) && back.AsSpan().SequenceEqual(bytes);
        });

    // Each character at each place: taken where the platform's own text of what it means is the same, and nowhere else.
    [Fact]
    public void Given_EachByteAtEachPlace_When_DecodedAsBase64_Expect_TheOneTextOfEachSecretTaken()
    {
        byte[] text = Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var bytes = new byte[32];
        int taken = 0;
        for (int place = 0; place < text.Length; place++)
        {
            byte own = text[place];
            for (int value = 0; value < 256; value++)
            {
                text[place] = (byte)value;
                bool read = SecretText.TryDecodeBase64(text, bytes);
                if (read)
                    Assert.Equal(Encoding.ASCII.GetString(text), Convert.ToBase64String(bytes));
                taken += read ? 1 : 0;
            }

            text[place] = own;
        }

        Assert.Equal(42 * 64 + 16 + 1, taken); // the last digit has 4 bits, and behind it there is one sign
    }

    [Theory]
    [InlineData(43)]
    [InlineData(45)]
    public void Given_TextOfAnotherLength_When_DecodedAsBase64_Expect_Refusal(int length) =>
        Assert.False(SecretText.TryDecodeBase64(Encoding.ASCII.GetBytes(new string('A', length - 1) + "="), new byte[32]));

    [Fact]
    public void Given_EachByte_When_EncodedAsHex_Expect_ThePlatformsDigitsAndTheByteBack()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(static i => (byte)i)];
        var text = new char[512];
        SecretText.EncodeHex(bytes, text);
        var back = new byte[256];

        Assert.Equal(Convert.ToHexStringLower(bytes), new string(text));
        Assert.True(SecretText.TryDecodeHex(text, back));
        Assert.Equal(bytes, back);
    }

    [Fact]
    public void Given_EachCharacter_When_DecodedAsHex_Expect_LowerCaseDigitsOnly()
    {
        for (int c = 0; c <= char.MaxValue; c++)
        {
            bool digit = c is >= '0' and <= '9' or >= 'a' and <= 'f';
            Assert.Equal(digit, SecretText.TryDecodeHex(['0', (char)c], new byte[1]));
            Assert.Equal(digit, SecretText.TryDecodeHex([(char)c, '0'], new byte[1]));
        }
    }

    [Theory]
    [InlineData("00000")]
    [InlineData("000")]
    [InlineData("")]
    public void Given_TextOfAnotherLength_When_DecodedAsHex_Expect_Refusal(string text) =>
        Assert.False(SecretText.TryDecodeHex(text, new byte[2]));
}
