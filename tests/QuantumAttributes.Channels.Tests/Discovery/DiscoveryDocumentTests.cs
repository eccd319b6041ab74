using System.Text.Json.Nodes;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Tests.Reference;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Discovery;

public class DiscoveryDocumentTests
{
    private static readonly DateTimeOffset Now = TestServer.Start;

    private static readonly string Signed = Document().Sign(TestServer.Identity);

    // Changed as the key says and signed again by the right key, so that nothing but the change is wrong.
    private static readonly Dictionary<string, Func<Jws, Jws>> Malformed = new()
    {
        ["typ of another document"] = jws => jws.WithHeader(header => header["typ"] = "quantum-succession+jwt"),
        ["no typ"] = jws => jws.WithHeader(header => header.Remove("typ")),
        ["alg none"] = jws => jws.WithHeader(header => header["alg"] = "none"),
        ["alg of another key"] = jws => jws.WithHeader(header => header["alg"] = "ML-DSA-87"),
        ["alg in lower case"] = jws => jws.WithHeader(header => header["alg"] = "ml-dsa-65"),
        ["no alg"] = jws => jws.WithHeader(header => header.Remove("alg")),
        ["alg a number"] = jws => jws.WithHeader(header => header["alg"] = 1),
        ["no jwk"] = jws => jws.WithHeader(header => header.Remove("jwk")),
        ["jwk a string"] = jws => jws.WithHeader(header => header["jwk"] = "AKP"),
        ["jwk null"] = jws => jws.WithHeader(header => header["jwk"] = null),
        ["a private jwk"] = jws => jws.WithHeader(header => header["jwk"]!["priv"] = "AAAA"),
        ["crit"] = jws => jws.WithHeader(header => header["crit"] = new JsonArray("b64")),
        ["an empty crit"] = jws => jws.WithHeader(header => header["crit"] = new JsonArray()),
        ["a header that is an array"] = jws => jws.WithHeader("[]"),
        ["a header that is no JSON"] = jws => jws.WithHeader("{"),
        ["alg twice"] = jws => jws.WithHeader(jws.HeaderJson.Replace("{\"alg\"", "{\"alg\":\"none\",\"alg\"", StringComparison.Ordinal)),
        ["v 2"] = jws => jws.WithPayload(payload => payload["v"] = 2),
        ["no v"] = jws => jws.WithPayload(payload => payload.Remove("v")),
        ["v a string"] = jws => jws.WithPayload(payload => payload["v"] = "1"),
        ["no iss"] = jws => jws.WithPayload(payload => payload.Remove("iss")),
        ["iss null"] = jws => jws.WithPayload(payload => payload["iss"] = null),
        ["an empty iss"] = jws => jws.WithPayload(payload => payload["iss"] = ""),
        ["an iss that is not ASCII"] = jws => jws.WithPayload(payload => payload["iss"] = "https://bänk.example"),
        ["iss twice"] = jws => jws.WithPayload("{\"iss\":\"https://other.example\"," + jws.PayloadJson[1..]),
        ["no iat"] = jws => jws.WithPayload(payload => payload.Remove("iat")),
        ["a negative iat"] = jws => jws.WithPayload(payload => payload["iat"] = -1),
        ["an iat with a fraction"] = jws => jws.WithPayload(payload => payload["iat"] = 1.5),
        ["an exp past all time"] = jws => jws.WithPayload(payload => payload["exp"] = long.MaxValue),
        ["no policy"] = jws => jws.WithPayload(payload => payload.Remove("policy")),
        ["an unknown policy"] = jws => jws.WithPayload(payload => payload["policy"] = "prefer"),
        ["a negative max_age"] = jws => jws.WithPayload(payload => payload["max_age"] = -1),
        ["no suites"] = jws => jws.WithPayload(payload => payload.Remove("suites")),
        ["suites a number"] = jws => jws.WithPayload(payload => payload["suites"] = 1),
        ["a suite of 17 bits"] = jws => jws.WithPayload(payload => payload["suites"] = new JsonArray(65536)),
        ["no keys"] = jws => jws.WithPayload(payload => payload.Remove("keys")),
        ["a key that is null"] = jws => jws.WithPayload(payload => payload["keys"] = new JsonArray((JsonNode?)null)),
        ["a key without kid"] = jws => jws.WithPayload(payload => payload["keys"]![0]!.AsObject().Remove("kid")),
        ["a kid that is null"] = jws => jws.WithPayload(payload => payload["keys"]![0]!["kid"] = null),
        ["a kid of nine bytes"] = jws => jws.WithPayload(payload => payload["keys"]![0]!["kid"] = "AAAAAAAAAAAA"),
        ["a pub that is not base64url"] = jws => jws.WithPayload(payload => payload["keys"]![0]!["pub"] = "+/=="),
        ["a key without exp"] = jws => jws.WithPayload(payload => payload["keys"]![0]!.AsObject().Remove("exp")),
        ["a payload that is null"] = jws => jws.WithPayload("null"),
        ["a payload too deep"] = jws => jws.WithPayload(new string('[', 2000) + new string(']', 2000)),
        ["half a surrogate pair"] = jws => jws.WithPayload(jws.PayloadJson.Replace(TestServer.Origin, "\\ud800", StringComparison.Ordinal)),
    };

