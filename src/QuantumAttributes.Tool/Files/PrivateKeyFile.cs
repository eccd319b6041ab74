using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Tool.Files;

/// <summary>A private key from a PEM file, PKCS#8: encrypted, or else open to nobody but its owner.</summary>
internal static class PrivateKeyFile
{
    private const string EncryptedLabel = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

    /// <param name="path">The file.</param>
    /// <param name="askPassword">Finds the password of an encrypted key.</param>
    /// <returns>The key, which the caller disposes.</returns>
    /// <exception cref="IOException">The file cannot be read, or has a key that is not encrypted and is open to others.</exception>
    /// <exception cref="CryptographicException">It holds no such key, or the password is wrong.</exception>
    public static SigningKey ReadSigningKey(string path, Func<SecretCharacters> askPassword) => Read(
        path, askPassword, static pem => SigningKey.ImportFromPem(pem), static (pem, password) => SigningKey.ImportFromEncryptedPem(pem, password));

    /// <inheritdoc cref="ReadSigningKey"/>
    public static KemPrivateKey ReadKemKey(string path, Func<SecretCharacters> askPassword) => Read(
        path, askPassword, static pem => KemPrivateKey.ImportFromPem(pem),
        static (pem, password) => KemPrivateKey.ImportFromEncryptedPem(pem, password));

    private static TKey Read<TKey>(
        string path, Func<SecretCharacters> askPassword, Func<ReadOnlySpan<char>, TKey> import,
        Func<ReadOnlySpan<char>, ReadOnlySpan<char>, TKey> importEncrypted)
    {
        using SecretCharacters pem = PrivateFile.Read(path, static text => !IsEncrypted(text));
        try
        {
            if (!IsEncrypted(pem.Span))
                return import(pem.Span);
            using SecretCharacters password = askPassword();
            return importEncrypted(pem.Span, password.Span);
        }
        catch (CryptographicException e)
        {
            throw new CryptographicException($"'{path}' holds no key that can be taken: {e.Message}", e);
        }
    }

    private static bool IsEncrypted(ReadOnlySpan<char> pem) => pem.Contains(EncryptedLabel, StringComparison.Ordinal);
}
