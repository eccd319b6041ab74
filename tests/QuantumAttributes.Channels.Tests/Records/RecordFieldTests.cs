using CsCheck;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Channels.Tests.Records;

/// <summary>The <c>Quantum-Channel</c> field of requests and answers.</summary>
public class RecordFieldTests
{
    private const string Id = ":AAECAwQFBgcICQoLDA0ODw==:";
    private const string Tag = ":AAAAAAAAAAAAAAAAAAAAAA==:";
    private const string Nonce = ":AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:";

    [Fact]
    public void Given_ARequestField_When_Parsed_Expect_ItsMembersAndItsText()
    {
        RequestField field = RequestField.Parse($"v=1, id={Id}, n=17, sealed={Tag}")!;

        Assert.Equal(17ul, field.Number);
        Assert.Equal("000102030405060708090a0b0c0d0e0f", field.Channel.ToString());
        Assert.Equal(new byte[16], field.Sealed.ToArray());
        Assert.Equal($"v=1, id={Id}, n=17, sealed={Tag}", field.ToString());
    }

    [Fact]
    public void Given_AResponseField_When_Parsed_Expect_ItsMembersAndItsText()
    {
        ResponseField field = ResponseField.Parse($"v=1, n=17, nonce={Nonce}, sealed={Tag}")!;

        Assert.Equal(17ul, field.Number);
        Assert.Equal(new byte[32], field.Nonce.ToArray());
        Assert.Equal($"v=1, n=17, nonce={Nonce}, sealed={Tag}", field.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("v=1")]
    [InlineData($"v=1, id={Id}, n=17")]
    [InlineData($"v=1, id={Id}, sealed={Tag}")]
    [InlineData($"id={Id}, n=17, sealed={Tag}")]
    [InlineData($"v=1, id={Id}, n=17, sealed={Tag}, x=1")]
    [InlineData($"v=1, id={Id}, n=17, x={Tag}")]
    [InlineData($"v=1, v=1, id={Id}, n=17, sealed={Tag}")]
    [InlineData($"v=1, id={Id}, n=17, n=17, sealed={Tag}")]
    [InlineData($"v=1, id={Id}, n=17, sealed={Tag}, v=1, id={Id}, n=17, sealed={Tag}")]
    [InlineData($"v=1;a, id={Id}, n=17, sealed={Tag}")]
    [InlineData($"v=1, id={Id};a=1, n=17, sealed={Tag}")]
    [InlineData($"v=1, id={Id}, n=17;n=18, sealed={Tag}")]
    [InlineData($"v=1, id={Id}, n=17, sealed={Tag};a")]
    [InlineData($"v=2, id={Id}, n=17, sealed={Tag}")]
    [InlineData($"v=0, id={Id}, n=17, sealed={Tag}")]
    [InlineData($"v=1.0, id={Id}, n=17, sealed={Tag}")]
    [InlineData($"v=\"1\", id={Id}, n=17, sealed={Tag}")]
    [InlineData($"v=(1), id={Id}, n=17, sealed={Tag}")]
    [InlineData($"V=1, id={Id}, n=17, sealed={Tag}")]
    [InlineData($"v, id={Id}, n=17, sealed={Tag}")]
    [InlineData($"v=1, id={Id}, n=-1, sealed={Tag}")]
    [InlineData($"v=1, id={Id}, n=1e3, sealed={Tag}")]
    [InlineData($"v=1, id={Id}, n=?1, sealed={Tag}")]
    [InlineData($"v=1, id={Id}, n=1000000000000000, sealed={Tag}")]
    [InlineData($"v=1, id=:AAECAwQFBgcICQoLDA0O:, n=17, sealed={Tag}")]
    [InlineData($"v=1, id=:AAECAwQFBgcICQoLDA0ODxA=:, n=17, sealed={Tag}")]
    [InlineData($"v=1, id=AAECAwQFBgcICQoLDA0ODw, n=17, sealed={Tag}")]
    [InlineData($"v=1, id=::, n=17, sealed={Tag}")]
    [InlineData($"v=1, id={Id}, n=17, sealed=::")]
    [InlineData($"v=1, id={Id}, n=17, sealed=:AAAAAAAAAAAAAAAAAAAA:")]
    [InlineData($"v=1, id={Id}, n=17, sealed={Tag},")]
    [InlineData($"v=1 id={Id} n=17 sealed={Tag}")]
    public void Given_ARequestFieldWithSomethingWrong_When_Parsed_Expect_Null(string value) => Assert.Null(RequestField.Parse(value));

    [Theory]
    [InlineData($"v=1, n=17, sealed={Tag}")]
    [InlineData($"v=1, id={Id}, n=17, sealed={Tag}")]
    [InlineData($"v=2, n=17, nonce={Nonce}, sealed={Tag}")]
    [InlineData($"v=1, n=17, nonce={Tag}, sealed={Tag}")]
    [InlineData($"v=1, n=-1, nonce={Nonce}, sealed={Tag}")]
    [InlineData($"v=1, n=17, nonce={Nonce}, sealed=::")]
    [InlineData($"v=1, n=17, nonce={Nonce}, nonce={Nonce}, sealed={Tag}")]
    [InlineData($"v=1, n=17, nonce={Nonce}, sealed={Tag}, x=1")]
    [InlineData($"v=1, n=17, nonce={Nonce};a, sealed={Tag}")]
    public void Given_AResponseFieldWithSomethingWrong_When_Parsed_Expect_Null(string value) => Assert.Null(ResponseField.Parse(value));

    [Theory]
    [InlineData(4096 + 16, true)]
    [InlineData(4096 + 17, false)]
    public void Given_ASealedPart_When_Parsed_Expect_FourKibibytesAndATagAtMost(int size, bool valid)
    {
        string bytes = Convert.ToBase64String(new byte[size]);

        Assert.Equal(valid, RequestField.Parse($"v=1, id={Id}, n=17, sealed=:{bytes}:") is not null);
        Assert.Equal(valid, ResponseField.Parse($"v=1, n=17, nonce={Nonce}, sealed=:{bytes}:") is not null);
    }

    [Fact]
    public void Given_AnyText_When_Parsed_Expect_NoException() =>
        Gen.String.Sample(text => RequestField.Parse(text) is null && ResponseField.Parse(text) is null);

    [Fact]
    public void Given_AFieldWithAnyCharacterChanged_When_Parsed_Expect_NoException()
    {
        string value = $"v=1, id={Id}, n=17, sealed={Tag}";
        Gen.Select(Gen.Int[0, value.Length - 1], Gen.Char).Sample((at, character) =>
            RequestField.Parse($"{value[..at]}{character}{value[(at + 1)..]}") is null or { Sealed.Length: >= 16 });
    }

    [Theory]
    [InlineData(15)]
    [InlineData(17)]
    public void Given_BytesThatAreNoChannelId_When_Read_Expect_ArgumentException(int size) =>
        Assert.Throws<ArgumentException>(() => new ChannelId(new byte[size]));
}
