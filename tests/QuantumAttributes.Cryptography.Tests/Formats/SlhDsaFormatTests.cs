using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>RFC 9909: the keys of SLH-DSA lie bare in their strings.</summary>
public class SlhDsaFormatTests
{
    // RFC 9909, appendix C: the example keys.
    private const string PublicKey = """
        -----BEGIN PUBLIC KEY-----
        MDAwCwYJYIZIAWUDBAMUAyEAK4EJ7Hd8qk4fAkzPz5SX2ZGAUJKA9CVq8rB6+AKJ
        tJQ=
        -----END PUBLIC KEY-----
        """;

    private const string PrivateKey = """
        -----BEGIN PRIVATE KEY-----
        MFICAQAwCwYJYIZIAWUDBAMUBECiJjvKRYYINlIxYASVI9YhZ3+tkNUetgZ6Mn4N
        HmSlASuBCex3fKpOHwJMz8+Ul9mRgFCSgPQlavKwevgCibSU
        -----END PRIVATE KEY-----
        """;

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_ExampleKeysOfTheStandard_When_Imported_Expect_TheyBelongTogetherAndAreWrittenAlike(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        using SigningKey key = SigningKey.ImportFromPem(PrivateKey, providers);
        using VerifyingKey verifying = VerifyingKey.ImportFromPem(PublicKey, providers);
        Assert.Equal(SignatureAlgorithm.Parse("SLH-DSA-SHA2-128s"), key.Algorithm);
        Assert.Equal(verifying.Export(), key.VerifyingKey.Export());
        Assert.Equal(PublicKey, verifying.ExportSubjectPublicKeyInfoPem());
        Assert.Equal(PrivateKey, key.ExportPkcs8PrivateKeyPem());
    }

    [Theory]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(0)]
    public void Given_PrivateKeyOfAnotherSize_When_Imported_Expect_Refused(int size)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
                writer.WriteObjectIdentifier("2.16.840.1.101.3.4.3.20");
            writer.WriteOctetString(new byte[size]);
        }

        Assert.Throws<CryptographicException>(() => SigningKey.ImportPkcs8PrivateKey(writer.Encode()));
    }

    /// <summary>No name is registered: draft-ietf-cose-sphincs-plus is a draft.</summary>
    [Fact]
    public void Given_Key_When_WrittenAsJwk_Expect_NotSupported()
    {
        using SigningKey key = SigningKey.ImportFromPem(PrivateKey);
        Assert.Throws<NotSupportedException>(key.VerifyingKey.ToJwk);
        Assert.Throws<NotSupportedException>(key.ToPrivateJwk);
        Assert.Throws<ArgumentException>(() => new JsonWebKeySet([new(key.VerifyingKey)]));
    }

    [Fact]
    public void Given_Key_When_LentAsMLDsa_Expect_NotSupported()
    {
        using SigningKey key = SigningKey.ImportFromPem(PrivateKey);
        Assert.Throws<NotSupportedException>(key.AsMLDsa);
        Assert.Throws<NotSupportedException>(key.VerifyingKey.AsMLDsa);
    }
}
