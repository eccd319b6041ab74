using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace QuantumAttributes.Cryptography;

/// <summary>Public JSON Web Keys of type AKP (RFC 9964) and their thumbprints (RFC 7638).</summary>
internal static class AkpJsonWebKey
{
    private const string KeyType = "AKP";

    /// <exception cref="CryptographicException">
    /// The key is malformed, private, of another type or of an unknown algorithm.
    /// </exception>
    public static (SignatureAlgorithm Algorithm, byte[] PublicKey) Read(JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object)
            throw new CryptographicException("A JSON Web Key is a JSON object.");

        try
        {
            return ReadMembers(jwk);
        }
        catch (InvalidOperationException e) when (e is not ObjectDisposedException)
        {
            // What System.Text.Json says of an escaped lone surrogate.
            throw new CryptographicException("The JSON Web Key has text that is not Unicode.", e);
        }
    }

    private static (SignatureAlgorithm Algorithm, byte[] PublicKey) ReadMembers(JsonElement jwk)
    {
        HashSet<string> seen = [];
        foreach (JsonProperty member in jwk.EnumerateObject())
        {
            if (!seen.Add(member.Name))
                throw new CryptographicException("The JSON Web Key has a member twice.");
        }

        if (seen.Contains("priv"))
            throw new CryptographicException("The JSON Web Key holds a private key where a public one belongs.");
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

    public static void Write(Utf8JsonWriter writer, SignatureAlgorithm algorithm, ReadOnlySpan<byte> publicKey)
    {
        string name = algorithm.JoseName ?? throw new NotSupportedException($"{algorithm} has no name in JOSE.");
        writer.WriteStartObject();
        writer.WriteString("kty", KeyType);
        writer.WriteString("alg", name);
        writer.WriteString("pub", Base64Url.EncodeToUtf8(publicKey));
        writer.WriteEndObject();
    }

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

    private static string ReadString(JsonElement jwk, string member) =>
        jwk.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new CryptographicException($"The JSON Web Key has no text member {member}.");
}
