using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace QuantumAttributes.Cryptography;

public sealed partial class SigningKey
{
    /// <summary>
    /// Imports a signing key from a private JSON Web Key of type AKP (RFC 9964): <c>priv</c> is the seed, and <c>pub</c> must be
    /// what it makes. Members it does not know are passed over.
    /// </summary>
    /// <exception cref="CryptographicException">
    /// The text is not JSON, a member is there twice, the key is public, malformed or inconsistent, of another type or an unknown
    /// algorithm.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static SigningKey FromJwk(string json, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        byte[] utf8 = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(json), pinned: true);
        try
        {
            Encoding.UTF8.GetBytes(json, utf8);
            using JsonDocument document = JsonDocument.Parse(utf8);
            return FromJwk(document.RootElement, providers);
        }
        catch (JsonException e)
        {
            throw new CryptographicException("The JSON Web Key is not JSON.", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(utf8);
        }
    }

    /// <inheritdoc cref="FromJwk(string, ProviderSet?)"/>
    public static SigningKey FromJwk(JsonElement jwk, ProviderSet? providers = null)
    {
        (SignatureAlgorithm algorithm, byte[] publicKey, SecretBytes seed) = AkpJsonWebKey.ReadPrivate(jwk);
        using (seed)
        {
            SigningKey key = ImportSeed(algorithm, seed.Span, providers);
            if (key.VerifyingKey.Export().AsSpan().SequenceEqual(publicKey))
                return key;

            key.Dispose();
            throw KeyErrors.PublicKeyMismatch();
        }
    }

    /// <summary>
    /// The key as a private JSON Web Key of type AKP (RFC 9964), with the members kty, alg, pub and priv, which is the seed. A
    /// string cannot be zeroed: prefer <see cref="WritePrivateJwk"/>.
    /// </summary>
    /// <exception cref="CryptographicException">
    /// The seed is not known: see <see cref="AsymmetricPrivateKey.HasSeed"/>.
    /// </exception>
    /// <exception cref="NotSupportedException">JOSE has no name for the algorithm.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public string ToPrivateJwk()
    {
        // The writer asks for 4096 bytes at a time. With this capacity it never outgrows a buffer and leaves it behind.
        ArrayBufferWriter<byte> json = new((2 * Algorithm.PublicKeySize) + 8192);
        try
        {
            using (Utf8JsonWriter writer = new(json))
                WritePrivateJwk(writer);
            return Encoding.UTF8.GetString(json.WrittenSpan);
        }
        finally
        {
            json.Clear(); // zeroes what was written
        }
    }

    /// <summary>
    /// Writes the key as a private JSON Web Key of type AKP (RFC 9964): one object, with the members kty, alg, pub and priv,
    /// which is the seed.
    /// </summary>
    /// <exception cref="CryptographicException">
    /// The seed is not known: see <see cref="AsymmetricPrivateKey.HasSeed"/>.
    /// </exception>
    /// <exception cref="NotSupportedException">JOSE has no name for the algorithm.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public void WritePrivateJwk(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        AkpJsonWebKey.NameOf(Algorithm);
        using SecretBytes seed = new(Algorithm.SeedSize ?? throw KeyErrors.NoSeed(Algorithm));
        ExportSeed(seed.Span);
        AkpJsonWebKey.Write(writer, Algorithm, VerifyingKey.Export(), seed.Span);
    }
}
