using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests.Symmetric;

/// <summary>What the cipher refuses, forgets, and does not touch.</summary>
public class Aes256GcmTests
{
    private static readonly byte[] Key = Keys.Counting(32);
    private static readonly byte[] Nonce = Keys.Counting(12);

    [Theory]
    [MemberData(nameof(SymmetricUnderTest.Names), MemberType = typeof(SymmetricUnderTest))]
    public void Given_AnyBitChanged_When_Decrypted_Expect_RefusedAndZeros(string name)
    {
        using Aes256Gcm cipher = SymmetricUnderTest.Of(name).CreateAes256Gcm(Key);
        byte[] data = Keys.Counting(20), whole = new byte[200 + 16];
        cipher.Encrypt(Nonce, Keys.Counting(200), whole.AsSpan(0, 200), whole.AsSpan(200), data);
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] changed = [.. whole], plaintext = Keys.Counting(200);
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<AuthenticationTagMismatchException>(
                () => cipher.Decrypt(Nonce, changed.AsSpan(0, 200), changed.AsSpan(200), plaintext, data));
            Assert.False(plaintext.AsSpan().ContainsAnyExcept((byte)0));
        }

        data[0] ^= 1;
        Assert.Throws<AuthenticationTagMismatchException>(
            () => cipher.Decrypt(Nonce, whole.AsSpan(0, 200), whole.AsSpan(200), new byte[200], data));
    }

    [Theory]
    [MemberData(nameof(SymmetricUnderTest.Names), MemberType = typeof(SymmetricUnderTest))]
    public void Given_ADisposedCipher_When_Used_Expect_ObjectDisposedException(string name)
    {
        Aes256Gcm cipher = SymmetricUnderTest.Of(name).CreateAes256Gcm(Key);
        cipher.Dispose();
        cipher.Dispose();

        Assert.Throws<ObjectDisposedException>(() => cipher.Encrypt(Nonce, [1], new byte[1], new byte[16]));
        Assert.Throws<ObjectDisposedException>(() => cipher.Decrypt(Nonce, [1], new byte[16], new byte[1]));
        Assert.Throws<ObjectDisposedException>(() => cipher.Encrypt(Nonce, new byte[10_000], new byte[10_000], new byte[16]));
    }

    [Fact]
    public void Given_TwoCiphersOneAfterTheOther_When_TheSecondUsesTheFirstsMemory_Expect_NothingOfTheFirst()
    {
        SymmetricCryptography symmetric = SymmetricUnderTest.Vector();
        byte[] first = new byte[50], second = new byte[50], again = new byte[50], tag = new byte[16];
        using (Aes256Gcm cipher = symmetric.CreateAes256Gcm(Key))
            cipher.Encrypt(Nonce, new byte[50], first, tag);
        using (Aes256Gcm cipher = symmetric.CreateAes256Gcm(new byte[32]))
            cipher.Encrypt(Nonce, new byte[50], second, tag);
        using (AesGcm cipher = new(new byte[32], 16))
            cipher.Encrypt(Nonce, new byte[50], again, tag);

        Assert.Equal(again, second);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Given_TwoCiphersAtOnce_When_Used_Expect_EachItsOwnKey()
    {
        SymmetricCryptography symmetric = SymmetricUnderTest.Vector();
        Parallel.For(0, 2000, i =>
        {
            byte[] key = new byte[32], ciphertext = new byte[40], expected = new byte[40], tag = new byte[16];
            BitConverter.TryWriteBytes(key, i);
            using Aes256Gcm ours = symmetric.CreateAes256Gcm(key);
            using AesGcm theirs = new(key, 16);
            ours.Encrypt(Nonce, new byte[40], ciphertext, tag);
            theirs.Encrypt(Nonce, new byte[40], expected, tag);
            Assert.Equal(expected, ciphertext);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Given_GuardedBuffers_When_EncryptedAndDecrypted_Expect_NothingBeyondThemTouched(bool atEnd)
    {
        SymmetricCryptography symmetric = SymmetricUnderTest.Vector();
        using GuardedMemory key = new(Key, atEnd);
        using GuardedMemory nonce = new(Nonce, atEnd);
        using GuardedMemory tag = new(new byte[16], atEnd);
        using Aes256Gcm cipher = symmetric.CreateAes256Gcm(key.Span);
        foreach (int size in (int[])[1, 15, 16, 17, 63, 64, 65, 127, 128, 129, 255, 256, 257, 1000])
        {
            using GuardedMemory text = new(Keys.Counting(size), atEnd);
            using GuardedMemory ciphertext = new(new byte[size], atEnd);
            using GuardedMemory data = new(Keys.Counting(size), atEnd);
            cipher.Encrypt(nonce.Span, text.Span, ciphertext.Span, tag.Span, data.Span);
            cipher.Decrypt(nonce.Span, ciphertext.Span, tag.Span, text.Span, data.Span);
            Assert.Equal(Keys.Counting(size), text.Span.ToArray());
            symmetric.HmacSha256(key.Span, text.Span, ciphertext.Size >= 32 ? ciphertext.Span[..32] : new byte[32]);
        }
    }

    [Theory]
    [MemberData(nameof(SymmetricUnderTest.Names), MemberType = typeof(SymmetricUnderTest))]
    public void Given_BuffersTooShort_When_Used_Expect_ArgumentException(string name)
    {
        using Aes256Gcm cipher = SymmetricUnderTest.Of(name).CreateAes256Gcm(Key);

        Assert.ThrowsAny<ArgumentException>(() => cipher.Encrypt(Nonce, new byte[20], new byte[19], new byte[16]));
        Assert.ThrowsAny<ArgumentException>(() => cipher.Encrypt(Nonce, new byte[20], new byte[20], new byte[15]));
        Assert.ThrowsAny<ArgumentException>(() => cipher.Encrypt(new byte[11], new byte[20], new byte[20], new byte[16]));
        Assert.ThrowsAny<ArgumentException>(() => cipher.Decrypt(Nonce, new byte[20], new byte[16], new byte[19]));
    }

    [Fact]
    public void Given_OurCipher_When_MadeAndUsed_Expect_NoAllocationButItself()
    {
        SymmetricCryptography symmetric = SymmetricUnderTest.Vector();
        byte[] text = new byte[1000], tag = new byte[16];
        long least = long.MaxValue;
        for (int i = 0; i < 1000; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            using (Aes256Gcm cipher = symmetric.CreateAes256Gcm(Key))
            {
                cipher.Encrypt(Nonce, text, text, tag);
                cipher.Decrypt(Nonce, text, tag, text);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(least, 0, 40);
    }
}
