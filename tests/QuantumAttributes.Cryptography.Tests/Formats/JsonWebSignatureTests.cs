using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

public class JsonWebSignatureTests
{
    private static readonly SigningKey Key = SigningKey.ImportSeed(SignatureAlgorithm.MLDsa44, Keys.Counting(32));
    private static readonly byte[] Payload = "It’s a dangerous business, Frodo, going out your door."u8.ToArray();

    [Fact]
    public void Given_APayload_When_SignedAndRead_Expect_ItAndItsHeader()
    {
        JsonWebSignature signature = JsonWebSignature.Parse(JsonWebSignature.Sign(Key, "test+jwt", Payload));

        Assert.Equal(Payload, signature.Payload.ToArray());
        Assert.Equal(("ML-DSA-44", "test+jwt"), (signature.Algorithm, signature.Type));
        Assert.Equal(Key.VerifyingKey.Thumbprint.ToString(), signature.KeyId);
        Assert.True(signature.Verify(Key.VerifyingKey));
    }

    // RFC 7515, section 5.1: the signature is over the ASCII bytes of header, dot and payload; RFC 9964, section 4: with an empty context.
    [Fact]
    public void Given_ASignature_When_VerifiedByHand_Expect_PureMLDsaOverTheFirstTwoParts()
    {
        string[] parts = JsonWebSignature.Sign(Key, "test+jwt", Payload).Split('.');

        Assert.True(Key.VerifyingKey.Verify(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2])));
        using JsonDocument header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        Assert.Equal(["alg", "kid", "typ"], header.RootElement.EnumerateObject().Select(static m => m.Name));
    }

    [Fact]
    public void Given_ASignatureMadeByHand_When_Verified_Expect_True() =>
        Assert.True(JsonWebSignature.Parse(Sign("""{ "typ":"x", "unknown":[1,2], "alg":"ML-DSA-44" }""")).Verify(Key.VerifyingKey));

    [Fact]
    public void Given_TheKeyInTheHeader_When_Read_Expect_ThatKey()
    {
        JsonWebSignature signature = JsonWebSignature.Parse(JsonWebSignature.Sign(Key, "test+jwt", Payload, withKey: true));
        using VerifyingKey key = signature.ReadKey();

        Assert.Equal(Key.VerifyingKey.Thumbprint, key.Thumbprint);
        Assert.Null(signature.KeyId);
        Assert.True(signature.Verify(key));
    }

    [Fact]
    public void Given_NoKeyInTheHeader_When_Read_Expect_CryptographicException() =>
        Assert.Throws<CryptographicException>(() => JsonWebSignature.Parse(JsonWebSignature.Sign(Key, "x", Payload)).ReadKey());

    [Fact]
    public void Given_APrivateKeyInTheHeader_When_Read_Expect_CryptographicException()
    {
        JsonWebSignature signature = JsonWebSignature.Parse(Sign($$"""{"alg":"ML-DSA-44","jwk":{{Key.ToPrivateJwk()}}}"""));

        Assert.Throws<CryptographicException>(() => signature.ReadKey());
    }

    [Theory]
    [InlineData("ML-DSA-65")]
    [InlineData("none")]
    [InlineData("")]
    [InlineData("ml-dsa-44")]
    public void Given_AnotherAlgorithmInTheHeader_When_Verified_Expect_False(string algorithm) =>
        Assert.False(JsonWebSignature.Parse(Sign($$"""{"alg":"{{algorithm}}"}""")).Verify(Key.VerifyingKey));

    [Fact]
    public void Given_AnotherKey_When_Verified_Expect_False()
    {
        using SigningKey other = SigningKey.ImportSeed(SignatureAlgorithm.MLDsa44, new byte[32]);

        Assert.False(JsonWebSignature.Parse(JsonWebSignature.Sign(Key, "x", Payload)).Verify(other.VerifyingKey));
    }

    [Theory]
    [InlineData("""{"alg":"ML-DSA-44","crit":["exp"],"exp":1}""")]
    [InlineData("""{"alg":"ML-DSA-44","crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"ML-DSA-44","crit":[]}""")]
    [InlineData("""{"alg":"ML-DSA-44","alg":"ML-DSA-44"}""")]
    [InlineData("""{"alg":"ML-DSA-44","x":1,"x":1}""")]
    [InlineData("""{"alg":"ML-DSA-44","kid":7}""")]
    [InlineData("""{"alg":"ML-DSA-44","typ":null}""")]
    [InlineData("""{"alg":5}""")]
    [InlineData("""{"alg":"\ud800"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"ML-DSA-44\"")]
    [InlineData("{")]
    [InlineData("")]
    public void Given_AHeaderThatIsNone_When_Read_Expect_CryptographicException(string header) =>
        Assert.Throws<CryptographicException>(() => JsonWebSignature.Parse(Sign(header)));

    [Fact]
    public void Given_Base64UrlInAnotherForm_When_Read_Expect_CryptographicException()
    {
        string text = Sign("""{"alg":"ML-DSA-44","a":1}""");
        string[] parts = text.Split('.');
        string padded = parts[0] + new string('=', (4 - (parts[0].Length % 4)) % 4);
        Assert.NotEqual(parts[0], padded);

        foreach (string wrong in (string[])
            [
                $"{padded}.{parts[1]}.{parts[2]}", $" {text}", $"{text}\n", $"{parts[0]}.\t{parts[1]}.{parts[2]}", $"{text}.", $".{text}", $"{text}=",
                $"{parts[0]}.{parts[1]}", $"{parts[0]}.{parts[1]}.{parts[2]}.{parts[2]}", $"{parts[0]}.{parts[1]}A.{parts[2]}.", "", "..",
                text.Replace('_', '/').Replace('-', '+'), $"{parts[0][..^1]}.{parts[1]}.{parts[2]}", $"{text}é",
            ])
        {
            Assert.Throws<CryptographicException>(() => JsonWebSignature.Parse(wrong));
        }
    }

    // The last character of the payload carries bits that stand for nothing; set, they would be a second spelling of one text.
    [Fact]
    public void Given_UnusedBitsThatAreSet_When_Read_Expect_CryptographicException()
    {
        string[] parts = Sign("""{"alg":"ML-DSA-44"}""", [0]).Split('.');
        Assert.Equal("AA", parts[1]);

        Assert.Throws<CryptographicException>(() => JsonWebSignature.Parse($"{parts[0]}.AB.{parts[2]}"));
    }

    [Fact]
    public void Given_AnEmptyPayload_When_SignedAndRead_Expect_Empty()
    {
        JsonWebSignature signature = JsonWebSignature.Parse(JsonWebSignature.Sign(Key, "x", []));

        Assert.True(signature.Payload.IsEmpty);
        Assert.True(signature.Verify(Key.VerifyingKey));
    }

    [Fact]
    public void Given_AKeyWithoutANameInJose_When_Signing_Expect_ArgumentException()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Falcon512Round3);

        Assert.Throws<ArgumentException>(() => JsonWebSignature.Sign(key, "x", Payload));
    }

    private static string Sign(string header, byte[]? payload = null)
    {
        string input = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(payload ?? Payload)}";
        return $"{input}.{Base64Url.EncodeToString(Key.Sign(Encoding.ASCII.GetBytes(input)))}";
    }
}
