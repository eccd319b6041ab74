using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

public abstract partial class AsymmetricPrivateKey
{
    /// <summary>
    /// The key as DER EncryptedPrivateKeyInfo (RFC 5958, section 3): <see cref="ExportPkcs8PrivateKey"/> under a password, by
    /// PBES2 (RFC 8018).
    /// </summary>
    /// <param name="password">The password, as UTF-8. Not empty.</param>
    /// <param name="parameters">
    /// The cipher (AES in CBC mode), the hash (SHA-256, SHA-384 or SHA-512) and the number of iterations of PBKDF2. When null:
    /// AES-256, SHA-256 and 600,000, which is what OWASP's Password Storage Cheat Sheet asks for.
    /// </param>
    /// <param name="providers">
    /// Whose randomness makes salt and initialization vector; <see cref="ProviderSet.Default"/>'s when null.
    /// </param>
    /// <exception cref="ArgumentException">The password is empty, or the parameters name something else.</exception>
    /// <exception cref="NotSupportedException">The algorithm has no object identifier.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public byte[] ExportEncryptedPkcs8PrivateKey(
        ReadOnlySpan<char> password, PbeParameters? parameters = null, ProviderSet? providers = null)
    {
        using SecretBytes bytes = PasswordBytes.Of(password);
        return ExportEncryptedPkcs8PrivateKey(bytes.Span, parameters, providers);
    }

    /// <inheritdoc cref="ExportEncryptedPkcs8PrivateKey(ReadOnlySpan{char}, PbeParameters?, ProviderSet?)"/>
    /// <param name="passwordBytes">The password's bytes. Not empty.</param>
    /// <param name="parameters">See the other overload.</param>
    /// <param name="providers">See the other overload.</param>
    public byte[] ExportEncryptedPkcs8PrivateKey(
        ReadOnlySpan<byte> passwordBytes, PbeParameters? parameters = null, ProviderSet? providers = null)
    {
        byte[] pkcs8 = ExportPkcs8PrivateKey();
        try
        {
            return EncryptedPkcs8PrivateKey.Encrypt(pkcs8, passwordBytes, parameters, (providers ?? ProviderSet.Default).Random);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    /// <summary>The key as a PEM <c>ENCRYPTED PRIVATE KEY</c> block (RFC 7468, section 11).</summary>
    /// <inheritdoc cref="ExportEncryptedPkcs8PrivateKey(ReadOnlySpan{char}, PbeParameters?, ProviderSet?)"/>
    public string ExportEncryptedPkcs8PrivateKeyPem(
        ReadOnlySpan<char> password, PbeParameters? parameters = null, ProviderSet? providers = null) =>
        PemEncoding.WriteString(
            PemContents.EncryptedPrivateKeyLabel, ExportEncryptedPkcs8PrivateKey(password, parameters, providers));

    /// <summary>The key as a PEM <c>ENCRYPTED PRIVATE KEY</c> block (RFC 7468, section 11).</summary>
    /// <inheritdoc cref="ExportEncryptedPkcs8PrivateKey(ReadOnlySpan{byte}, PbeParameters?, ProviderSet?)"/>
    public string ExportEncryptedPkcs8PrivateKeyPem(
        ReadOnlySpan<byte> passwordBytes, PbeParameters? parameters = null, ProviderSet? providers = null) =>
        PemEncoding.WriteString(
            PemContents.EncryptedPrivateKeyLabel, ExportEncryptedPkcs8PrivateKey(passwordBytes, parameters, providers));
}