    public static TheoryData<string> MalformedCases => [.. Malformed.Keys];

    [Fact]
    public void Given_ADocument_When_SignedAndVerified_Expect_AllOfIt()
    {
        DiscoveryDocument document = DiscoveryDocument.Verify(Signed);

        Assert.Equal(TestServer.Origin, document.Origin);
        Assert.Equal(Now, document.IssuedAt);
        Assert.Equal(Now.AddMinutes(30), document.ExpiresAt);
        Assert.Equal(ChannelPolicy.AllowClassical, document.Policy);
        Assert.Equal(TimeSpan.FromDays(3), document.PolicyMaxAge);
        Assert.Equal([1, 7], document.Suites);
        Assert.Equal(TestServer.Identity.VerifyingKey.Thumbprint, document.Identity);
        Assert.Equal(Primitives.Sha256(Bits.Text(Signed)), document.Hash.ToArray());
    }

    [Fact]
    public void Given_ADocument_When_SignedAndVerified_Expect_ItsKeys()
    {
        PublishedKey expected = Document().Keys[0], key = Assert.Single(DiscoveryDocument.Verify(Signed).Keys);

        Assert.Equal(expected.Id, key.Id);
        Assert.Equal(expected.Suite, key.Suite);
        Assert.Equal(expected.PublicKey.ToArray(), key.PublicKey.ToArray());
        Assert.Equal((expected.NotBefore, expected.NotAfter), (key.NotBefore, key.NotAfter));
    }

    [Theory]
    [MemberData(nameof(MalformedCases))]
    public void Given_ADocumentThatIsNone_When_Verified_Expect_ChannelException(string wrong)
    {
        Jws changed = Malformed[wrong](Jws.Parse(Signed));

        Assert.Throws<ChannelException>(() => DiscoveryDocument.Verify(changed.SignedBy(TestServer.Identity)));
    }

    [Fact]
    public void Given_AChangedPayload_When_Verified_Expect_ChannelException()
    {
        string changed = Jws.Parse(Signed).WithPayload(payload => payload["max_age"] = 1).ToString();

        Assert.Throws<ChannelException>(() => DiscoveryDocument.Verify(changed));
    }

    // Each 7th character; the payload is most of it.
    [Fact]
    public void Given_AJws_When_ACharacterIsChanged_Expect_ChannelException()
    {
        for (int at = 0; at < Signed.Length; at += 7)
        {
            char other = Signed[at] == 'A' ? 'B' : 'A';
            string changed = $"{Signed[..at]}{other}{Signed[(at + 1)..]}";

            Assert.Throws<ChannelException>(() => DiscoveryDocument.Verify(changed));
        }
    }

    [Fact]
    public void Given_AnotherKeysSignature_When_TheJwkStays_Expect_ChannelException() =>
        Assert.Throws<ChannelException>(() => DiscoveryDocument.Verify(Jws.Parse(Signed).SignedBy(TestServer.Alice)));

    // Authentic as far as it goes: another identity, which the pins refuse.
    [Fact]
    public void Given_AnotherKeyAndItsSignature_When_Verified_Expect_AnotherIdentity()
    {
        JsonNode jwk = JsonNode.Parse(TestServer.Alice.VerifyingKey.ToJwk())!;

        string swapped = Jws.Parse(Signed).WithHeader(header => header["jwk"] = jwk).SignedBy(TestServer.Alice);

        Assert.Equal(TestServer.Alice.VerifyingKey.Thumbprint, DiscoveryDocument.Verify(swapped).Identity);
    }

