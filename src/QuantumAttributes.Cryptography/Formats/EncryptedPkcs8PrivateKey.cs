using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// EncryptedPrivateKeyInfo (RFC 5958, section 3): a PKCS#8 key under a password, by PBES2 (RFC 8018, section 6.2) with PBKDF2
/// over HMAC-SHA-2 and AES in CBC mode. Nothing older is read.
/// </summary>
internal static class EncryptedPkcs8PrivateKey
{
    /// <summary>For who names none: what OWASP's Password Storage Cheat Sheet asks of PBKDF2-HMAC-SHA-256.</summary>
    public static PbeParameters DefaultParameters { get; } =
        new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 600_000);

    /// <summary>Encrypts a key.</summary>
    /// <exception cref="ArgumentException">The password is empty, or the parameters name what is not written here.</exception>
    public static byte[] Encrypt(
        ReadOnlySpan<byte> pkcs8, ReadOnlySpan<byte> password, PbeParameters? parameters, RandomNumberGenerator random)
    {
        if (password.IsEmpty)
            throw new ArgumentException("An empty password protects nothing.", nameof(password));

        Pbes2Parameters pbes2 = Pbes2Parameters.Create(parameters ?? DefaultParameters, random);
        using Aes aes = CreateCipher(pbes2, password);
        byte[] ciphertext = aes.EncryptCbc(pkcs8, pbes2.InitializationVector);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            pbes2.Write(writer);
            writer.WriteOctetString(ciphertext);
        }

        return writer.Encode();
    }

    /// <summary>Decrypts a key. How much work that is, is checked before any is done.</summary>
    /// <exception cref="CryptographicException">
    /// The encoding is malformed, asks for another scheme or for too much work, or the password is wrong.
    /// </exception>
    public static SecretBytes Decrypt(ReadOnlySpan<byte> source, ReadOnlySpan<byte> password)
    {
        DerReader outer = new(source);
        DerReader info = outer.ReadSequence();
        outer.ThrowIfNotAtEnd();
        Pbes2Parameters pbes2 = Pbes2Parameters.Read(info.ReadSequence());
        ReadOnlySpan<byte> ciphertext = info.ReadOctetString();
        info.ThrowIfNotAtEnd();

        using Aes aes = CreateCipher(pbes2, password);
        using SecretBytes padded = new(ciphertext.Length);
        try
        {
            int size = aes.DecryptCbc(ciphertext, pbes2.InitializationVector, padded.Span);
            return SecretBytes.CopyOf(padded.Span[..size]);
        }
        catch (CryptographicException e)
        {
            throw new CryptographicException("The password is wrong, or the encrypted key is damaged.", e);
        }
    }

    private static Aes CreateCipher(in Pbes2Parameters pbes2, ReadOnlySpan<byte> password)
    {
        using SecretBytes key = new(pbes2.KeySize);
        Rfc2898DeriveBytes.Pbkdf2(password, pbes2.Salt, key.Span, pbes2.IterationCount, pbes2.HashAlgorithm);
        Aes aes = Aes.Create();
        aes.SetKey(key.Span);
        return aes;
    }
}
