using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

public class PrivateJsonWebKeyTests
{
    private static readonly byte[] Seed = Keys.Counting(32);
    private static readonly SigningKey Key = SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, Seed);
    private static readonly string Pub = Base64Url.EncodeToString(Key.VerifyingKey.Export());
    private static readonly string Priv = Base64Url.EncodeToString(Seed);

    /// <summary>
    /// The keys of RFC 9964, appendix A: the seed is all zeros, and kid is the thumbprint, hence a hash of the public key.
    /// </summary>
    [Theory]
    [InlineData("ML-DSA-44", "T4xl70S7MT6Zeq6r9V9fPJGVn76wfnXJ21-gyo0Gu6o")]
    [InlineData("ML-DSA-65", "Suiu29qbfuaBaR4Ats-c6XQBePB_OpAxAwcTR_0KXVM")]
    [InlineData("ML-DSA-87", "tRn1JNIkgMsABVQBlXeDHxAIcclh-2IX0UdDEzPt5XU")]
    public void Given_SeedOfTheStandard_When_KeyMade_Expect_ItsThumbprintAndItsPriv(string name, string thumbprint)
    {
        using SigningKey key = SigningKey.ImportSeed(SignatureAlgorithm.Parse(name), new byte[32]);
        using JsonDocument jwk = JsonDocument.Parse(key.ToPrivateJwk());
        Assert.Equal(thumbprint, key.VerifyingKey.Thumbprint.ToString());
        Assert.Equal("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", jwk.RootElement.GetProperty("priv").GetString());
    }

    [Fact]
    public void Given_Key_When_WrittenAndRead_Expect_TheSameKey()
    {
        using SigningKey again = SigningKey.FromJwk(Key.ToPrivateJwk());
        Assert.Equal(Seed, again.ExportSeed());
    }

    [Fact]
    public void Given_Key_When_Written_Expect_TheMembersOfRfc9964()
    {
        using JsonDocument jwk = JsonDocument.Parse(Key.ToPrivateJwk());
        Assert.Equal(["kty", "alg", "pub", "priv"], jwk.RootElement.EnumerateObject().Select(static m => m.Name));
        Assert.Equal(Pub, jwk.RootElement.GetProperty("pub").GetString());
        Assert.Equal(Priv, jwk.RootElement.GetProperty("priv").GetString());
    }

    [Fact]
    public void Given_PrivateJwk_When_ReadAsPublic_Expect_Refused() =>
        Assert.Throws<CryptographicException>(() => VerifyingKey.FromJwk(Key.ToPrivateJwk()));

    [Fact]
    public void Given_EscapedButEqualText_When_Read_Expect_TheKey()
    {
        string escaped = $"\\u{(int)Priv[0]:x4}{Priv[1..]}";
        using SigningKey key = SigningKey.FromJwk($$"""{"kty":"AKP","alg":"ML-DSA-65","pub":"{{Pub}}","priv":"{{escaped}}"}""");
        Assert.Equal(Seed, key.ExportSeed());
    }

    [Fact]
    public void Given_PubOfAnotherKey_When_Read_Expect_Refused()
    {
        using SigningKey other = SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, Keys.Counting(32, 1));
        string pub = Base64Url.EncodeToString(other.VerifyingKey.Export());
        string json = $$"""{"kty":"AKP","alg":"ML-DSA-65","pub":"{{pub}}","priv":"{{Priv}}"}""";
        CryptographicException e = Assert.Throws<CryptographicException>(() => SigningKey.FromJwk(json));
        Assert.Contains("not its own", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","priv":"$"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-87","pub":"%","priv":"$"}""")]
    [InlineData("""{"kty":"OKP","alg":"ML-DSA-65","pub":"%","priv":"$"}""")]
    [InlineData("""{"kty":"AKP","alg":"ES256","pub":"%","priv":"$"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%","priv":5}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%","priv":null}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%","priv":""}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%","priv":"$="}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%","priv":"$A"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%","priv":" $"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%","priv":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%","priv":"\ud800AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%","priv":"$","priv":"$"}""")]
    public void Given_AnythingElse_When_Read_Expect_Refused(string json)
    {
        string filled = json.Replace("%", Pub, StringComparison.Ordinal).Replace("$", Priv, StringComparison.Ordinal);
        Assert.Throws<CryptographicException>(() => SigningKey.FromJwk(filled));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Given_PrivThatIsNoText_When_Read_Expect_RefusedAsThat(string priv)
    {
        string json = $$"""{"kty":"AKP","alg":"ML-DSA-65","pub":"{{Pub}}","priv":{{priv}}}""";
        CryptographicException e = Assert.Throws<CryptographicException>(() => SigningKey.FromJwk(json));
        Assert.Contains("priv is not 32 bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_KeyWithoutItsSeed_When_Written_Expect_Refused()
    {
        using SigningKey key =
            SigningKey.ImportExpanded(SignatureAlgorithm.MLDsa65, Keys.Expanded(SignatureAlgorithm.MLDsa65, Seed));
        Assert.Throws<CryptographicException>(key.ToPrivateJwk);
    }

    [Fact]
    public void Given_Null_When_Read_Expect_ArgumentNullException() =>
        Assert.Throws<ArgumentNullException>(() => SigningKey.FromJwk(null!));
}
