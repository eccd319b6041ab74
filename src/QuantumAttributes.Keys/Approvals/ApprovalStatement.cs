using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Approvals;

/// <summary>
/// What approvers sign: one change of one key, at one revision, so that it serves once; and until when. Its bytes are what
/// <see cref="ToUtf8"/> writes.
/// </summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed record ApprovalStatement
{
    internal const string Type = "quantum-approval+jwt";

    /// <summary>The longest that a statement counts, from when it is used.</summary>
    public static readonly TimeSpan MaxValidity = TimeSpan.FromDays(7);

    /// <summary>A statement about a key as it is now.</summary>
    /// <param name="action">What is to be done.</param>
    /// <param name="key">The key, whose revision goes into the statement.</param>
    /// <param name="reason">Why.</param>
    /// <param name="expires">Until when approvals count, in whole seconds.</param>
    public ApprovalStatement(ApprovalAction action, KeyDescription key, string reason, DateTimeOffset expires)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(reason);
        (Action, Key, Slot, Generation, Revision, Reason) = (action, key.Id, key.Slot, key.Generation, key.Revision, reason);
        Expires = DateTimeOffset.FromUnixTimeSeconds(expires.ToUnixTimeSeconds());
    }

    private ApprovalStatement(JsonElement json)
    {
        Action = Enum.Parse<ApprovalAction>(Text(json, "action"));
        Key = KeyId.Parse(Text(json, "key"));
        Slot = new KeySlot(Enum.Parse<KeyPurpose>(Text(json, "purpose")), Text(json, "name"));
        Generation = json.GetProperty("generation").GetInt32();
        Revision = json.GetProperty("revision").GetInt64();
        Reason = Text(json, "reason");
        Expires = DateTimeOffset.FromUnixTimeSeconds(json.GetProperty("exp").GetInt64());
    }

    /// <summary>What is to be done.</summary>
    public ApprovalAction Action { get; }

    /// <summary>To which key.</summary>
    public KeyId Key { get; }

    /// <summary>The key's place in the ring.</summary>
    public KeySlot Slot { get; }

    /// <summary>The key's number in its slot.</summary>
    public int Generation { get; }

    /// <summary>The key's revision before the change.</summary>
    public long Revision { get; }

    /// <summary>Why.</summary>
    public string Reason { get; }

    /// <summary>Until when approvals count.</summary>
    public DateTimeOffset Expires { get; internal init; }

    /// <summary>Reads a statement.</summary>
    /// <exception cref="CryptographicException">It is none, or not in the one form that <see cref="ToUtf8"/> writes.</exception>
    public static ApprovalStatement Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            Utf8JsonReader reader = new(utf8);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            ApprovalStatement statement = new(document.RootElement);
            return statement.ToUtf8().AsSpan().SequenceEqual(utf8) ? statement : throw new FormatException();
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException
            or KeyNotFoundException or OverflowException)
        {
            throw new CryptographicException("This is no statement to approve.", e);
        }
    }

    /// <summary>The statement as it is signed.</summary>
    public byte[] ToUtf8()
    {
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            writer.WriteString("action", Action.ToString());
            writer.WriteString("key", Key.ToString());
            writer.WriteString("purpose", Slot.Purpose.ToString());
            writer.WriteString("name", Slot.Name);
            writer.WriteNumber("generation", Generation);
            writer.WriteNumber("revision", Revision);
            writer.WriteString("reason", Reason);
            writer.WriteNumber("exp", Expires.ToUnixTimeSeconds());
            writer.WriteEndObject();
        }

        return json.WrittenSpan.ToArray();
    }

    /// <summary>An approval of this statement: a compact JWS by the approver's key (RFC 7515, RFC 9964).</summary>
    /// <exception cref="ArgumentException">JOSE has no name for the key's algorithm.</exception>
    public string Approve(SigningKey approver) => JsonWebSignature.Sign(approver, Type, ToUtf8());

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException();
}
