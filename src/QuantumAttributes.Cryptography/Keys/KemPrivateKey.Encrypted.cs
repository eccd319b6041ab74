using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

public sealed partial class KemPrivateKey
{
    /// <summary>
    /// Imports a private key from DER EncryptedPrivateKeyInfo (RFC 5958, section 3): PKCS#8 under a password, by PBES2 (RFC 8018)
    /// with PBKDF2, HMAC-SHA-256, -384 or -512, and AES in CBC mode.
    /// </summary>
    /// <remarks>A file that asks for more than 10,000,000 iterations is refused before the work is begun.</remarks>
    /// <param name="password">The password, taken as UTF-8.</param>
    /// <param name="source">The encrypted key.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <exception cref="CryptographicException">
    /// The password is wrong, the encoding or the key is malformed or inconsistent, or the encryption or the algorithm is
    /// unknown.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static KemPrivateKey ImportEncryptedPkcs8PrivateKey(
        ReadOnlySpan<char> password, ReadOnlySpan<byte> source, ProviderSet? providers = null)
    {
        using SecretBytes bytes = PasswordBytes.Of(password);
        return ImportEncryptedPkcs8PrivateKey(bytes.Span, source, providers);
    }

    /// <inheritdoc cref="ImportEncryptedPkcs8PrivateKey(ReadOnlySpan{char}, ReadOnlySpan{byte}, ProviderSet?)"/>
    /// <param name="passwordBytes">The password's bytes.</param>
    /// <param name="source">The encrypted key.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    public static KemPrivateKey ImportEncryptedPkcs8PrivateKey(
        ReadOnlySpan<byte> passwordBytes, ReadOnlySpan<byte> source, ProviderSet? providers = null)
    {
        using SecretBytes pkcs8 = EncryptedPkcs8PrivateKey.Decrypt(source, passwordBytes);
        return ImportPkcs8PrivateKey(pkcs8.Span, providers);
    }

    /// <summary>Imports a private key from text with one <c>ENCRYPTED PRIVATE KEY</c> block (RFC 7468, section 11).</summary>
    /// <inheritdoc cref="ImportEncryptedPkcs8PrivateKey(ReadOnlySpan{char}, ReadOnlySpan{byte}, ProviderSet?)"/>
    /// <param name="pem">The text.</param>
    /// <param name="password">The password, taken as UTF-8.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    public static KemPrivateKey ImportFromEncryptedPem(
        ReadOnlySpan<char> pem, ReadOnlySpan<char> password, ProviderSet? providers = null)
    {
        using PemContents contents = PemContents.Read(pem, PemContents.EncryptedPrivateKeyLabel);
        return ImportEncryptedPkcs8PrivateKey(password, contents.Bytes, providers);
    }

    /// <summary>Imports a private key from text with one <c>ENCRYPTED PRIVATE KEY</c> block (RFC 7468, section 11).</summary>
    /// <inheritdoc cref="ImportEncryptedPkcs8PrivateKey(ReadOnlySpan{byte}, ReadOnlySpan{byte}, ProviderSet?)"/>
    /// <param name="pem">The text.</param>
    /// <param name="passwordBytes">The password's bytes.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    public static KemPrivateKey ImportFromEncryptedPem(
        ReadOnlySpan<char> pem, ReadOnlySpan<byte> passwordBytes, ProviderSet? providers = null)
    {
        using PemContents contents = PemContents.Read(pem, PemContents.EncryptedPrivateKeyLabel);
        return ImportEncryptedPkcs8PrivateKey(passwordBytes, contents.Bytes, providers);
    }
}
