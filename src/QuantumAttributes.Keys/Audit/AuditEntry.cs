using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Audit;

/// <summary>
/// An entry of the audit log: a compact JWS of type <c>quantum-audit+jwt</c> whose payload holds the hash of the entry before it. It is
/// written before the change it tells of.
/// </summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed record AuditEntry
{
    internal const string Type = "quantum-audit+jwt";

    /// <summary>Its number, from 1 without a gap.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was written, by the clock of who wrote it.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who made the change, as the application or the tool names itself.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done.</summary>
    public required AuditAction Action { get; init; }

    /// <summary>To which key.</summary>
    public required KeyId Key { get; init; }

    /// <summary>The key's place in the ring.</summary>
    public required KeySlot Slot { get; init; }

    /// <summary>The key's revision after the change.</summary>
    public required long Revision { get; init; }

    /// <summary>More words: the reason, who approved it. Without a secret.</summary>
    public string Detail { get; init; } = "";

    /// <summary>SHA-256 of the entry before it, as it stands in the log; base64url. Empty in the first.</summary>
    public required string Previous { get; init; }

    /// <summary>The public key as JWK, where the entry brings in an audit key: those after it are signed with that one.</summary>
    public string? AuditKey { get; init; }

    /// <summary>What the entry after this one says in <see cref="Previous"/>.</summary>
    public static string HashOf(string entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(entry)));
    }

    internal string Sign(SigningKey key)
    {
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json))
            Write(writer);
        return JsonWebSignature.Sign(key, Type, json.WrittenSpan);
    }

    /// <summary>Reads an entry. Whether it is authentic, <see cref="AuditVerifier"/> finds out.</summary>
    /// <exception cref="CryptographicException">It is none.</exception>
    internal static AuditEntry Read(JsonWebSignature signature)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                signature.Payload, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return signature.Type == Type ? Read(document.RootElement) : throw new FormatException();
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException
            or KeyNotFoundException or OverflowException)
        {
            throw new CryptographicException("This is no entry of an audit log.", e);
        }
    }

    private static AuditEntry Read(JsonElement json) => new()
    {
        Sequence = json.GetProperty("seq").GetInt64(),
        Time = DateTimeOffset.ParseExact(
            Text(json, "time"), "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        Actor = Text(json, "actor"),
        Action = Enum.Parse<AuditAction>(Text(json, "action")),
        Key = KeyId.Parse(Text(json, "key")),
        Slot = new KeySlot(Enum.Parse<KeyPurpose>(Text(json, "purpose")), Text(json, "name")),
        Revision = json.GetProperty("revision").GetInt64(),
        Detail = Text(json, "detail"),
        Previous = Text(json, "prev"),
        AuditKey = json.TryGetProperty("jwk", out JsonElement jwk) ? jwk.GetRawText() : null,
    };

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException();

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("seq", Sequence);
        writer.WriteString("time", Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        writer.WriteString("actor", Actor);
        writer.WriteString("action", Action.ToString());
        writer.WriteString("key", Key.ToString());
        writer.WriteString("purpose", Slot.Purpose.ToString());
        writer.WriteString("name", Slot.Name);
        writer.WriteNumber("revision", Revision);
        writer.WriteString("detail", Detail);
        writer.WriteString("prev", Previous);
        if (AuditKey is not null)
        {
            writer.WritePropertyName("jwk");
            writer.WriteRawValue(AuditKey);
        }

        writer.WriteEndObject();
    }
}
