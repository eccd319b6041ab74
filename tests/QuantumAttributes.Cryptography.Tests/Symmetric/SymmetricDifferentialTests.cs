using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests.Symmetric;

/// <summary>Ours against the platform's, over lengths around every limit of blocks and chunks.</summary>
public class SymmetricDifferentialTests
{
    [Fact]
    public void Given_TextsOfEveryLengthToTwoChunks_When_EncryptedAndDecrypted_Expect_ThePlatformsResult() =>
        Compare(Enumerable.Range(0, 260), repetitions: 4);

    [Fact]
    public void Given_LongTexts_When_EncryptedAndDecrypted_Expect_ThePlatformsResult() =>
        Compare([1023, 1024, 1025, 4095, 8064, 8191, 8192, 8193, 65_519, 65_536, 200_000], repetitions: 20);

    [Fact]
    public void Given_TextsInPlace_When_EncryptedAndDecrypted_Expect_ThePlatformsResult()
    {
        Random random = new(2);
        for (int size = 0; size < 1000; size += 7)
        {
            byte[] key = Bytes(random, 32), nonce = Bytes(random, 12), text = Bytes(random, size), expected = new byte[size];
            byte[] tag = new byte[16], expectedTag = new byte[16], data = Bytes(random, random.Next(100));
            byte[] inPlace = [.. text];
            using Aes256Gcm ours = SymmetricUnderTest.Vector().CreateAes256Gcm(key);
            using AesGcm theirs = new(key, 16);

            theirs.Encrypt(nonce, text, expected, expectedTag, data);
            ours.Encrypt(nonce, inPlace, inPlace, tag, data);
            Assert.Equal(expected, inPlace);
            Assert.Equal(expectedTag, tag);
            ours.Decrypt(nonce, inPlace, tag, inPlace, data);
            Assert.Equal(text, inPlace);
        }
    }

    [Fact]
    public void Given_KeysAndMessagesOfEveryLength_When_Authenticated_Expect_ThePlatformsMacs()
    {
        SymmetricCryptography ours = SymmetricUnderTest.Vector();
        Random random = new(3);
        for (int size = 0; size < 700; size++)
        {
            byte[] key = Bytes(random, size % 80), message = Bytes(random, size), mac = new byte[32];
            ours.HmacSha256(key, message, mac);
            Assert.Equal(HMACSHA256.HashData(key, message), mac);
        }
    }

    [Fact]
    public void Given_SecretsAndContextsOfManyLengths_When_ExtractedAndExpanded_Expect_ThePlatformsKeys()
    {
        SymmetricCryptography ours = SymmetricUnderTest.Vector();
        Random random = new(4);
        foreach (HashAlgorithmName hash in (HashAlgorithmName[])[HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512])
        {
            for (int i = 0; i < 400; i++)
            {
                byte[] secret = Bytes(random, i % 150), salt = Bytes(random, i % 140), info = Bytes(random, i % 200);
                byte[] prk = new byte[HKDF.Extract(hash, [1]).Length], expectedPrk = new byte[prk.Length];
                byte[] key = new byte[1 + random.Next(i % 50 == 0 ? 255 * 32 : 200)], expectedKey = new byte[key.Length];

                ours.HkdfExtract(hash, secret, salt, prk);
                CryptographicOperations.HmacData(hash, salt, secret, expectedPrk); // HKDF.Extract takes no empty secret on OpenSSL 3
                Assert.Equal(expectedPrk, prk);
                ours.HkdfExpand(hash, prk, key, info);
                HKDF.Expand(hash, prk, expectedKey, info);
                Assert.Equal(expectedKey, key);
            }
        }
    }

    [Fact]
    public void Given_ContextsAndKeysOfEveryLength_When_ThreeAreExpandedAtOnce_Expect_ThePlatformsKeys()
    {
        SymmetricCryptography ours = SymmetricUnderTest.Vector();
        Random random = new(5);
        foreach (HashAlgorithmName hash in (HashAlgorithmName[])[HashAlgorithmName.SHA256, HashAlgorithmName.SHA384])
        {
            byte[] prk = Bytes(random, HKDF.Extract(hash, [1]).Length);
            for (int size = 0; size < 130; size++)
            {
                byte[][] infos = [Bytes(random, size), Bytes(random, random.Next(56)), Bytes(random, random.Next(56))];
                byte[][] keys = [.. infos.Select(_ => new byte[random.Next(1, size % 10 == 0 ? 70 : 33)])];

                ours.HkdfExpand(hash, prk, new(keys[0], infos[0]), new(keys[1], infos[1]), new(keys[2], infos[2]));

                Assert.Equal(infos.Zip(keys, (info, key) => HKDF.Expand(hash, prk, key.Length, info)), keys);
            }
        }
    }

    private static void Compare(IEnumerable<int> sizes, int repetitions)
    {
        Random random = new(1);
        foreach (int size in sizes)
        {
            for (int i = 0; i < repetitions; i++)
            {
                byte[] key = Bytes(random, 32), nonce = Bytes(random, 12), data = Bytes(random, random.Next(300)), text = Bytes(random, size);
                byte[] ciphertext = new byte[size], tag = new byte[16], expected = new byte[size], expectedTag = new byte[16], again = new byte[size];
                using Aes256Gcm ours = SymmetricUnderTest.Vector().CreateAes256Gcm(key);
                using AesGcm theirs = new(key, 16);

                theirs.Encrypt(nonce, text, expected, expectedTag, data);
                ours.Encrypt(nonce, text, ciphertext, tag, data);
                Assert.True(expected.AsSpan().SequenceEqual(ciphertext), $"{size}");
                Assert.Equal(expectedTag, tag);
                ours.Decrypt(nonce, ciphertext, tag, again, data);
                Assert.True(text.AsSpan().SequenceEqual(again), $"{size}");
            }
        }
    }

    private static byte[] Bytes(Random random, int size)
    {
        byte[] bytes = new byte[size];
        random.NextBytes(bytes);
        return bytes;
    }
}
