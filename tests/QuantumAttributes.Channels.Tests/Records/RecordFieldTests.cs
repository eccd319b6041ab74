using CsCheck;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.StructuredFields;

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
        RequestField field = RequestField.Parse($"v=1, id={Id}, n=17, sealed={Tag}")!.Value;

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

    [Fact]
    public void Given_AnyRequestField_When_Written_Expect_TheTextOfTheGeneralSerializer() =>
        Gen.Select(Gen.Byte.Array[16], Gen.ULong[0, 999_999_999_999_999], Gen.Byte.Array[16, 100]).Sample((id, n, bytes) =>
        {
            string expected = new FieldDictionary(
            [
                new("v", new Item(BareItem.FromInteger(1))),
                new("id", new Item(BareItem.FromBytes(id))),
                new("n", new Item(BareItem.FromInteger((long)n))),
                new("sealed", new Item(BareItem.FromBytes(bytes))),
            ]).ToString();
            string text = new RequestField(new ChannelId(id), n, bytes).ToString();
            return text == expected && Same(RequestField.ReadOwnForm(text)!.Value, RequestField.ParseAnyForm(text));
        });

    [Fact]
    public void Given_AnyResponseField_When_Written_Expect_TheTextOfTheGeneralSerializer() =>
        Gen.Select(Gen.Byte.Array[32], Gen.ULong[0, 999_999_999_999_999], Gen.Byte.Array[16, 100]).Sample((nonce, n, bytes) =>
        {
            string expected = new FieldDictionary(
            [
                new("v", new Item(BareItem.FromInteger(1))),
                new("n", new Item(BareItem.FromInteger((long)n))),
                new("nonce", new Item(BareItem.FromBytes(nonce))),
                new("sealed", new Item(BareItem.FromBytes(bytes))),
            ]).ToString();
            string text = new ResponseField(n, nonce, bytes).ToString();
            return text == expected && Same(ResponseField.ReadOwnForm(text)!, ResponseField.ParseAnyForm(text));
        });

    // What the short way takes, the general parser takes too, and reads the same in it.
    [Fact]
    public void Given_AFieldWithAnyPartReplaced_When_ReadInOurForm_Expect_NothingThatTheGeneralParserReadsOtherwise()
    {
        string request = $"v=1, id={Id}, n=17, sealed=:AAECAwQFBgcICQoLDA0ODxAREhM=:";
        string response = $"v=1, n=17, nonce={Nonce}, sealed=:AAECAwQFBgcICQoLDA0ODxAREhM=:";
        Gen<string> part = Gen.OneOf(Gen.Char[" \t=:,;-0123456789AQgw+/?\u0660é"].Array[0, 3].Select(characters => new string(characters)), Gen.String[0, 2]);
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 3], part).Sample((at, removed, inserted) =>
        {
            string text = Replace(request, at, removed, inserted), other = Replace(response, at, removed, inserted);
            return (RequestField.ReadOwnForm(text) is not { } one || Same(one, RequestField.ParseAnyForm(text)))
                && (ResponseField.ReadOwnForm(other) is not { } two || Same(two, ResponseField.ParseAnyForm(other)));
        }, iter: 20_000);
    }

    private static string Replace(string text, double at, int removed, string inserted)
    {
        int start = (int)(at * (text.Length - 1));
        return text[..start] + inserted + text[Math.Min(text.Length, start + removed)..];
    }

    private static bool Same(RequestField one, RequestField? other) => other is { } field
        && one.Channel == field.Channel && one.Number == field.Number && one.Sealed.Span.SequenceEqual(field.Sealed.Span);

    private static bool Same(ResponseField one, ResponseField? other) => other is not null
        && one.Number == other.Number && one.Nonce.Span.SequenceEqual(other.Nonce.Span) && one.Sealed.Span.SequenceEqual(other.Sealed.Span);

    [Theory]
    [InlineData(15)]
    [InlineData(17)]
    public void Given_BytesThatAreNoChannelId_When_Read_Expect_ArgumentException(int size) =>
        Assert.Throws<ArgumentException>(() => new ChannelId(new byte[size]));
}
