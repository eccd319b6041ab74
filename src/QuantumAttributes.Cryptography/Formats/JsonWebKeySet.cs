using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace QuantumAttributes.Cryptography;

/// <summary>A set of public JSON Web Keys (RFC 7517, section 5) of type AKP (RFC 9964).</summary>
/// <remarks>
/// Immutable and safe to use from many threads. Whoever reads a set owns its keys. ML-KEM keys have no place in it: how JOSE
/// writes them is a draft (draft-ietf-jose-pqc-kem).
/// </remarks>
public sealed class JsonWebKeySet
{
    private readonly Dictionary<KeyThumbprint, VerifyingKey> _byThumbprint = [];

    /// <summary>A set of these keys.</summary>
    /// <exception cref="ArgumentException">A key is there twice, or JOSE has no name for its algorithm.</exception>
    public JsonWebKeySet(IEnumerable<JsonWebKeySetEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Entries = [.. entries];
        foreach (JsonWebKeySetEntry entry in Entries)
        {
            ArgumentNullException.ThrowIfNull(entry?.Key, nameof(entries));
            if (entry.Key.Algorithm.JoseName is null)
                throw new ArgumentException($"{entry.Key.Algorithm} has no name in JOSE.", nameof(entries));
            if (!_byThumbprint.TryAdd(entry.Key.Thumbprint, entry.Key))
                throw new ArgumentException($"The key {entry.Key.Thumbprint} is there twice.", nameof(entries));
        }
    }

    /// <summary>The keys, in their order.</summary>
    public IReadOnlyList<JsonWebKeySetEntry> Entries { get; }

    /// <summary>How many keys were passed over when the set was read: those of a type or an algorithm not known here.</summary>
    public int SkippedCount { get; private init; }

    /// <summary>
    /// Reads a set. Keys of a type (<c>kty</c>) or an algorithm (<c>alg</c>) that is not known here are passed over, as RFC 7517,
    /// section 5 recommends; any other fault refuses the set.
    /// </summary>
    /// <exception cref="CryptographicException">
    /// The text is no set, or a key of it is malformed, private, or there twice: of two entries one could say what the other
    /// does not.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm of a key.</exception>
    public static JsonWebKeySet Parse(string json, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            // By way of bytes, where a lone surrogate becomes U+FFFD; parsed as a string it would be an ArgumentException.
            using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetBytes(json));
            return Parse(document.RootElement, providers);
        }
        catch (JsonException e)
        {
            throw new CryptographicException("The JSON Web Key Set is not JSON.", e);
        }
    }

    /// <inheritdoc cref="Parse(string, ProviderSet?)"/>
    public static JsonWebKeySet Parse(JsonElement set, ProviderSet? providers = null)
    {
        List<JsonWebKeySetEntry> entries = [];
        HashSet<KeyThumbprint> seen = [];
        int skipped = 0;
        try
        {
            foreach (JsonElement jwk in KeysOf(set).EnumerateArray())
            {
                if (!AkpJsonWebKey.IsKnown(jwk))
                {
                    skipped++;
                    continue;
                }

                string? keyId = AkpJsonWebKey.ReadOptionalString(jwk, "kid");
                VerifyingKey key = VerifyingKey.FromJwk(jwk, providers);
                entries.Add(new JsonWebKeySetEntry(key, keyId));
                if (!seen.Add(key.Thumbprint))
                    throw new CryptographicException($"The JSON Web Key Set holds the key {key.Thumbprint} twice.");
            }

            return new JsonWebKeySet(entries) { SkippedCount = skipped };
        }
        catch
        {
            entries.ForEach(static entry => entry.Key.Dispose());
            throw;
        }
    }

    /// <summary>The key with this thumbprint (RFC 7638), or null. What an entry's <c>kid</c> says has no part in it.</summary>
    public VerifyingKey? Find(KeyThumbprint thumbprint) => _byThumbprint.GetValueOrDefault(thumbprint);

    /// <summary>
    /// The keys with this <c>kid</c>, compared character by character. There may be several: RFC 7517, section 4.5 lets
    /// equivalent keys of different algorithms share one. Choose by algorithm, or try each.
    /// </summary>
    public IReadOnlyList<VerifyingKey> FindAll(string keyId)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        return [.. Entries.Where(entry => entry.KeyId == keyId).Select(static entry => entry.Key)];
    }

    /// <summary>The set as JSON.</summary>
    /// <exception cref="ObjectDisposedException">A key has been disposed.</exception>
    public string ToJson()
    {
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json))
            Write(writer);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    /// <summary>Writes the set: one object, with the member keys.</summary>
    /// <exception cref="ObjectDisposedException">A key has been disposed.</exception>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteStartArray("keys");
        foreach ((VerifyingKey key, string? keyId) in Entries)
            AkpJsonWebKey.Write(writer, key.Algorithm, key.Export(), keyId: keyId);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static JsonElement KeysOf(JsonElement set) => JsonObject.Read(set, static set =>
        set.EnumerateObject().Count(static m => m.NameEquals("keys")) == 1
        && set.GetProperty("keys") is { ValueKind: JsonValueKind.Array } keys
            ? keys
            : throw new CryptographicException("A JSON Web Key Set has one member keys, which is an array."));
}
