using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Keys that OpenSSL encrypts, we read; and the other way round. The encryption is the same code under every provider.
/// </summary>
public class OpenSslEncryptedKeyTests
{
    private const string Password = "correct horse";

    private static readonly PbeParameters Aes256 = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 5000);

    public static TheoryData<string> Kems => ["ML-KEM-512", "ML-KEM-768", "ML-KEM-1024"];

    public static TheoryData<string> Signatures => ["ML-DSA-44", "ML-DSA-65", "ML-DSA-87", .. SlhDsaSets.All];

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_KemKeyThatOpenSslEncrypted_When_Read_Expect_ItsPublicKey(string name)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        byte[] publicKey = OpenSslEncrypts(openSsl, name, "aes-256-cbc", "hmacWithSHA256");
        using KemPrivateKey key = KemPrivateKey.ImportFromEncryptedPem(openSsl.ReadText("encrypted.pem"), Password);
        Assert.Equal(publicKey, key.PublicKey.ExportSubjectPublicKeyInfo());
    }

    [Theory]
    [MemberData(nameof(Signatures))]
    public void Given_SigningKeyThatOpenSslEncrypted_When_Read_Expect_ItsPublicKey(string name)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        byte[] publicKey = OpenSslEncrypts(openSsl, name, "aes-256-cbc", "hmacWithSHA256");
        using SigningKey key = SigningKey.ImportFromEncryptedPem(openSsl.ReadText("encrypted.pem"), Password);
        Assert.Equal(publicKey, key.VerifyingKey.ExportSubjectPublicKeyInfo());
    }

    [Theory]
    [InlineData("aes-128-cbc", "hmacWithSHA256")]
    [InlineData("aes-192-cbc", "hmacWithSHA384")]
    [InlineData("aes-256-cbc", "hmacWithSHA512")]
    public void Given_CipherOfOpenSsl_When_Read_Expect_TheKey(string cipher, string function)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        byte[] publicKey = OpenSslEncrypts(openSsl, "ML-DSA-65", cipher, function);
        using SigningKey key = SigningKey.ImportFromEncryptedPem(openSsl.ReadText("encrypted.pem"), Password);
        Assert.Equal(publicKey, key.VerifyingKey.ExportSubjectPublicKeyInfo());
    }

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_KemKeyThatWeEncrypted_When_OpenSslReadsIt_Expect_OurPublicKey(string name)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name));
        AssertRead(openSsl, key, key.PublicKey, Aes256);
    }

    [Theory]
    [MemberData(nameof(Signatures))]
    public void Given_SigningKeyThatWeEncrypted_When_OpenSslReadsIt_Expect_OurPublicKey(string name)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name));
        AssertRead(openSsl, key, key.VerifyingKey, Aes256);
    }

    [Theory]
    [InlineData(PbeEncryptionAlgorithm.Aes128Cbc, "SHA256")]
    [InlineData(PbeEncryptionAlgorithm.Aes192Cbc, "SHA384")]
    [InlineData(PbeEncryptionAlgorithm.Aes256Cbc, "SHA512")]
    public void Given_CipherOfOurs_When_OpenSslReadsIt_Expect_OurPublicKey(PbeEncryptionAlgorithm cipher, string hash)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.MLKem768);
        AssertRead(openSsl, key, key.PublicKey, new PbeParameters(cipher, new(hash), 5000));
    }

    /// <summary>Leaves a new key in encrypted.pem, and gives its public key.</summary>
    private static byte[] OpenSslEncrypts(OpenSsl openSsl, string name, string cipher, string function)
    {
        openSsl.Run("genpkey", "-algorithm", name, "-out", "key.pem");
        openSsl.Run("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "public.der");
        openSsl.Run(
            "pkcs8", "-topk8", "-in", "key.pem", "-v2", cipher, "-v2prf", function, "-iter", "5000",
            "-passout", $"pass:{Password}", "-out", "encrypted.pem");
        return openSsl.Read("public.der");
    }

    private static void AssertRead(
        OpenSsl openSsl, AsymmetricPrivateKey key, AsymmetricPublicKey publicKey, PbeParameters encryption)
    {
        openSsl.Write("key.pem", key.ExportEncryptedPkcs8PrivateKeyPem(Password, encryption));
        openSsl.Run("pkey", "-in", "key.pem", "-passin", $"pass:{Password}", "-pubout", "-outform", "DER", "-out", "public.der");
        Assert.Equal(publicKey.ExportSubjectPublicKeyInfo(), openSsl.Read("public.der"));
        Assert.False(openSsl.Succeeds("pkey", "-in", "key.pem", "-passin", "pass:wrong", "-noout"));
    }
}
