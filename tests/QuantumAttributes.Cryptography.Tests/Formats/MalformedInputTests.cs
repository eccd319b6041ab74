using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Everything that reads what others wrote, under damage from a generator with a fixed seed: it reads, or it is a
/// <see cref="CryptographicException"/>. Nothing else escapes.
/// </summary>
public class MalformedInputTests
{
    private const int Rounds = 1500;

    private static readonly PbeParameters OneIteration = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1);
    private static readonly SigningKey Signer = SigningKey.ImportSeed(SignatureAlgorithm.MLDsa44, Keys.Counting(32));
    private static readonly KemPrivateKey Recipient = KemPrivateKey.ImportSeed(KemAlgorithm.MLKem512, Keys.Counting(64));

    [Fact]
    public void Given_DamagedSigningKeys_When_Imported_Expect_CryptographicExceptionAtMost()
    {
        foreach (string form in (string[])["seed", "expanded", "both"])
        {
            byte[] good = VectorFile.ReadPem($"lamps/ml-dsa/ML-DSA-44-{form}.priv");
            Damage(good, static der => SigningKey.ImportPkcs8PrivateKey(der).Dispose());
        }
    }

    [Fact]
    public void Given_DamagedKemKeys_When_Imported_Expect_CryptographicExceptionAtMost()
    {
        foreach (string form in (string[])["seed", "expanded", "both"])
        {
            byte[] good = VectorFile.ReadPem($"lamps/ml-kem/ML-KEM-512-{form}.priv");
            Damage(good, static der => KemPrivateKey.ImportPkcs8PrivateKey(der).Dispose());
        }
    }

    [Fact]
    public void Given_DamagedPublicKeys_When_Imported_Expect_CryptographicExceptionAtMost()
    {
        Damage(
            Signer.VerifyingKey.ExportSubjectPublicKeyInfo(), static der => VerifyingKey.ImportSubjectPublicKeyInfo(der).Dispose());
        Damage(
            Recipient.PublicKey.ExportSubjectPublicKeyInfo(), static der => KemPublicKey.ImportSubjectPublicKeyInfo(der).Dispose());
    }

    [Fact]
    public void Given_DamagedEncryptedKeys_When_Imported_Expect_CryptographicExceptionAtMost() => Damage(
        Signer.ExportEncryptedPkcs8PrivateKey("password", OneIteration),
        static der => SigningKey.ImportEncryptedPkcs8PrivateKey("password", der).Dispose());

    [Fact]
    public void Given_DamagedPem_When_Imported_Expect_CryptographicExceptionAtMost()
    {
        DamageText(Signer.ExportPkcs8PrivateKeyPem(), static text => SigningKey.ImportFromPem(text).Dispose());
        DamageText(Recipient.ExportPkcs8PrivateKeyPem(), static text => KemPrivateKey.ImportFromPem(text).Dispose());
        DamageText(
            Signer.VerifyingKey.ExportSubjectPublicKeyInfoPem(), static text => VerifyingKey.ImportFromPem(text).Dispose());
    }

    [Fact]
    public void Given_DamagedJwk_When_Read_Expect_CryptographicExceptionAtMost()
    {
        DamageText(Signer.VerifyingKey.ToJwk(), static text => VerifyingKey.FromJwk(text).Dispose());
        DamageText(Signer.ToPrivateJwk(), static text => SigningKey.FromJwk(text).Dispose());
        DamageText(new JsonWebKeySet([new(Signer.VerifyingKey, "one")]).ToJson(), static text => JsonWebKeySet.Parse(text));
    }

    [Fact]
    public void Given_DamagedSigningRequest_When_Loaded_Expect_CryptographicExceptionAtMost() => Damage(
        Certificates.Request(Signer).CreateSigningRequest(Signer.AsSignatureGenerator()),
        static der => CertificateSigningRequest.Load(der));

    /// <summary>What the platform loads at all.</summary>
    [Fact]
    public void Given_DamagedCertificate_When_Read_Expect_CryptographicExceptionAtMost()
    {
        Damage(Certificates.SelfSigned(Signer).RawData, static der =>
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);
            certificate.IsSignedBy(Signer.VerifyingKey);
            certificate.GetVerifyingKey().Dispose();
        });
        Damage(Certificates.Issue(Signer, Recipient.PublicKey, X509KeyUsageFlags.KeyEncipherment).RawData, static der =>
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);
            certificate.GetKemPublicKey().Dispose();
        });
    }

    [Theory]
    [InlineData("30847FFFFFFF")]
    [InlineData("3084FFFFFFFF")]
    [InlineData("3088FFFFFFFFFFFFFFFF")]
    [InlineData("30FE")]
    [InlineData("3080")]
    [InlineData("30800000")]
    [InlineData("1F8080808080808080808001")]
    [InlineData("3003020180")]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0500")]
    public void Given_LengthThatCannotBe_When_Imported_Expect_Refused(string hex)
    {
        byte[] der = Convert.FromHexString(hex);
        Assert.ThrowsAny<CryptographicException>(() => SigningKey.ImportPkcs8PrivateKey(der));
        Assert.ThrowsAny<CryptographicException>(() => KemPrivateKey.ImportPkcs8PrivateKey(der));
        Assert.ThrowsAny<CryptographicException>(() => VerifyingKey.ImportSubjectPublicKeyInfo(der));
        Assert.ThrowsAny<CryptographicException>(() => KemPublicKey.ImportSubjectPublicKeyInfo(der));
        Assert.ThrowsAny<CryptographicException>(() => SigningKey.ImportEncryptedPkcs8PrivateKey("password", der));
        Assert.ThrowsAny<CryptographicException>(() => CertificateSigningRequest.Load(der));
    }

    /// <summary>BER that is not DER: the indefinite length, and a string in pieces.</summary>
    [Fact]
    public void Given_KeyInBer_When_Imported_Expect_Refused()
    {
        byte[] good = Signer.ExportPkcs8PrivateKey();
        using SigningKey key = SigningKey.ImportPkcs8PrivateKey(good);
        Assert.Throws<CryptographicException>(() => SigningKey.ImportPkcs8PrivateKey([0x30, 0x80, .. good[2..], 0, 0]));

        // ... 04 22 80 20 seed, with the octet string made of two.
        byte[] pieces = [.. good[..^36], 0x24, 0x26, 0x04, 0x10, .. good[^34..^18], 0x04, 0x12, .. good[^18..]];
        pieces[1] += 4;
        Assert.Throws<CryptographicException>(() => SigningKey.ImportPkcs8PrivateKey(pieces));
    }

    [Fact]
    public void Given_PemInsidePem_When_Imported_Expect_Refused()
    {
        string inner = Signer.ExportPkcs8PrivateKeyPem();
        string nested = PemEncoding.WriteString("PRIVATE KEY", Encoding.ASCII.GetBytes(inner));
        string open = $"-----BEGIN PRIVATE KEY-----\n{inner}\n-----END PRIVATE KEY-----";
        Assert.Throws<CryptographicException>(() => SigningKey.ImportFromPem(nested));
        // The outer block is no block to RFC 7468; the inner one is read, and the end that is left over is text.
        using SigningKey key = SigningKey.ImportFromPem(open);
        Assert.Equal(Signer.VerifyingKey.Thumbprint, key.VerifyingKey.Thumbprint);
    }

    private static void Damage(byte[] good, Action<byte[]> read)
    {
        Random random = new(good.Length);
        for (int round = 0; round < Rounds; round++)
            AssertReadOrRefused(Damaged(good, random), read);
    }

    private static void DamageText(string good, Action<string> read)
    {
        const string Odd = "\0\"\\{}[]:,=-_+/ \n\ud800\udfff\uffffA0";
        Random random = new(good.Length);
        for (int round = 0; round < Rounds; round++)
        {
            char[] text = good.ToCharArray();
            for (int i = random.Next(3); i >= 0; i--)
                text[random.Next(text.Length)] = Odd[random.Next(Odd.Length)];
            AssertReadOrRefused(new string(text)[..random.Next(text.Length + 1)], read);
            AssertReadOrRefused(new string(text), read);
        }
    }

    private static byte[] Damaged(byte[] good, Random random)
    {
        List<byte> bytes = [.. good];
        for (int i = random.Next(3); i >= 0; i--)
        {
            // Most of the structure is at the beginning.
            int at = random.Next(random.Next(2) == 0 ? Math.Min(64, bytes.Count) : bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveAt(at); break;
                case 3: bytes.Insert(at, (byte)random.Next(256)); break;
                default: bytes.RemoveRange(at, bytes.Count - at); bytes.Add(0x80); break;
            }
        }

        return [.. bytes];
    }

    private static void AssertReadOrRefused<T>(T input, Action<T> read)
    {
        Exception? e = Record.Exception(() => read(input));
        object? shown = input is byte[] bytes ? Convert.ToHexString(bytes) : input;
        Assert.True(e is null or CryptographicException, $"{e} escaped for {shown}");
    }
}
