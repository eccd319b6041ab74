using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>Holds AES-256-GCM, HMAC and HKDF to known answers.</summary>
internal static class SymmetricSelfTest
{
    // The Galois/Counter Mode of Operation (McGrew, Viega), test case 16.
    private const string Key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
    private const string Nonce = "cafebabefacedbaddecaf888";
    private const string Data = "feedfacedeadbeeffeedfacedeadbeefabaddad2";

    private const string Plaintext =
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";

    private const string Ciphertext =
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662";

    private const string Tag = "76fc6ece0f4e1768cddf8853bb2d551b";

    private const int LongText = 300;

    // RFC 5869, appendix A.1; its first step is an HMAC.
    private const string Secret = "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b";
    private const string Salt = "000102030405060708090a0b0c";
    private const string Info = "f0f1f2f3f4f5f6f7f8f9";
    private const string Expanded = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865";

    /// <exception cref="CryptographicException">An implementation is wrong.</exception>
    public static void Run(SymmetricCryptography symmetric)
    {
        if (!Encrypts(symmetric))
            throw new CryptographicException("The self-test of AES-256-GCM failed: the result is not the known one.");
        if (!EncryptsLikeThePlatform(symmetric))
            throw new CryptographicException("The self-test of AES-256-GCM failed: the result is not the platform's.");
        if (!Derives(symmetric))
            throw new CryptographicException("The self-test of HKDF-SHA-256 failed: the result is not the known one.");
    }

    private static bool Encrypts(SymmetricCryptography symmetric)
    {
        byte[] plaintext = Convert.FromHexString(Plaintext), data = Convert.FromHexString(Data), nonce = Convert.FromHexString(Nonce);
        byte[] ciphertext = new byte[plaintext.Length], tag = new byte[Aes256Gcm.TagSize], again = new byte[plaintext.Length];
        using Aes256Gcm cipher = symmetric.CreateAes256Gcm(Convert.FromHexString(Key));
        cipher.Encrypt(nonce, plaintext, ciphertext, tag, data);
        cipher.Decrypt(nonce, ciphertext, tag, again, data);
        bool isKnown = Convert.ToHexStringLower(ciphertext) == Ciphertext && Convert.ToHexStringLower(tag) == Tag;
        tag[0] ^= 1;
        return isKnown && again.AsSpan().SequenceEqual(plaintext) && Refuses(cipher, nonce, ciphertext, tag, data);
    }

    // Longer than any published answer: several blocks are encrypted at a time, and some are left.
    private static bool EncryptsLikeThePlatform(SymmetricCryptography symmetric)
    {
        byte[] plaintext = [.. Enumerable.Range(1, LongText).Select(static i => (byte)(i * 7))];
        byte[] data = [.. plaintext.Reverse()], nonce = Convert.FromHexString(Nonce);
        byte[] ours = new byte[LongText], platforms = new byte[LongText], again = new byte[LongText];
        byte[] tag = new byte[Aes256Gcm.TagSize], platformsTag = new byte[Aes256Gcm.TagSize];
        using Aes256Gcm cipher = symmetric.CreateAes256Gcm(Convert.FromHexString(Key));
        using Aes256Gcm platform = SymmetricCryptography.Platform.CreateAes256Gcm(Convert.FromHexString(Key));
        cipher.Encrypt(nonce, plaintext, ours, tag, data);
        platform.Encrypt(nonce, plaintext, platforms, platformsTag, data);
        cipher.Decrypt(nonce, platforms, platformsTag, again, data);
        return ours.AsSpan().SequenceEqual(platforms) && tag.AsSpan().SequenceEqual(platformsTag) && again.AsSpan().SequenceEqual(plaintext);
    }

    private static bool Refuses(Aes256Gcm cipher, byte[] nonce, byte[] ciphertext, byte[] tag, byte[] data)
    {
        try
        {
            cipher.Decrypt(nonce, ciphertext, tag, new byte[ciphertext.Length], data);
            return false;
        }
        catch (AuthenticationTagMismatchException)
        {
            return true;
        }
    }

    private static bool Derives(SymmetricCryptography symmetric)
    {
        byte[] prk = new byte[SHA256.HashSizeInBytes], expanded = new byte[Expanded.Length / 2];
        symmetric.HkdfExtract(HashAlgorithmName.SHA256, Convert.FromHexString(Secret), Convert.FromHexString(Salt), prk);
        symmetric.HkdfExpand(HashAlgorithmName.SHA256, prk, expanded, Convert.FromHexString(Info));
        byte[] first = new byte[SHA256.HashSizeInBytes], second = new byte[SHA256.HashSizeInBytes], third = new byte[SHA256.HashSizeInBytes];
        byte[] info = Convert.FromHexString(Info);
        symmetric.HkdfExpand(HashAlgorithmName.SHA256, prk, new(first, info), new(second, info), new(third, info));
        return Convert.ToHexStringLower(expanded) == Expanded
            && new[] { first, second, third }.All(key => key.AsSpan().SequenceEqual(expanded.AsSpan(0, key.Length)));
    }
}
