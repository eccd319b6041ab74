using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuantumAttributes.Channels.Classical;

namespace QuantumAttributes.Channels.Tests.Classical;

public class ClassicalVerifyingKeyTests
{
    // RFC 9449 §4.1 and §6.1: a key, and the thumbprint that "jkt" gives it.
    private const string Jwk =
        """{"kty":"EC","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs","y":"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA","crv":"P-256"}""";

    private static readonly byte[] Data = "what is signed"u8.ToArray();

    public static TheoryData<string, string> Curves { get; } = new()
    {
        { "nistP256", "ecdsa-p256-sha256" },
        { "nistP384", "ecdsa-p384-sha384" },
    };

    public static TheoryData<string, string> WrongMembers { get; } = new()
    {
        { "kty", "\"OKP\"" },
        { "kty", "1" },
        { "crv", "\"P-521\"" },
        { "crv", "\"P-384\"" },
        { "crv", "\"secp256k1\"" },
        { "crv", "null" },
        { "alg", "\"ES384\"" },
        { "alg", "null" },
        { "d", "\"AAAA\"" },
        { "x", "\"\"" },
        { "x", "\"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBF\"" }, // short
        { "x", "\"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFt\"" }, // unused bits set
        { "x", "\"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs=\"" },
        { "x", "\"l8tFrhx+34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs\"" },
        { "x", "\"\\ud800\"" },
        { "y", "\"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDE\"" }, // beside the curve
        { "y", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"" },
        { "y", "\"_____wAAAAEAAAAAAAAAAAAAAAD_______________8\"" }, // the modulus
    };

    [Fact]
    public void Given_AKeyOfAnRfc_When_Named_Expect_ItsPublishedThumbprint()
    {
        using ClassicalVerifyingKey key = Read(Jwk);

        Assert.Equal("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", key.Thumbprint.ToString());
        Assert.Equal("ecdsa-p256-sha256", key.AlgorithmName);
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void Given_ASigner_When_ItsSignatureIsVerified_Expect_ItAndNoOther(string curve, string name)
    {
        using var ecdsa = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        using var signer = new ClassicalSigner(ecdsa);
        using ClassicalVerifyingKey key = Copy(signer.VerifyingKey);
        byte[] signature = signer.Sign(Data);

        Assert.Equal(name, key.AlgorithmName);
        Assert.Equal(signer.VerifyingKey.Thumbprint, key.Thumbprint);
        Assert.True(key.Verify(Data, signature));
        Assert.False(key.Verify(Data.AsSpan(1), signature));
        Assert.False(key.Verify(Data, signature.AsSpan(1)));
        Assert.False(key.Verify(Data, [.. signature, 0]));
        signature[0] ^= 1;
        Assert.False(key.Verify(Data, signature));
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0xFF)]
    public void Given_ASignatureOutOfRange_When_Verified_Expect_FalseAndNoException(byte value)
    {
        using ClassicalVerifyingKey key = Read(Jwk);
        var signature = new byte[64];
        Array.Fill(signature, value);

        Assert.False(key.Verify(Data, signature));
    }

    // ASN.1 is what certificates have; RFC 9421 §3.3.4 has r | s.
    [Fact]
    public void Given_ASignatureInDer_When_Verified_Expect_False()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ClassicalVerifyingKey key = ClassicalVerifyingKey.From(ecdsa);

        Assert.False(key.Verify(Data, ecdsa.SignData(Data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
    }

    [Fact]
    public void Given_AnotherCurve_When_AKeyIsMadeOfIt_Expect_ArgumentException()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP521);

        Assert.Throws<ArgumentException>(() => ClassicalVerifyingKey.From(ecdsa));
        Assert.Throws<ArgumentException>(() => new ClassicalSigner(ecdsa));
    }

    [Theory]
    [MemberData(nameof(WrongMembers))]
    public void Given_AKeyWithAWrongMember_When_Read_Expect_CryptographicException(string member, string value)
    {
        JsonNode jwk = JsonNode.Parse(Jwk)!;
        jwk[member] = "@";
        string json = jwk.ToJsonString().Replace("\"@\"", value, StringComparison.Ordinal);

        Assert.ThrowsAny<CryptographicException>(() => Read(json));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"EC\"")]
    [InlineData("{}")]
    [InlineData("""{"kty":"EC","kty":"EC"}""")]
    public void Given_AnythingElse_When_Read_Expect_CryptographicException(string json) =>
        Assert.ThrowsAny<CryptographicException>(() => Read(json));

    [Fact]
    public void Given_AKey_When_ManyThreadsVerify_Expect_EachToBeRight()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = new ClassicalSigner(ecdsa);
        byte[] good = signer.Sign(Data), bad = [.. good[..^1], (byte)(good[^1] ^ 1)];
        int wrong = 0;

        Parallel.For(0, 64, i => Interlocked.Add(ref wrong, signer.VerifyingKey.Verify(Data, i % 2 == 0 ? good : bad) == (i % 2 == 0) ? 0 : 1));

        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Given_ADisposedKey_When_ItVerifies_Expect_ObjectDisposedException()
    {
        ClassicalVerifyingKey key = Read(Jwk);
        key.Dispose();
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Verify(Data, new byte[64]));
    }

    private static ClassicalVerifyingKey Copy(ClassicalVerifyingKey key)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            key.WriteJwk(writer);
        using JsonDocument document = JsonDocument.Parse(buffer.ToArray());
        return ClassicalVerifyingKey.FromJwk(document.RootElement);
    }

    private static ClassicalVerifyingKey Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return ClassicalVerifyingKey.FromJwk(document.RootElement);
    }
}
