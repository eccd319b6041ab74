using System.Security.Cryptography;
using System.Text;

namespace Payments.Gateway;

/// <summary>PIN blocks, card fingerprints and the other things that terminals have done since the eighties.</summary>
public sealed class CardCrypto
{
    private readonly byte[] _fingerprintKey;

    public CardCrypto(byte[] fingerprintKey) => _fingerprintKey = fingerprintKey;

    public string Fingerprint(string pan)
    {
        using var mac = new HMACSHA256(_fingerprintKey); // clean
        return Convert.ToHexString(mac.ComputeHash(Encoding.ASCII.GetBytes(pan))); // clean
    }

    public static byte[] EncryptPinBlock(byte[] block, byte[] key)
    {
        using TripleDES des = TripleDES.Create(); // find: weak
        des.Mode = CipherMode.ECB;
        des.Padding = PaddingMode.None;
        des.Key = key;
        return des.CreateEncryptor().TransformFinalBlock(block, 0, block.Length);
    }

    public static byte[] DecryptArchivedPin(byte[] block, byte[] key)
    {
        using var des = TripleDES.Create(); // lower: weak
        des.Key = key;
        return des.DecryptEcb(block, PaddingMode.None); // lower: weak
    }

    public static byte[] KeyCheckValue(byte[] key)
    {
        using DES des = DES.Create(); // find: weak
        des.Key = key;
        return des.EncryptEcb(new byte[8], PaddingMode.None)[..3];
    }

    public static string CacheKey(string path) => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(path))); // find: weak

    public static async Task<string> FileDigestAsync(Stream file, CancellationToken cancellation)
    {
        byte[] digest = await SHA1.HashDataAsync(file, cancellation); // find: weak
        return Convert.ToHexStringLower(digest);
    }

    public static byte[] FileDigest(Stream file, bool isOld)
    {
        using HashAlgorithm hash = isOld ? SHA1.Create() : SHA256.Create(); // find: weak
        return hash.ComputeHash(file);
    }

    public static byte[] DeriveTerminalKey(string password, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, 210_000, HashAlgorithmName.SHA512, 32); // clean

    public static byte[] DeriveOldTerminalKey(string password, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(
        password,
        salt,
        1_000,
        HashAlgorithmName.SHA1, // find: weak
        24);

    public static byte[] SealTrack(byte[] track, byte[] key, byte[] nonce)
    {
        byte[] cipher = new byte[track.Length];
        byte[] tag = new byte[16];
        using var aes = new AesGcm(key, tag.Length); // clean
        aes.Encrypt(nonce, track, cipher, tag); // clean
        return [.. nonce, .. cipher, .. tag];
    }

    public static byte[] Transport(RSA terminal, byte[] key) // clean
    {
        var formatter = new RSAOAEPKeyExchangeFormatter(terminal); // find: encryption
        return formatter.CreateKeyExchange(key);
    }

    public static byte[] Formatted(RSA key, byte[] hash) // clean
    {
        var formatter = new RSAPKCS1SignatureFormatter(key); // find: signatures
        formatter.SetHashAlgorithm("SHA256"); // clean
        return formatter.CreateSignature(hash);
    }
}
