using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace QuantumAttributes.Cryptography;

/// <summary>JSON Web Keys of type AKP (RFC 9964), public and private, and their thumbprints (RFC 7638).</summary>
internal static class AkpJsonWebKey
{
    private const string KeyType = "AKP";

    /// <summary>Whether this is a key of a type and an algorithm known here, well-formed or not.</summary>
    /// <exception cref="CryptographicException">It is no JSON Web Key at all: no object, or one without a type.</exception>
    public static bool IsKnown(JsonElement jwk) => JsonObject.Read(jwk, static jwk =>
        ReadString(jwk, "kty") == KeyType
        && AlgorithmCatalogue.TryFindJoseName<SignatureAlgorithm>(ReadString(jwk, "alg"), out _));

    /// <summary>The text of a member that may be absent.</summary>
    /// <exception cref="CryptographicException">The member is there and no text.</exception>
    public static string? ReadOptionalString(JsonElement jwk, string member) => JsonObject.Read(jwk, jwk =>
        jwk.TryGetProperty(member, out _) ? ReadString(jwk, member) : null);

    /// <exception cref="CryptographicException">
    /// The key is malformed, private, of another type or of an unknown algorithm.
    /// </exception>
    public static (SignatureAlgorithm Algorithm, byte[] PublicKey) Read(JsonElement jwk) => JsonObject.Read(jwk, static jwk =>
    {
        CheckMembers(jwk);
        return jwk.TryGetProperty("priv", out _)
            ? throw new CryptographicException("The JSON Web Key holds a private key where a public one belongs.")
            : ReadPublicMembers(jwk);
    });

    /// <summary>Reads a private key: <c>priv</c> is the seed (RFC 9964, section 4).</summary>
    /// <exception cref="CryptographicException">
    /// The key is malformed, public, of another type or of an unknown algorithm.
    /// </exception>
    public static (SignatureAlgorithm Algorithm, byte[] PublicKey, SecretBytes Seed) ReadPrivate(JsonElement jwk) =>
        JsonObject.Read(jwk, static jwk =>
        {
            CheckMembers(jwk);
            (SignatureAlgorithm algorithm, byte[] publicKey) = ReadPublicMembers(jwk);
            SecretBytes seed = new(algorithm.SeedSize ?? throw KeyErrors.NoSeed(algorithm));
            if (jwk.TryGetProperty("priv", out JsonElement priv) && TryReadSecret(priv, seed.Span))
                return (algorithm, publicKey, seed);

            seed.Dispose();
            throw new CryptographicException(
                $"The JSON Web Key's priv is not {algorithm.SeedSize} bytes in canonical base64url.");
        });

    /// <summary>Writes a key as one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="algorithm">The key's algorithm.</param>
    /// <param name="publicKey">The raw public key.</param>
    /// <param name="seed">The private key, where it is to be written too; else empty.</param>
    /// <param name="keyId">The <c>kid</c>, if there is to be one.</param>
    /// <exception cref="NotSupportedException">JOSE has no name for the algorithm.</exception>
    public static void Write(
        Utf8JsonWriter writer,
        SignatureAlgorithm algorithm,
        ReadOnlySpan<byte> publicKey,
        ReadOnlySpan<byte> seed = default,
        string? keyId = null)
    {
        string name = NameOf(algorithm);
        writer.WriteStartObject();
        writer.WriteString("kty", KeyType);
        writer.WriteString("alg", name);
        if (keyId is not null)
            writer.WriteString("kid", keyId);
        writer.WriteString("pub", Base64Url.EncodeToUtf8(publicKey));
        if (!seed.IsEmpty)
            WriteSecret(writer, "priv", seed);
        writer.WriteEndObject();
    }

    /// <summary>The <c>alg</c> of the algorithm's keys.</summary>
    /// <exception cref="NotSupportedException">JOSE has no name for the algorithm.</exception>
    public static string NameOf(SignatureAlgorithm algorithm) =>
        algorithm.JoseName ?? throw new NotSupportedException($"{algorithm} has no name in JOSE.");

    /// <summary>
    /// SHA-256 over the required members in lexicographic order, without white space (RFC 7638, section 3; RFC 9964, section 6). An
    /// algorithm that JOSE has no name for goes by its own.
    /// </summary>
    public static KeyThumbprint Thumbprint(SignatureAlgorithm algorithm, ReadOnlySpan<byte> publicKey)
    {
        // Algorithm names and base64url have no character that JSON escapes.
        string canonical =
            $$"""{"alg":"{{algorithm.JoseName ?? algorithm.Name}}","kty":"{{KeyType}}","pub":"{{Base64Url.EncodeToString(publicKey)}}"}""";
        Span<byte> hash = stackalloc byte[KeyThumbprint.Size];
        SHA256.HashData(Encoding.ASCII.GetBytes(canonical), hash);
        return new KeyThumbprint(hash);
    }

    private static (SignatureAlgorithm Algorithm, byte[] PublicKey) ReadPublicMembers(JsonElement jwk)
    {
        if (ReadString(jwk, "kty") != KeyType)
            throw new CryptographicException($"The JSON Web Key is not of type {KeyType}.");

        string name = ReadString(jwk, "alg");
        if (!AlgorithmCatalogue.TryFindJoseName(name, out SignatureAlgorithm? algorithm))
            throw new CryptographicException("The JSON Web Key is of an algorithm that is not known here.");
        byte[] publicKey = new byte[algorithm.PublicKeySize];
        return CanonicalBase64Url.TryDecode(ReadString(jwk, "pub"), publicKey)
            ? (algorithm, publicKey)
            : throw new CryptographicException($"The JSON Web Key's pub is not {publicKey.Length} bytes in canonical base64url.");
    }

    private static void CheckMembers(JsonElement jwk)
    {
        HashSet<string> seen = [];
        foreach (JsonProperty member in jwk.EnumerateObject())
        {
            if (!seen.Add(member.Name))
                throw new CryptographicException("The JSON Web Key has a member twice.");
        }
    }

    private static string ReadString(JsonElement jwk, string member) =>
        jwk.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new CryptographicException($"The JSON Web Key has no text member {member}.");

    // Without a string, which could not be zeroed.
    private static bool TryReadSecret(JsonElement value, Span<byte> secret)
    {
        if (value.ValueKind != JsonValueKind.String)
            return false;

        Utf8JsonReader reader = new(JsonMarshal.GetRawUtf8Value(value));
        reader.Read();
        using SecretBytes text = new(reader.ValueSpan.Length);
        int length = reader.CopyString(text.Span);
        return CanonicalBase64Url.TryDecode(text.Span[..length], secret);
    }

    private static void WriteSecret(Utf8JsonWriter writer, string member, ReadOnlySpan<byte> secret)
    {
        using SecretBytes text = new(Base64Url.GetEncodedLength(secret.Length));
        Base64Url.EncodeToUtf8(secret, text.Span);
        writer.WriteString(member, text.Span);
    }
}
