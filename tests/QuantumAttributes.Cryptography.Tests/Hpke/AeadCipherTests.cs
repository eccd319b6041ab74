using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>What stands in for the platform's ciphers is their equal.</summary>
public class AeadCipherTests
{
    public static TheoryData<HpkeAead> Aeads => [HpkeAead.Aes128Gcm, HpkeAead.Aes256Gcm, HpkeAead.ChaCha20Poly1305];

    [Theory]
    [MemberData(nameof(Aeads))]
    public void Given_SameKey_When_ChosenCipherSeals_Expect_BouncyCastleSealsAlikeAndOpens(HpkeAead aead)
    {
        byte[] key = RandomNumberGenerator.GetBytes(AeadCipher.FindSizes(aead)!.Value.KeySize);
        using AeadCipher chosen = AeadCipher.Create(aead, key)!;
        using BouncyCastleAead fallback = new(aead, key);
        foreach (int size in (int[])[0, 1, 15, 16, 17, 1000])
        {
            byte[] nonce = RandomNumberGenerator.GetBytes(12);
            byte[] aad = RandomNumberGenerator.GetBytes(size / 2);
            byte[] plaintext = RandomNumberGenerator.GetBytes(size);
            (byte[] first, byte[] second) = (new byte[size + 16], new byte[size + 16]);
            (byte[] firstOpened, byte[] secondOpened) = (new byte[size], new byte[size]);

            chosen.Seal(nonce, aad, plaintext, first);
            fallback.Seal(nonce, aad, plaintext, second);
            chosen.Open(nonce, aad, second, firstOpened);
            fallback.Open(nonce, aad, first, secondOpened);

            Assert.Equal(first, second);
            Assert.Equal(plaintext, firstOpened);
            Assert.Equal(plaintext, secondOpened);
        }
    }

    [Theory]
    [MemberData(nameof(Aeads))]
    public void Given_WrongTag_When_BouncyCastleOpens_Expect_RefusedAndNothingWritten(HpkeAead aead)
    {
        using BouncyCastleAead cipher = new(aead, new byte[AeadCipher.FindSizes(aead)!.Value.KeySize]);
        byte[] ciphertext = new byte[48];
        cipher.Seal(new byte[12], [], Keys.Counting(32), ciphertext);
        ciphertext[^1] ^= 1;
        byte[] plaintext = new byte[32];

        Assert.Throws<AuthenticationTagMismatchException>(() => cipher.Open(new byte[12], [], ciphertext, plaintext));
        Assert.All(plaintext, static b => Assert.Equal(0, b));
    }
}
