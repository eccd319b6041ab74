using System.Text;
using System.Text.Json.Nodes;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Discovery;

public class IdentitySuccessionTests
{
    private static readonly DateTimeOffset Now = TestServer.Start;

    private static readonly IdentitySuccession First = Link(1, 2, 1);

    public static TheoryData<string, string> Wrong => new()
    {
        { "iss", "\"\"" }, { "iss", "\"https://b\u00e4nk.example\"" }, { "iss", "1" },
        { "old", "\"short\"" }, { "new", "\"short\"" }, { "new", "null" },
        { "seq", "1.5" }, { "seq", "\"1\"" }, { "nbf", "-1" }, { "exp", "253402300800" },
    };

    [Fact]
    public void Given_ALink_When_SignedAndRead_Expect_TheSame()
    {
        IdentitySuccession link = First with { Old = TestServer.Alice.VerifyingKey.Thumbprint };

        Assert.Equal(link, IdentitySuccession.Verify(Sign(TestServer.Alice, link)));
    }

    [Fact]
    public void Given_AnotherKeyThanTheOldOne_When_ItSigned_Expect_ChannelException() =>
        Assert.Throws<ChannelException>(
            () => IdentitySuccession.Verify(Sign(TestServer.Bob, First with { Old = TestServer.Alice.VerifyingKey.Thumbprint })));

    [Fact]
    public void Given_ADiscoveryDocument_When_ReadAsALink_Expect_ChannelException()
    {
        using TestServer server = new();

        Assert.Throws<ChannelException>(() => IdentitySuccession.Verify(server.Discovery.GetJws(TestServer.Origin)));
    }

    [Fact]
    public void Given_AChangedPayload_When_Read_Expect_ChannelException()
    {
        string[] parts = Sign(TestServer.Alice, First with { Old = TestServer.Alice.VerifyingKey.Thumbprint }).Split('.');
        string other = Sign(TestServer.Alice, First with { Old = TestServer.Alice.VerifyingKey.Thumbprint, Sequence = 9 }).Split('.')[1];

        Assert.Throws<ChannelException>(() => IdentitySuccession.Verify($"{parts[0]}.{other}.{parts[2]}"));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Given_AMemberOutOfRange_When_Read_Expect_ChannelException(string name, string value)
    {
        JsonNode json = JsonNode.Parse((First with { Old = TestServer.Alice.VerifyingKey.Thumbprint }).ToUtf8())!;
        json[name] = JsonNode.Parse(value);
        string jws = JsonWebSignature.Sign(TestServer.Alice, IdentitySuccession.Type, Encoding.UTF8.GetBytes(json.ToJsonString()), withKey: true);

        Assert.Throws<ChannelException>(() => IdentitySuccession.Verify(jws));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("....")]
    public void Given_NoJws_When_Read_Expect_ChannelException(string text) =>
        Assert.Throws<ChannelException>(() => IdentitySuccession.Verify(text));

    [Fact]
    public void Given_FourLinks_When_TheyFollowEachOther_Expect_TheWay() =>
        Assert.True(Leads([Link(1, 2, 1), Link(2, 3, 2), Link(3, 4, 5), Link(4, 5, 6)], 1, 5));

    [Fact]
    public void Given_FiveLinks_When_TheyFollowEachOther_Expect_NoWay() =>
        Assert.False(Leads([Link(1, 2, 1), Link(2, 3, 2), Link(3, 4, 3), Link(4, 5, 4), Link(5, 6, 5)], 1, 6));

    [Fact]
    public void Given_EarlierLinks_When_TheKnownIdentityIsInTheMiddle_Expect_TheWayFromThere() =>
        Assert.True(Leads([Link(1, 2, 1), Link(2, 3, 2)], 2, 3));

    [Fact]
    public void Given_AGap_When_Followed_Expect_NoWay() => Assert.False(Leads([Link(1, 2, 1), Link(3, 4, 2)], 1, 4));

    [Fact]
    public void Given_NumbersThatDoNotRise_When_Followed_Expect_NoWay() => Assert.False(Leads([Link(1, 2, 2), Link(2, 3, 2)], 1, 3));

    // The active identity says who follows it before that is active.
    [Fact]
    public void Given_AnAnnouncedIdentityBehindTheOneThatIsShown_When_Followed_Expect_TheWay() =>
        Assert.True(Leads([Link(1, 2, 1), Link(2, 3, 2)], 1, 2));

    [Fact]
    public void Given_AWayThatGoesPastTheIdentity_When_Followed_Expect_NoWay() => Assert.False(Leads([Link(1, 2, 1), Link(2, 3, 2)], 1, 4));

    [Fact]
    public void Given_NoLinks_When_Followed_Expect_NoWay() => Assert.False(Leads([], 1, 1));

    [Theory]
    [InlineData(-61, false)]
    [InlineData(-60, true)]
    [InlineData(3659, true)]
    [InlineData(3660, false)]
    public void Given_ALinkOfAnHour_When_TimePasses_Expect_ItToCountWithinSkew(int seconds, bool counts) =>
        Assert.Equal(counts, IdentitySuccession.Leads([First], TestServer.Origin, Key(1), Key(2), Now.AddSeconds(seconds)));

    private static bool Leads(IReadOnlyList<IdentitySuccession> links, byte from, byte to) =>
        IdentitySuccession.Leads(links, TestServer.Origin, Key(from), Key(to), Now);

    private static string Sign(SigningKey key, IdentitySuccession link) =>
        JsonWebSignature.Sign(key, IdentitySuccession.Type, link.ToUtf8(), withKey: true);

    private static IdentitySuccession Link(byte old, byte successor, long sequence) => new()
    {
        Origin = TestServer.Origin,
        Old = Key(old),
        New = Key(successor),
        Sequence = sequence,
        NotBefore = Now,
        NotAfter = Now.AddHours(1),
    };

    private static KeyThumbprint Key(byte fill) => new([.. Enumerable.Repeat(fill, KeyThumbprint.Size)]);
}
