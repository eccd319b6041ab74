using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Tool.Files;

/// <summary>Verifying keys from a file: a PEM block <c>PUBLIC KEY</c>, or a JWK set.</summary>
internal static class PublicKeyFile
{
    /// <returns>The keys, which the caller disposes.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="CryptographicException">It holds neither.</exception>
    public static IReadOnlyList<VerifyingKey> Read(string path)
    {
        string text = File.ReadAllText(path);
        try
        {
            return text.TrimStart().StartsWith('{')
                ? [.. JsonWebKeySet.Parse(text).Entries.Select(static entry => entry.Key)]
                : [VerifyingKey.ImportFromPem(text)];
        }
        catch (CryptographicException e)
        {
            throw new CryptographicException($"'{path}' holds no public key: {e.Message}", e);
        }
    }
}
