using System.Text;
using QuantumAttributes.Channels.MessageSignatures;

namespace QuantumAttributes.Channels.Tests.MessageSignatures;

public class ContentDigestTests
{
    private const string Sha256 = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";
    private const string Sha512 =
        "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";

    private static readonly byte[] Content = Encoding.ASCII.GetBytes("{\"hello\": \"world\"}");

    [Fact]
    public void Given_Rfc9530Content_When_Created_Expect_TheFieldValueOfTheRfc() =>
        Assert.Equal(Sha256, ContentDigest.Create(Content).ToString());

    [Theory]
    [InlineData(Sha256)]
    [InlineData(Sha512)]
    [InlineData(Sha256 + ", " + Sha512)]
    [InlineData("md5=:AAAA:, " + Sha256)]
    [InlineData("unixsum=30637, " + Sha512)]
    public async Task Given_MatchingDigests_When_Verified_Expect_OnlyThatContentPasses(string fieldValue)
    {
        Assert.True(ContentDigest.TryParse(fieldValue, out ContentDigest? digest));
        byte[] changed = [.. Content];
        changed[^1] ^= 1;

        Assert.True(digest.Verify(Content));
        Assert.False(digest.Verify(changed));
        Assert.False(digest.Verify([]));
        Assert.True(await digest.VerifyAsync(new MemoryStream(Content)));
        Assert.False(await digest.VerifyAsync(new MemoryStream(changed)));
        Assert.False(await digest.VerifyAsync(new MemoryStream(Content, 0, Content.Length - 1)));
    }

    [Fact]
    public async Task Given_TwoDigests_When_OnlyOneMatches_Expect_Refusal()
    {
        string otherSha256 = ContentDigest.Create([]).ToString();
        Assert.True(ContentDigest.TryParse($"{otherSha256}, {Sha512}", out ContentDigest? digest));

        Assert.False(digest.Verify(Content));
        Assert.False(await digest.VerifyAsync(new MemoryStream(Content)));
    }

    [Fact]
    public async Task Given_ContentLongerThanABuffer_When_Verified_Expect_AllOfItCounts()
    {
        byte[] content = new byte[100_000];
        ContentDigest digest = ContentDigest.Create(content);
        Assert.True(await digest.VerifyAsync(new MemoryStream(content)));

        content[^1] = 1;
        Assert.False(await digest.VerifyAsync(new MemoryStream(content)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("md5=:AAAA:")]
    [InlineData("sha-256=:AAAA:")]
    [InlineData("sha-256=abc")]
    [InlineData("sha-256")]
    [InlineData("sha-256=(:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:)")]
    [InlineData(Sha256 + ", " + Sha256)]
    [InlineData(Sha256 + ", sha-512=:AAAA:")]
    [InlineData("SHA-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:")]
    public void Given_NoUsableDigest_When_Parsed_Expect_Refusal(string? fieldValue) =>
        Assert.False(ContentDigest.TryParse(fieldValue, out _));

    [Fact]
    public void Given_TheRequestOfRfc9421_When_ItsDigestIsChecked_Expect_ItMatches()
    {
        Assert.True(ContentDigest.TryParse(AppendixB.Request.GetField("content-digest"), out ContentDigest? digest));
        Assert.True(digest.Verify(Encoding.ASCII.GetBytes(AppendixB.Request.Content)));
    }
}
