using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The bytes of the one PEM block with a given label (RFC 7468), zeroed on disposal since they may be a private key.
/// </summary>
internal sealed class PemContents : IDisposable
{
    public const string PublicKeyLabel = "PUBLIC KEY";
    public const string PrivateKeyLabel = "PRIVATE KEY";
    public const string EncryptedPrivateKeyLabel = "ENCRYPTED PRIVATE KEY";
    public const string CertificateRequestLabel = "CERTIFICATE REQUEST";

    private readonly SecretBytes _bytes;

    private PemContents(SecretBytes bytes) => _bytes = bytes;

    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <exception cref="CryptographicException">There is no such block, or more than one.</exception>
    public static PemContents Read(ReadOnlySpan<char> pem, string label)
    {
        ReadOnlySpan<char> base64 = default;
        int size = -1;
        while (PemEncoding.TryFind(pem, out PemFields fields))
        {
            if (pem[fields.Label].SequenceEqual(label))
            {
                if (size >= 0)
                    throw new CryptographicException($"The text has more than one {label} block.");
                base64 = pem[fields.Base64Data];
                size = fields.DecodedDataLength;
            }

            pem = pem[fields.Location.End..];
        }

        if (size < 0)
            throw new CryptographicException($"The text has no {label} block.");

        SecretBytes bytes = new(size);
        if (Convert.TryFromBase64Chars(base64, bytes.Span, out int written) && written == size)
            return new PemContents(bytes);

        bytes.Dispose();
        throw new CryptographicException($"The {label} block is malformed.");
    }

    /// <summary>Writes a block, and zeroes the bytes it was made of.</summary>
    public static string WriteAndZero(string label, byte[] secret)
    {
        try
        {
            return PemEncoding.WriteString(label, secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    public void Dispose() => _bytes.Dispose();
}
