using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using QuantumAttributes.Channels.Classical;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Identities;

public class IdentityJwkSetTests
{
    private static readonly QuantumIdentity Alice = new()
    {
        Key = TestServer.Alice.VerifyingKey,
        Subject = "alice \"the\" <first>",
        Claims = [new Claim(ClaimTypes.Role, "teller"), new Claim(ClaimTypes.Role, "auditor")],
        NotBefore = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
        NotAfter = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000),
    };

    public static TheoryData<string> NotASet =>
    [
        "", "{", "null", "1", "[]", "{}", """{"keys":null}""", """{"keys":{}}""", """{"keys":[1]}""",
        """{"keys":[null]}""", """{"keys":[{}]}""",
        """{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}""", """{"keys":[{"kty":"AKP","alg":"ML-DSA-65"}]}""",
        """{"keys":[{"kty":"AKP","alg":"ML-DSA-65","pub":"AAAA"}]}""", """{"keys":[{"kty":"AKP","alg":"ML-DSA-44","pub":"AAAA"}]}""",
        """{"keys":[{"kty":"AKP","alg":"\ud800","pub":"AAAA"}]}""", new string('[', 10_000),
    ];

    public static TheoryData<string, string> WrongMembers => new()
    {
        { "kty", "\"RSA\"" },
        { "kty", "1" },
        { "alg", "\"ES256\"" },
        { "pub", "\"AAAA\"" },
        { "priv", "\"AAAA\"" },
        { "sub", "1" },
        { "sub", "\"\\ud800\"" },
        { "roles", "\"teller\"" },
        { "roles", "[1]" },
        { "roles", "[null]" },
        { "nbf", "\"1700000000\"" },
        { "nbf", "-1" },
        { "nbf", "1.5" },
        { "exp", "253402300800" },
        { "exp", "null" },
        { "classical", "null" },
        { "classical", "\"EC\"" },
        { "classical", "{}" },
        { "classical", """{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}""" },
        { "revoked", "\"true\"" },
        { "revoked", "null" },
        { "revoked", "1" },
    };

    [Fact]
    public void Given_Identities_When_WrittenAndParsed_Expect_All()
    {
        QuantumIdentity bob = new() { Key = TestServer.Bob.VerifyingKey, Subject = "bob", IsRevoked = true };

        IReadOnlyList<QuantumIdentity> read = IdentityJwkSet.Parse(IdentityJwkSet.Write([Alice, bob]));

        Assert.Equal(2, read.Count);
        Assert.Equal(Alice.KeyId, read[0].KeyId);
        Assert.Equal(Alice.Subject, read[0].Subject);
        Assert.Equal(["teller", "auditor"], read[0].Claims.Select(claim => claim.Value));
        Assert.Equal((Alice.NotBefore, Alice.NotAfter, false), (read[0].NotBefore, read[0].NotAfter, read[0].IsRevoked));
        Assert.Equal((DateTimeOffset.MinValue, DateTimeOffset.MaxValue, true), (read[1].NotBefore, read[1].NotAfter, read[1].IsRevoked));
    }

    [Fact]
    public void Given_AHybridIdentity_When_WrittenAndParsed_Expect_BothKeys()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using ClassicalVerifyingKey classical = ClassicalVerifyingKey.From(ecdsa);

        IReadOnlyList<QuantumIdentity> read = IdentityJwkSet.Parse(IdentityJwkSet.Write([Alice with { ClassicalKey = classical }]));

        Assert.Equal(Alice.KeyId, read[0].KeyId);
        Assert.Equal(classical.Thumbprint, read[0].ClassicalKey!.Thumbprint);
    }

    [Fact]
    public void Given_NoIdentities_When_WrittenAndParsed_Expect_None() => Assert.Empty(IdentityJwkSet.Parse(IdentityJwkSet.Write([])));

    [Theory]
    [MemberData(nameof(NotASet), DisableDiscoveryEnumeration = true)]
    public void Given_ATextThatIsNoSet_When_Parsed_Expect_FormatException(string json) =>
        Assert.Throws<FormatException>(() => IdentityJwkSet.Parse(json));

    // As a row of the theory it would be a name that no report can hold.
    [Fact]
    public void Given_TextThatIsNotUnicode_When_Parsed_Expect_FormatException() =>
        Assert.Throws<FormatException>(() => IdentityJwkSet.Parse("{\"keys\":[\"\ud800\"]}"));

    [Theory]
    [MemberData(nameof(WrongMembers))]
    public void Given_AKeyWithAWrongMember_When_Parsed_Expect_FormatExceptionThatNamesTheKey(string name, string value)
    {
        string json = Change(set => set["keys"]![1]![name] = JsonNode.Parse("\"@\"")).Replace("\"@\"", value, StringComparison.Ordinal);

        FormatException e = Assert.Throws<FormatException>(() => IdentityJwkSet.Parse(json));
        Assert.StartsWith("Key 2 of the JWK set", e.Message, StringComparison.Ordinal);
    }

    // One entry could be revoked and the other not.
    [Fact]
    public void Given_AKeyThatComesTwice_When_Parsed_Expect_FormatException()
    {
        string json = IdentityJwkSet.Write([Alice with { IsRevoked = true }, Alice]);

        Assert.Throws<FormatException>(() => IdentityJwkSet.Parse(json));
    }

    [Fact]
    public void Given_AKeyWithoutSub_When_Parsed_Expect_ItsKidForASubject()
    {
        string json = Change(set =>
        {
            set["keys"]![0]!.AsObject().Remove("sub");
            set["keys"]![0]!["kid"] = "alice's laptop";
        });

        Assert.Equal("alice's laptop", IdentityJwkSet.Parse(json)[0].Subject);
    }

    [Fact]
    public void Given_AKeyWithoutSubAndKid_When_Parsed_Expect_ItsThumbprintForASubject()
    {
        string json = Change(set => set["keys"]![0]!.AsObject().Remove("sub"));

        Assert.Equal(Alice.KeyId.ToString(), IdentityJwkSet.Parse(json)[0].Subject);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(99, true)]
    [InlineData(100, false)]
    public void Given_AnIdentity_When_AskedAtATime_Expect_ValidFromNotBeforeToNotAfter(int seconds, bool valid)
    {
        QuantumIdentity identity = Alice with { NotBefore = TestServer.Start, NotAfter = TestServer.Start.AddSeconds(100) };

        Assert.Equal(valid, identity.IsValidAt(TestServer.Start.AddSeconds(seconds)));
        Assert.False((identity with { IsRevoked = true }).IsValidAt(TestServer.Start.AddSeconds(seconds)));
    }

    [Fact]
    public async Task Given_AStore_When_AnIdentityIsReplacedAndRemoved_Expect_TheLatest()
    {
        var store = new MemoryIdentityStore();
        store.Set(Alice);
        store.Set(Alice with { IsRevoked = true });
        Assert.Equal(1, store.Count);
        Assert.True((await store.FindAsync(Alice.KeyId, CancellationToken.None))!.IsRevoked);

        Assert.True(store.Remove(Alice.KeyId));
        Assert.False(store.Remove(Alice.KeyId));
        Assert.Null(await store.FindAsync(Alice.KeyId, CancellationToken.None));
    }

    private static string Change(Action<JsonNode> change)
    {
        QuantumIdentity bob = new() { Key = TestServer.Bob.VerifyingKey, Subject = "bob" };
        JsonNode set = JsonNode.Parse(IdentityJwkSet.Write([Alice, bob]))!;
        change(set);
        return set.ToJsonString();
    }
}
