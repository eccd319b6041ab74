using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

public class PemTests
{
    private static readonly string Private = VectorFile.ReadText("lamps/ml-dsa/ML-DSA-65-seed.priv");
    private static readonly string Public = VectorFile.ReadText("lamps/ml-dsa/ML-DSA-65.pub");

    [Fact]
    public void Given_KeyAmongOtherBlocksAndText_When_Imported_Expect_TheKey()
    {
        using SigningKey key = SigningKey.ImportFromPem($"a note\n{Public}\nanother\n{Private}");
        using VerifyingKey verifying = VerifyingKey.ImportFromPem($"{Private}{Public}");
        Assert.Equal(key.VerifyingKey.Thumbprint, verifying.Thumbprint);
    }

    [Fact]
    public void Given_TwoKeys_When_Imported_Expect_Refused() =>
        Assert.Throws<CryptographicException>(() => SigningKey.ImportFromPem(Private + Private));

    [Theory]
    [InlineData("")]
    [InlineData("no key here")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA")]
    public void Given_NoBlock_When_Imported_Expect_RefusedAsThat(string text)
    {
        CryptographicException e = Assert.Throws<CryptographicException>(() => SigningKey.ImportFromPem(text));
        Assert.Equal("The text has no PRIVATE KEY block.", e.Message);
    }

    [Fact]
    public void Given_PublicKey_When_ImportedAsPrivate_Expect_Refused() =>
        Assert.Throws<CryptographicException>(() => SigningKey.ImportFromPem(Public));

    [Fact]
    public void Given_EmptyBlock_When_Imported_Expect_Refused() =>
        Assert.Throws<CryptographicException>(
            () => SigningKey.ImportFromPem("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----"));

    [Fact]
    public void Given_Key_When_ExportedToPem_Expect_ThePublishedText()
    {
        using SigningKey signing = SigningKey.ImportFromPem(Private);
        Assert.Equal(Private.Trim(), signing.ExportPkcs8PrivateKeyPem());
        Assert.Equal(Public.Trim(), signing.VerifyingKey.ExportSubjectPublicKeyInfoPem());
    }

    [Fact]
    public void Given_KemKey_When_ExportedToPem_Expect_ThePublishedText()
    {
        string privatePem = VectorFile.ReadText("lamps/ml-kem/ML-KEM-768-seed.priv");
        using KemPrivateKey key = KemPrivateKey.ImportFromPem(privatePem);
        Assert.Equal(privatePem.Trim(), key.ExportPkcs8PrivateKeyPem());
        Assert.Equal(VectorFile.ReadText("lamps/ml-kem/ML-KEM-768.pub").Trim(), key.PublicKey.ExportSubjectPublicKeyInfoPem());
    }
}
