using System.Security.Cryptography;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

public class JsonWebKeySetTests
{
    private static readonly VerifyingKey First = Made(SignatureAlgorithm.MLDsa65, 0);
    private static readonly VerifyingKey Second = Made(SignatureAlgorithm.MLDsa44, 1);

    [Fact]
    public void Given_Keys_When_WrittenAndRead_Expect_TheSameKeysInTheirOrder()
    {
        JsonWebKeySet set = JsonWebKeySet.Parse(new JsonWebKeySet([new(First, "one"), new(Second)]).ToJson());
        Assert.Equal([First.Thumbprint, Second.Thumbprint], set.Entries.Select(static e => e.Key.Thumbprint));
        Assert.Equal(["one", null], set.Entries.Select(static e => e.KeyId));
        Assert.Equal(0, set.SkippedCount);
    }

    [Fact]
    public void Given_Keys_When_Written_Expect_TheFormOfRfc7517()
    {
        using JsonDocument json = JsonDocument.Parse(new JsonWebKeySet([new(First, "one")]).ToJson());
        Assert.Equal(["keys"], json.RootElement.EnumerateObject().Select(static m => m.Name));
        JsonElement key = Assert.Single(json.RootElement.GetProperty("keys").EnumerateArray());
        Assert.Equal(["kty", "alg", "kid", "pub"], key.EnumerateObject().Select(static m => m.Name));
    }

    [Fact]
    public void Given_Set_When_KeySoughtByThumbprint_Expect_ItOrNull()
    {
        JsonWebKeySet set = Parse(First.ToJwk(), Second.ToJwk());
        Assert.Equal(Second.Thumbprint, set.Find(Second.Thumbprint)?.Thumbprint);
        Assert.Null(set.Find(default));
    }

    /// <summary>A kid is what its sender says: one that looks like a thumbprint finds no key by thumbprint.</summary>
    [Fact]
    public void Given_KidThatIsAnothersThumbprint_When_KeySoughtByThumbprint_Expect_None()
    {
        JsonWebKeySet set = Parse(WithKid(First, Second.Thumbprint.ToString()));
        Assert.Null(set.Find(Second.Thumbprint));
    }

    [Fact]
    public void Given_KidOfTwoKeys_When_Sought_Expect_Both()
    {
        JsonWebKeySet set = Parse(WithKid(First, "a"), WithKid(Second, "a"));
        Assert.Equal([First.Thumbprint, Second.Thumbprint], set.FindAll("a").Select(static k => k.Thumbprint));
        Assert.Empty(set.FindAll("A"));
    }

    /// <summary>RFC 7517, section 5.</summary>
    [Theory]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"","y":""}""")]
    [InlineData("""{"kty":"oct","k":"AA"}""")]
    [InlineData("""{"kty":"akp","alg":"ML-DSA-65"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-99","pub":"AA"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-KEM-768","pub":"AA","priv":"AA"}""")]
    public void Given_KeyOfUnknownKind_When_Read_Expect_PassedOver(string jwk)
    {
        JsonWebKeySet set = Parse(jwk, First.ToJwk());
        Assert.Equal(First.Thumbprint, Assert.Single(set.Entries).Key.Thumbprint);
        Assert.Equal(1, set.SkippedCount);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""5""")]
    [InlineData("""{"kty":5}""")]
    [InlineData("""{"kty":"AKP"}""")]
    [InlineData("""{"kty":"AKP","alg":null}""")]
    [InlineData("""{"kty":"\ud800"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"AA"}""")]
    public void Given_MalformedKey_When_Read_Expect_SetRefused(string jwk) =>
        Assert.Throws<CryptographicException>(() => Parse(First.ToJwk(), jwk));

    [Fact]
    public void Given_PrivateKey_When_Read_Expect_SetRefused()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        Assert.Throws<CryptographicException>(() => Parse(key.ToPrivateJwk()));
    }

    [Fact]
    public void Given_KidThatIsNoText_When_Read_Expect_SetRefused() =>
        Assert.Throws<CryptographicException>(() => Parse($$"""{"kid":7,{{First.ToJwk()[1..]}}"""));

    [Fact]
    public void Given_SameKeyTwice_When_Read_Expect_SetRefused() =>
        Assert.Throws<CryptographicException>(() => Parse(WithKid(First, "a"), WithKid(First, "b")));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":null}""")]
    [InlineData("""{"keys":[],"keys":[]}""")]
    [InlineData("""{"\ud800":[]}""")]
    [InlineData("""{"keys":[]} {}""")]
    public void Given_NoSet_When_Read_Expect_Refused(string json) =>
        Assert.Throws<CryptographicException>(() => JsonWebKeySet.Parse(json));

    [Fact]
    public void Given_OtherMembersOfTheSet_When_Read_Expect_PassedOver() =>
        Assert.Empty(JsonWebKeySet.Parse("""{"iss":"https://bank.example","keys":[]}""").Entries);

    [Fact]
    public void Given_KeyWithoutNameInJose_When_SetMade_Expect_ArgumentException()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa44Ed25519);
        Assert.Throws<ArgumentException>("entries", () => new JsonWebKeySet([new(key.VerifyingKey)]));
    }

    [Fact]
    public void Given_SameKeyTwice_When_SetMade_Expect_ArgumentException() =>
        Assert.Throws<ArgumentException>(() => new JsonWebKeySet([new(First, "a"), new(First, "b")]));

    [Fact]
    public void Given_Null_When_Used_Expect_ArgumentNullException()
    {
        Assert.Throws<ArgumentNullException>(() => JsonWebKeySet.Parse((string)null!));
        Assert.Throws<ArgumentNullException>(() => new JsonWebKeySet(null!));
        Assert.Throws<ArgumentNullException>(() => new JsonWebKeySet([new(null!)]));
        Assert.Throws<ArgumentNullException>(() => new JsonWebKeySet([]).FindAll(null!));
        Assert.Throws<ArgumentNullException>(() => new JsonWebKeySet([]).Write(null!));
    }

    private static JsonWebKeySet Parse(params string[] keys) =>
        JsonWebKeySet.Parse($$"""{"keys":[{{string.Join(',', keys)}}]}""");

    private static string WithKid(VerifyingKey key, string kid) => $$"""{"kid":"{{kid}}",{{key.ToJwk()[1..]}}""";

    private static VerifyingKey Made(SignatureAlgorithm algorithm, int from)
    {
        using SigningKey key = SigningKey.ImportSeed(algorithm, Keys.Counting(32, from));
        return key.VerifyingKey;
    }
}
