using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using QuantumAttributes.Channels.Keys;

namespace QuantumAttributes.Channels.Discovery;

/// <summary>The JSON of a discovery document's payload (protocol.md §2).</summary>
internal static class DiscoveryJson
{
    /// <summary>A member that comes twice would mean one thing here and another elsewhere.</summary>
    public static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    private const int Version = 1;

    public static byte[] Write(DiscoveryDocument document)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("v", Version);
            writer.WriteString("iss", document.Origin);
            writer.WriteNumber("iat", document.IssuedAt.ToUnixTimeSeconds());
            writer.WriteNumber("exp", document.ExpiresAt.ToUnixTimeSeconds());
            writer.WriteString("policy", document.Policy == ChannelPolicy.Require ? "require" : "allow-classical");
            writer.WriteNumber("max_age", (long)document.PolicyMaxAge.TotalSeconds);
            writer.WriteStartArray("suites");
            foreach (ushort suite in document.Suites)
                writer.WriteNumberValue(suite);
            writer.WriteEndArray();
            writer.WriteStartArray("keys");
            foreach (PublishedKey key in document.Keys)
                Write(writer, key);
            writer.WriteEndArray();
            if (document.Successions.Count > 0)
                WriteSuccessions(writer, document.Successions);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <exception cref="JsonException">A member is missing or out of range; also the other exceptions of <see cref="JsonElement"/>.</exception>
    public static DiscoveryDocument Read(ReadOnlyMemory<byte> payload)
    {
        using JsonDocument json = JsonDocument.Parse(payload, Options);
        JsonElement root = json.RootElement;
        if (root.GetProperty("v").GetInt32() != Version)
            throw new JsonException("The version is unknown.");
        return new DiscoveryDocument
        {
            Origin = root.GetProperty("iss").GetString() is { Length: > 0 } origin && Ascii.IsValid(origin)
                ? origin
                : throw new JsonException("There is no origin."),
            IssuedAt = Time(root, "iat"),
            ExpiresAt = Time(root, "exp"),
            Policy = root.GetProperty("policy").GetString() switch
            {
                "require" => ChannelPolicy.Require,
                "allow-classical" => ChannelPolicy.AllowClassical,
                _ => throw new JsonException("The policy is unknown."),
            },
            PolicyMaxAge = TimeSpan.FromSeconds(root.GetProperty("max_age").GetUInt32()),
            Suites = [.. root.GetProperty("suites").EnumerateArray().Select(suite => suite.GetUInt16())],
            Keys = [.. root.GetProperty("keys").EnumerateArray().Select(ReadKey)],
            Successions = root.TryGetProperty("succession", out JsonElement successions) ? ReadSuccessions(successions) : [],
        };
    }

    private static void Write(Utf8JsonWriter writer, PublishedKey key)
    {
        writer.WriteStartObject();
        writer.WriteString("kid", Base64Url.EncodeToString(key.Id.ToArray()));
        writer.WriteNumber("suite", key.Suite);
        writer.WriteString("pub", Base64Url.EncodeToString(key.PublicKey.Span));
        writer.WriteNumber("nbf", key.NotBefore.ToUnixTimeSeconds());
        writer.WriteNumber("exp", key.NotAfter.ToUnixTimeSeconds());
        writer.WriteEndObject();
    }

    private static void WriteSuccessions(Utf8JsonWriter writer, IReadOnlyList<string> successions)
    {
        writer.WriteStartArray("succession");
        foreach (string succession in successions)
            writer.WriteStringValue(succession);
        writer.WriteEndArray();
    }

    private static string[] ReadSuccessions(JsonElement successions) => successions.GetArrayLength() <= IdentitySuccession.MaxLinks
        ? [.. successions.EnumerateArray().Select(succession => succession.GetString() ?? throw new JsonException("A succession is null."))]
        : throw new JsonException("There are too many successions.");

    private static PublishedKey ReadKey(JsonElement key)
    {
        byte[] id = Base64Url.DecodeFromChars(key.GetProperty("kid").GetString());
        if (id.Length != ChannelKeyId.Size)
            throw new JsonException("A key id has the wrong length.");
        return new PublishedKey(
            new ChannelKeyId(id),
            key.GetProperty("suite").GetUInt16(),
            Base64Url.DecodeFromChars(key.GetProperty("pub").GetString()),
            Time(key, "nbf"),
            Time(key, "exp"));
    }

    /// <exception cref="JsonException">The member is no time in seconds since 1970; also the other exceptions of <see cref="JsonElement"/>.</exception>
    public static DateTimeOffset Time(JsonElement element, string name)
    {
        long seconds = element.GetProperty(name).GetInt64();
        return seconds is >= 0 and <= 253402300799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new JsonException($"'{name}' is no time.");
    }
}
