using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Core.Helpers;
using Ledger.Domain;
using Org.BouncyCastle.Crypto.Parameters;
using Xunit;

namespace Ledger.Tests;

/// <summary>Tests that stand beside the code, with the keys that they make up.</summary>
public class HelperTests
{
    [Fact]
    public void Encrypt_Then_Decrypt_Returns_Same_Text()
    {
        RsaHelper.GenerateKeys(out string publicKey, out string privateKey); // clean
        string encrypted = RsaHelper.Encrypt("EUR 12.00", publicKey); // clean
        Assert.Equal("EUR 12.00", RsaHelper.Decrypt(encrypted, privateKey)); // clean
    }

    [Fact]
    public void Sign_Then_Verify_Returns_True()
    {
        RSA rsa = new RSACng(2048); // find: signatures
        byte[] data = new byte[] { 1, 2, 3 };
        byte[] signature = rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1); // find: signatures
        Assert.True(rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)); // lower: signatures
    }

    [Theory]
    [InlineData("SHA256", 32)] // clean
    [InlineData("SHA512", 64)] // clean
    public void GetHashByName_Has_Length(string name, int length) => Assert.Equal(length, CryptoHelper.GetHashByName([1], name).Length); // clean

    [Fact]
    public void Certificate_Has_Rsa_Key()
    {
        X509Certificate2 certificate = CertificateHelper.CreateSelfSignedCertificate("test", "test");
        Assert.Equal("RSA", certificate.PublicKey.Oid.FriendlyName); // clean
        Assert.IsAssignableFrom<RSA>(certificate.GetRSAPublicKey()); // lower: certificate-keys
        Assert.Null(certificate.GetECDsaPublicKey()); // lower: certificate-keys
    }

    [Fact]
    public void Wallet_Is_Of_Curve()
    {
        var (privateHex, publicHex) = Keys.BouncyKeyGenerator.GenerateWallet(); // clean
        Assert.Equal(66, publicHex.Length);
        Assert.IsType<RsaKeyParameters>(Keys.BouncyKeyGenerator.GetKeyPair().Public); // clean
        Assert.NotEmpty(privateHex);
    }

    [Fact]
    public void Chain_Is_Valid_For_Own_Key()
    {
        using LedgerChain chain = new();
        chain.Close([new Posting(Guid.NewGuid(), "DE01", "DE02", 1, DateTimeOffset.UnixEpoch)]);
        using ECDsa publicKey = ECDsa.Create(); // lower: signatures
        publicKey.ImportFromPem(chain.ExportPublicKey()); // lower: signatures
        Assert.True(chain.IsValid(publicKey)); // clean
    }
}
