using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography.Tests;

public class EncryptedPrivateKeyTests
{
    private const string Password = "correct horse – battery staple";

    private static readonly PbeParameters Quick = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
    private static readonly PbeParameters OneIteration = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1);
    private static readonly byte[] Seed = Keys.Counting(32);
    private static readonly SigningKey Key = SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, Seed);
    private static readonly byte[] Utf8 = Encoding.UTF8.GetBytes(Password);

    [Fact]
    public void Given_SigningKey_When_WrittenAndReadWithPassword_Expect_TheSameKey()
    {
        using SigningKey again =
            SigningKey.ImportEncryptedPkcs8PrivateKey(Password, Key.ExportEncryptedPkcs8PrivateKey(Password, Quick));
        Assert.Equal(Seed, again.ExportSeed());
    }

    [Fact]
    public void Given_KemKey_When_WrittenAndReadAsPem_Expect_TheSameKey()
    {
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.XWing);
        string pem = key.ExportEncryptedPkcs8PrivateKeyPem(Password, Quick);
        using KemPrivateKey again = KemPrivateKey.ImportFromEncryptedPem(pem, Utf8);
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", pem, StringComparison.Ordinal);
        Assert.Equal(key.ExportSeed(), again.ExportSeed());
    }

    /// <summary>Characters are UTF-8, which is what .NET does and RFC 8018, section 3 recommends.</summary>
    [Fact]
    public void Given_PasswordAsCharacters_When_ReadWithItsUtf8_Expect_TheSameKey()
    {
        using SigningKey again =
            SigningKey.ImportEncryptedPkcs8PrivateKey(Utf8, Key.ExportEncryptedPkcs8PrivateKey(Password, Quick));
        Assert.Equal(Seed, again.ExportSeed());
    }

    [Fact]
    public void Given_NoParameters_When_Written_Expect_WhatOwaspAsksFor()
    {
        AsnReader encrypted = new AsnReader(Key.ExportEncryptedPkcs8PrivateKey(Utf8), AsnEncodingRules.DER).ReadSequence();
        AsnReader pbes2 = encrypted.ReadSequence();
        Assert.Equal("1.2.840.113549.1.5.13", pbes2.ReadObjectIdentifier());
        AsnReader schemes = pbes2.ReadSequence();
        AsnReader derivation = schemes.ReadSequence();
        Assert.Equal("1.2.840.113549.1.5.12", derivation.ReadObjectIdentifier());
        AsnReader pbkdf2 = derivation.ReadSequence();
        Assert.Equal(16, pbkdf2.ReadOctetString().Length);
        Assert.Equal(600_000, pbkdf2.ReadInteger());
        Assert.Equal("1.2.840.113549.2.9", pbkdf2.ReadSequence().ReadObjectIdentifier());
        Assert.Equal("2.16.840.1.101.3.4.1.42", schemes.ReadSequence().ReadObjectIdentifier());
    }

    [Fact]
    public void Given_SameKeyTwice_When_Written_Expect_AnotherSaltAndAnotherVector() =>
        Assert.NotEqual(Key.ExportEncryptedPkcs8PrivateKey(Utf8, Quick), Key.ExportEncryptedPkcs8PrivateKey(Utf8, Quick));

    [Fact]
    public void Given_ProviderSet_When_Written_Expect_ItsRandomness()
    {
        ProviderSet providers = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, new RecordedRandom(Keys.Counting(32)));
        byte[] encrypted = Key.ExportEncryptedPkcs8PrivateKey(Utf8, Quick, providers);
        Assert.Contains(Convert.ToHexString(Keys.Counting(16)), Convert.ToHexString(encrypted), StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexString(Keys.Counting(16, 16)), Convert.ToHexString(encrypted), StringComparison.Ordinal);
    }

    /// <summary>The platform's base class writes; it knows nothing of this library's encoder.</summary>
    [Theory]
    [InlineData(PbeEncryptionAlgorithm.Aes128Cbc, "SHA256")]
    [InlineData(PbeEncryptionAlgorithm.Aes192Cbc, "SHA384")]
    [InlineData(PbeEncryptionAlgorithm.Aes256Cbc, "SHA512")]
    public void Given_PlatformsEncoding_When_Read_Expect_TheKey(PbeEncryptionAlgorithm cipher, string hash)
    {
        using MLDsa lent = Key.AsMLDsa();
        byte[] encrypted = lent.ExportEncryptedPkcs8PrivateKey(Password, new PbeParameters(cipher, new(hash), 1000));
        using SigningKey again = SigningKey.ImportEncryptedPkcs8PrivateKey(Password, encrypted);
        Assert.Equal(Seed, again.ExportSeed());
    }

    [Theory]
    [InlineData(PbeEncryptionAlgorithm.Aes128Cbc, "SHA256")]
    [InlineData(PbeEncryptionAlgorithm.Aes192Cbc, "SHA384")]
    [InlineData(PbeEncryptionAlgorithm.Aes256Cbc, "SHA512")]
    public void Given_OurEncoding_When_BouncyCastleReadsIt_Expect_TheKey(PbeEncryptionAlgorithm cipher, string hash)
    {
        byte[] encrypted = Key.ExportEncryptedPkcs8PrivateKey(Password, new PbeParameters(cipher, new(hash), 1000));
        // BouncyCastle takes one byte of each character.
        char[] bytes = [.. Utf8.Select(static b => (char)b)];
        var key = (Org.BouncyCastle.Crypto.Parameters.MLDsaPrivateKeyParameters)PrivateKeyFactory.DecryptKey(bytes, encrypted);
        Assert.Equal(Seed, key.GetSeed());
    }

    [Fact]
    public void Given_WrongPasswords_When_Read_Expect_Refused()
    {
        byte[] encrypted = Key.ExportEncryptedPkcs8PrivateKey(Utf8, OneIteration);
        // One wrong key in 256 leaves valid padding; what is under it is then no key.
        for (int i = 0; i < 1000; i++)
            AssertRefused($"{Password}{i}", encrypted);
    }

    [Fact]
    public void Given_EmptyPassword_When_Read_Expect_Refused() =>
        AssertRefused("", Key.ExportEncryptedPkcs8PrivateKey(Utf8, Quick));

    [Fact]
    public void Given_EmptyPassword_When_Written_Expect_ArgumentException() =>
        Assert.Throws<ArgumentException>(() => Key.ExportEncryptedPkcs8PrivateKey(ReadOnlySpan<char>.Empty, Quick));

    [Theory]
    [InlineData(PbeEncryptionAlgorithm.TripleDes3KeyPkcs12, "SHA1", 1000)]
    [InlineData(PbeEncryptionAlgorithm.TripleDes3KeyPkcs12, "SHA256", 1000)]
    [InlineData(PbeEncryptionAlgorithm.Aes256Cbc, "SHA1", 1000)]
    [InlineData(PbeEncryptionAlgorithm.Aes256Cbc, "MD5", 1000)]
    [InlineData(PbeEncryptionAlgorithm.Aes256Cbc, "SHA256", 10_000_001)]
    public void Given_ParametersOfAnotherTime_When_Written_Expect_ArgumentException(
        PbeEncryptionAlgorithm cipher, string hash, int iterations) =>
        Assert.Throws<ArgumentException>(() =>
            Key.ExportEncryptedPkcs8PrivateKey(Utf8, new PbeParameters(cipher, new(hash), iterations)));

    /// <summary>Two thousand million iterations would take half an hour. None is begun: what is refused is the number, not the password.</summary>
    [Theory]
    [InlineData(10_000_001, "asks for 10000001 iterations")]
    [InlineData(int.MaxValue, "asks for 2147483647 iterations")]
    [InlineData(1L << 31, "not the DER")]
    [InlineData(long.MaxValue, "not the DER")]
    [InlineData(0, "asks for 0 iterations")]
    [InlineData(-1, "asks for -1 iterations")]
    public void Given_IterationsOutOfBounds_When_Read_Expect_RefusedAtOnce(long iterations, string reason)
    {
        CryptographicException e = Assert.Throws<CryptographicException>(
            () => SigningKey.ImportEncryptedPkcs8PrivateKey(Password, Encrypted(iterations: iterations)));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever is refused below is this, but for one thing.</summary>
    [Fact]
    public void Given_GoodHandmadeEncoding_When_Read_Expect_TheKey()
    {
        using SigningKey key = SigningKey.ImportEncryptedPkcs8PrivateKey(Password, Encrypted());
        Assert.Equal(Key.VerifyingKey.Thumbprint, key.VerifyingKey.Thumbprint);
    }

    [Theory]
    [InlineData("hash")]
    [InlineData("pbkdf2")]
    [InlineData("derivation")]
    [InlineData("cipher")]
    [InlineData("schemes")]
    [InlineData("algorithm")]
    [InlineData("ciphertext")]
    [InlineData("all")]
    public void Given_DataAfterAnyPart_When_Read_Expect_Refused(string part) => AssertRefused(Password, Encrypted(dataAfter: part));

    [Fact]
    public void Given_OtherSchemesOrShapes_When_Read_Expect_Refused()
    {
        AssertRefused(Password, Encrypted(scheme: "1.2.840.113549.1.5.3")); // PBES1: MD5 and DES
        AssertRefused(Password, Encrypted(scheme: "1.2.840.113549.1.12.1.3")); // PKCS #12: SHA-1 and 3DES
        AssertRefused(Password, Encrypted(derivation: "1.3.6.1.4.1.11591.4.11")); // scrypt
        AssertRefused(Password, Encrypted(hash: "1.2.840.113549.2.7")); // HMAC-SHA-1
        AssertRefused(Password, Encrypted(hash: null)); // HMAC-SHA-1 by default
        AssertRefused(Password, Encrypted(cipher: "1.2.840.113549.3.7")); // 3DES
        AssertRefused(Password, Encrypted(cipher: "2.16.840.1.101.3.4.1.46")); // AES-256-GCM
        AssertRefused(Password, Encrypted(keySize: 16)); // not AES-256's
        AssertRefused(Password, Encrypted(vectorSize: 15));
        AssertRefused(Password, Encrypted(vectorSize: 17));
        AssertRefused(Password, Encrypted(ciphertext: []));
        AssertRefused(Password, Encrypted(ciphertext: new byte[31]));
        AssertRefused(Password, Encrypted(ciphertext: new byte[96])); // another password's
        AssertRefused(Password, []);
        AssertRefused(Password, Key.ExportPkcs8PrivateKey());
    }

    /// <summary>
    /// Flips every bit before the initialization vector. From there on CBC lets a bit through to the key, which this format does
    /// not authenticate.
    /// </summary>
    [Fact]
    public void Given_EveryTruncationAndEveryBitFlipped_When_Read_Expect_Refused()
    {
        const int VectorAndCiphertext = 16 + 2 + 64;
        byte[] good = Key.ExportEncryptedPkcs8PrivateKey(Utf8, OneIteration);
        for (int length = 0; length < good.Length; length++)
            AssertRefused(Password, good[..length]);
        for (int bit = 0; bit < (good.Length - VectorAndCiphertext) * 8; bit++)
        {
            byte[] bad = [.. good];
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(Password, bad);
        }
    }

    [Theory]
    [InlineData("PRIVATE KEY")]
    [InlineData("PUBLIC KEY")]
    public void Given_PemBlockOfAnotherKind_When_ReadWithPassword_Expect_Refused(string label)
    {
        string pem = PemEncoding.WriteString(label, Key.ExportPkcs8PrivateKey());
        Assert.Throws<CryptographicException>(() => SigningKey.ImportFromEncryptedPem(pem, Password));
    }

    [Fact]
    public void Given_EncryptedPem_When_ReadWithoutPassword_Expect_Refused()
    {
        string pem = Key.ExportEncryptedPkcs8PrivateKeyPem(Utf8, Quick);
        Assert.Throws<CryptographicException>(() => SigningKey.ImportFromPem(pem));
    }

    [Fact]
    public void Given_KemKey_When_ReadAsSigningKey_Expect_Refused()
    {
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.MLKem768);
        AssertRefused(Password, key.ExportEncryptedPkcs8PrivateKey(Password, Quick));
    }

    private static void AssertRefused(string password, byte[] encrypted) =>
        Assert.Throws<CryptographicException>(() => SigningKey.ImportEncryptedPkcs8PrivateKey(password, encrypted));

    /// <summary>The key, encrypted by hand: as it should be, but for what the caller wants otherwise.</summary>
    private static byte[] Encrypted(
        string scheme = "1.2.840.113549.1.5.13",
        string derivation = "1.2.840.113549.1.5.12",
        long iterations = 1,
        int? keySize = null,
        string? hash = "1.2.840.113549.2.9",
        string cipher = "2.16.840.1.101.3.4.1.42",
        int vectorSize = 16,
        byte[]? ciphertext = null,
        string? dataAfter = null)
    {
        byte[] salt = Keys.Counting(16);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(scheme);
                using (writer.PushSequence())
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier(derivation);
                        using (writer.PushSequence())
                        {
                            writer.WriteOctetString(salt);
                            writer.WriteInteger(iterations);
                            if (keySize is { } size)
                                writer.WriteInteger(size);
                            if (hash is not null)
                            {
                                WriteAlgorithm(writer, hash, w =>
                                {
                                    w.WriteNull();
                                    After("hash");
                                });
                            }

                            After("pbkdf2");
                        }

                        After("derivation");
                    }

                    WriteAlgorithm(writer, cipher, w =>
                    {
                        w.WriteOctetString(new byte[vectorSize]);
                        After("cipher");
                    });
                    After("schemes");
                }

                After("algorithm");
            }

            writer.WriteOctetString(ciphertext ?? Ciphertext(salt, hash is null ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256));
            After("ciphertext");
        }

        return dataAfter == "all" ? [.. writer.Encode(), 0] : writer.Encode();

        void After(string part)
        {
            if (part == dataAfter)
                writer.WriteNull();
        }
    }

    /// <summary>AES-256-CBC with a vector of zeros, under one iteration of PBKDF2.</summary>
    private static byte[] Ciphertext(byte[] salt, HashAlgorithmName hash)
    {
        using Aes aes = Aes.Create();
        aes.Key = Rfc2898DeriveBytes.Pbkdf2(Password, salt, iterations: 1, hash, outputLength: 32);
        return aes.EncryptCbc(Key.ExportPkcs8PrivateKey(), new byte[16]);
    }

    private static void WriteAlgorithm(AsnWriter writer, string oid, Action<AsnWriter> parameters)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            parameters(writer);
        }
    }
}