    [Fact]
    public void Given_AnotherKeyInTheHeader_When_TheSignatureStays_Expect_ChannelException()
    {
        JsonNode jwk = JsonNode.Parse(TestServer.Alice.VerifyingKey.ToJwk())!;

        string swapped = Jws.Parse(Signed).WithHeader(header => header["jwk"] = jwk).SignedBy(TestServer.Identity);

        Assert.Throws<ChannelException>(() => DiscoveryDocument.Verify(swapped));
    }

    public static TheoryData<string> OtherForms
    {
        get
        {
            Jws jws = Jws.Parse(Signed);
            return
            [
                "", ".", "..", "...", jws.Header, $"{jws.Header}.{jws.Payload}", $"{jws.Header}.{jws.Payload}.",
                $".{jws.Payload}.{jws.Signature}",
                $"{Signed}.", $".{Signed}", $"{Signed}.AAAA", Signed + "=", Signed + " ", Signed + "\n", " " + Signed,
                $"{jws.Header}.{jws.Payload}.{jws.Signature[..100]} {jws.Signature[100..]}",
                $"{jws.Header}..{jws.Payload}.{jws.Signature}",
                Signed + "é", new string('A', DiscoveryDocument.MaxSize + 1), new string('.', 10_000_000),
            ];
        }
    }

    [Theory]
    [MemberData(nameof(OtherForms), DisableDiscoveryEnumeration = true)]
    public void Given_ATextThatIsNoCompactJws_When_Verified_Expect_ChannelException(string text) =>
        Assert.Throws<ChannelException>(() => DiscoveryDocument.Verify(text));

    [Theory]
    [InlineData(-61, false)] // iat in the future
    [InlineData(-60, true)]
    [InlineData(0, true)]
    [InlineData((30 * 60) + 59, true)]
    [InlineData((30 * 60) + 60, false)] // expired
    public void Given_ADocument_When_AskedAtATime_Expect_ValidWithinItsLifeAndASkewOfAMinute(int seconds, bool valid) =>
        Assert.Equal(valid, Document().IsValidAt(Now.AddSeconds(seconds)));

    [Theory]
    [InlineData(3600, true)]
    [InlineData(3601, false)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    public void Given_ALifeOfADocument_When_AskedInIt_Expect_AnHourAtMost(int seconds, bool valid) =>
        Assert.Equal(valid, Document(Now.AddSeconds(seconds)).IsValidAt(Now));

    [Fact]
    public void Given_TheLastSecondOfTheCalendar_When_Asked_Expect_NoException()
    {
        DateTimeOffset end = DateTimeOffset.FromUnixTimeSeconds(253402300799);

        Assert.False(Document(end).IsValidAt(Now));
        Assert.False(Document(end, issuedAt: end.AddHours(-1)).IsValidAt(Now));
    }

    [Fact]
    public void Given_SeveralKeys_When_OneIsSought_Expect_TheNewestThatLives()
    {
        var keys = new PublishedKey[]
        {
            Key(Now.AddHours(-20), Now.AddHours(4)),
            Key(Now.AddHours(-8), Now.AddHours(16)),
            Key(Now.AddHours(4), Now.AddHours(28)), // not yet
            Key(Now.AddHours(-2), Now), // no longer
            Key(Now, Now.AddHours(24)) with { Suite = 7 },
        };

        PublishedKey? found = Document(keys: keys).FindKey(ChannelSuite.MLKem768X25519, Now);

        Assert.Same(keys[1], found);
    }

    private static PublishedKey Key(DateTimeOffset notBefore, DateTimeOffset notAfter) =>
        new(new ChannelKeyId(new byte[8]), 1, Enumerable.Range(0, 1216).Select(i => (byte)i).ToArray(), notBefore, notAfter);

    private static DiscoveryDocument Document(
        DateTimeOffset? expiresAt = null, DateTimeOffset? issuedAt = null, IReadOnlyList<PublishedKey>? keys = null) => new()
        {
            Origin = TestServer.Origin,
            IssuedAt = issuedAt ?? Now,
            ExpiresAt = expiresAt ?? Now.AddMinutes(30),
            Policy = ChannelPolicy.AllowClassical,
            PolicyMaxAge = TimeSpan.FromDays(3),
            Suites = [1, 7],
            Keys = keys ?? [Key(Now, Now.AddHours(24))],
        };
}
