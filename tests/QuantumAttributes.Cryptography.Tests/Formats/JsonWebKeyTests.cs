using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

public class JsonWebKeyTests
{
    private static readonly VerifyingKey Key = Made();
    private static readonly string Pub = Base64Url.EncodeToString(Key.Export());

    [Fact]
    public void Given_Key_When_WrittenAndRead_Expect_TheSameKey()
    {
        using VerifyingKey again = VerifyingKey.FromJwk(Key.ToJwk());
        Assert.Equal(Key.Export(), again.Export());
    }

    [Fact]
    public void Given_Key_When_Written_Expect_TheMembersOfRfc9964()
    {
        using JsonDocument jwk = JsonDocument.Parse(Key.ToJwk());
        Assert.Equal(["kty", "alg", "pub"], jwk.RootElement.EnumerateObject().Select(static m => m.Name));
        Assert.Equal("AKP", jwk.RootElement.GetProperty("kty").GetString());
        Assert.Equal("ML-DSA-65", jwk.RootElement.GetProperty("alg").GetString());
        Assert.Equal(Pub, jwk.RootElement.GetProperty("pub").GetString());
    }

    [Fact]
    public void Given_Key_When_ThumbprintTaken_Expect_Sha256OfTheCanonicalJwk()
    {
        string canonical = "{\"alg\":\"ML-DSA-65\",\"kty\":\"AKP\",\"pub\":\"" + Pub + "\"}";
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)), Key.Thumbprint.ToArray());
    }

    [Fact]
    public void Given_UnknownMembers_When_Read_Expect_PassedOver()
    {
        using VerifyingKey key =
            VerifyingKey.FromJwk($$"""{"use":"sig","kid":"x","kty":"AKP","alg":"ML-DSA-65","pub":"{{Pub}}"}""");
        Assert.Equal(Key.Thumbprint, key.Thumbprint);
    }

    [Fact]
    public void Given_Element_When_Read_Expect_Key()
    {
        using JsonDocument set = JsonDocument.Parse($$"""{"keys":[{{Key.ToJwk()}}]}""");
        using VerifyingKey key = VerifyingKey.FromJwk(set.RootElement.GetProperty("keys")[0]);
        Assert.Equal(Key.Thumbprint, key.Thumbprint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"AKP\"")]
    [InlineData("{}")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":5}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":""}""")]
    [InlineData("""{"kty":"OKP","alg":"ML-DSA-65","pub":"%"}""")]
    [InlineData("""{"kty":"akp","alg":"ML-DSA-65","pub":"%"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-44","pub":"%"}""")]
    [InlineData("""{"kty":"AKP","alg":"dilithium3","pub":"%"}""")]
    [InlineData("""{"kty":"AKP","alg":null,"pub":"%"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%="}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":" %"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%A"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%","priv":"AA"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%","priv":null}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%","pub":"%"}""")]
    [InlineData("""{"kty":"AKP","kty":"OKP","alg":"ML-DSA-65","pub":"%"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%","kid":"a","kid":"a"}""")]
    [InlineData("""{"kty":"\ud800","alg":"ML-DSA-65","pub":"%"}""")]
    [InlineData("""{"kty":"AKP","alg":"ML-DSA-65","pub":"%","\ud800":1}""")]
    public void Given_AnythingElse_When_Read_Expect_Refused(string json) =>
        Assert.Throws<CryptographicException>(() => VerifyingKey.FromJwk(json.Replace("%", Pub, StringComparison.Ordinal)));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void Given_NoObject_When_Read_Expect_RefusedAsThat(string json)
    {
        CryptographicException e = Assert.Throws<CryptographicException>(() => VerifyingKey.FromJwk(json));
        Assert.EndsWith("is a JSON object.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_LoneSurrogateInTheText_When_Read_Expect_Refused() =>
        Assert.Throws<CryptographicException>(() => VerifyingKey.FromJwk("{\"kty\":\"" + (char)0xD800 + "\"}"));

    [Fact]
    public void Given_UnusedBitsSet_When_Read_Expect_Refused()
    {
        // 1952 bytes leave two characters for the last two thirds of a group: the last character has two unused bits.
        char[] pub = Pub.ToCharArray();
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        pub[^1] = Alphabet[Alphabet.IndexOf(pub[^1], StringComparison.Ordinal) + 1];
        string json = $$"""{"kty":"AKP","alg":"ML-DSA-65","pub":"{{new string(pub)}}"}""";
        Assert.Throws<CryptographicException>(() => VerifyingKey.FromJwk(json));
    }

    private static VerifyingKey Made()
    {
        using SigningKey key = SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, Keys.Counting(32));
        return key.VerifyingKey;
    }
}
