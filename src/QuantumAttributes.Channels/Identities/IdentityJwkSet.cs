using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using QuantumAttributes.Channels.Classical;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Identities;

/// <summary>
/// A JWK set (RFC 7517 §5) of AKP keys (RFC 9964) that may sign in. Besides the key, each member may say whom it stands for: <c>sub</c>
/// (or else <c>kid</c>, or else the thumbprint), <c>roles</c> (array of strings), <c>nbf</c> and <c>exp</c> (seconds since 1970),
/// <c>revoked</c> (boolean), and <c>classical</c>: the EC key (RFC 7518 §6.2.1) of a hybrid identity, a JWK itself.
/// </summary>
public static class IdentityJwkSet
{
    /// <summary>Reads the identities of a set.</summary>
    /// <exception cref="FormatException">It is no JWK set, or a key of it cannot be read or comes twice: one message, naming the key.</exception>
    public static IReadOnlyList<QuantumIdentity> Parse(string json, ProviderSet? providers = null)
    {
        var identities = new List<QuantumIdentity>();
        var seen = new HashSet<KeyThumbprint>();
        try
        {
            // By way of bytes, where a lone surrogate becomes U+FFFD; parsed as a string it would be an ArgumentException.
            using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetBytes(json));
            foreach (JsonElement jwk in document.RootElement.GetProperty("keys").EnumerateArray())
            {
                QuantumIdentity identity = ParseIdentity(jwk, providers);
                // Of two entries one could be revoked and the other not.
                if (!seen.Add(identity.KeyId))
                {
                    Dispose(identity);
                    throw new JsonException("The same key was there before.");
                }

                identities.Add(identity);
            }

            return identities;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or CryptographicException)
        {
            identities.ForEach(Dispose);
            throw new FormatException($"Key {identities.Count + 1} of the JWK set cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes identities as a set that <see cref="Parse"/> reads: public keys, subjects, roles and validity.</summary>
    public static string Write(IEnumerable<QuantumIdentity> identities)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys");
            foreach (QuantumIdentity identity in identities)
                WriteIdentity(writer, identity);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static QuantumIdentity ParseIdentity(JsonElement jwk, ProviderSet? providers)
    {
        VerifyingKey key = VerifyingKey.FromJwk(jwk, providers);
        ClassicalVerifyingKey? classical = null;
        try
        {
            classical = jwk.TryGetProperty("classical", out JsonElement beside) ? ClassicalVerifyingKey.FromJwk(beside) : null;
            return Describe(jwk, key, classical);
        }
        catch
        {
            key.Dispose();
            classical?.Dispose();
            throw;
        }
    }

    private static QuantumIdentity Describe(JsonElement jwk, VerifyingKey key, ClassicalVerifyingKey? classical) => new()
    {
        Key = key,
        ClassicalKey = classical,
        Subject = Text(jwk, "sub") ?? Text(jwk, "kid") ?? key.Thumbprint.ToString(),
        Claims = jwk.TryGetProperty("roles", out JsonElement roles)
            ? [.. roles.EnumerateArray().Select(role => new Claim(ClaimTypes.Role, role.GetString() ?? throw new JsonException("A role is null.")))]
            : [],
        NotBefore = Time(jwk, "nbf") ?? DateTimeOffset.MinValue,
        NotAfter = Time(jwk, "exp") ?? DateTimeOffset.MaxValue,
        IsRevoked = jwk.TryGetProperty("revoked", out JsonElement revoked) && revoked.GetBoolean(),
    };

    private static void Dispose(QuantumIdentity identity)
    {
        identity.Key.Dispose();
        identity.ClassicalKey?.Dispose();
    }

    private static void WriteIdentity(Utf8JsonWriter writer, QuantumIdentity identity)
    {
        using JsonDocument jwk = JsonDocument.Parse(identity.Key.ToJwk());
        writer.WriteStartObject();
        foreach (JsonProperty member in jwk.RootElement.EnumerateObject().Where(member => member.Name is not ("sub" or "kid")))
            member.WriteTo(writer);
        writer.WriteString("sub", identity.Subject);
        writer.WriteStartArray("roles");
        foreach (Claim role in identity.Claims.Where(claim => claim.Type == ClaimTypes.Role))
            writer.WriteStringValue(role.Value);
        writer.WriteEndArray();
        if (identity.NotBefore > DateTimeOffset.MinValue)
            writer.WriteNumber("nbf", identity.NotBefore.ToUnixTimeSeconds());
        if (identity.NotAfter < DateTimeOffset.MaxValue)
            writer.WriteNumber("exp", identity.NotAfter.ToUnixTimeSeconds());
        if (identity.IsRevoked)
            writer.WriteBoolean("revoked", true);
        if (identity.ClassicalKey is { } classical)
        {
            writer.WritePropertyName("classical");
            classical.WriteJwk(writer);
        }

        writer.WriteEndObject();
    }

    private static string? Text(JsonElement jwk, string name) => jwk.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static DateTimeOffset? Time(JsonElement jwk, string name) => jwk.TryGetProperty(name, out JsonElement value)
        ? value.TryGetInt64(out long seconds) && seconds is >= 0 and <= 253402300799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"'{name}' is no time in seconds since 1970."))
        : null;
}
