using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.Sessions;

/// <summary>The <c>Quantum-Ticket</c> field: one byte sequence (RFC 9651 §3.3.5) without parameters (protocol.md §6).</summary>
public static class SessionTicketField
{
    /// <summary>The field's name.</summary>
    public const string Name = "Quantum-Ticket";

    /// <summary>The field's name as a covered component.</summary>
    public const string ComponentName = "quantum-ticket";

    /// <summary>The <c>alg</c> of the signatures that go with it (RFC 9421 §6.2.2).</summary>
    public const string Algorithm = "hmac-sha256";

    /// <summary>The most bytes of a ticket: 1,024. Those of this server have about 190.</summary>
    public const int MaxSize = 1024;

    private const int KeyIdSize = 16;
    private const int KeyIdLength = 22;

    /// <summary>Reads a field's value.</summary>
    /// <param name="value">The value, or null where there is no such field.</param>
    /// <param name="ticket">The ticket, 1 to <see cref="MaxSize"/> bytes; not yet looked into.</param>
    /// <returns>Whether there is exactly one ticket, without parameters. Nothing throws.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out ReadOnlyMemory<byte> ticket)
    {
        ticket = default;
        return StructuredField.TryParseItem(value, out Item? item)
            && item.Parameters.Count == 0
            && item.Value.TryGetBytes(out ticket)
            && ticket.Length is > 0 and <= MaxSize;
    }

    /// <summary>Writes a field's value.</summary>
    public static string Format(ReadOnlySpan<byte> ticket) => new Item(BareItem.FromBytes(ticket)).ToString();

    /// <summary>The <c>keyid</c> of a ticket: base64url(SHA-256(ticket)[0..16]), 22 characters.</summary>
    public static string KeyIdOf(ReadOnlySpan<byte> ticket) => new(WriteKeyId(ticket, stackalloc char[KeyIdLength]));

    /// <summary>Whether this is the <c>keyid</c> of the ticket.</summary>
    public static bool IsKeyIdOf(ReadOnlySpan<byte> ticket, ReadOnlySpan<char> keyId) =>
        keyId.SequenceEqual(WriteKeyId(ticket, stackalloc char[KeyIdLength]));

    private static ReadOnlySpan<char> WriteKeyId(ReadOnlySpan<byte> ticket, Span<char> keyId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(ticket, hash);
        Base64Url.EncodeToChars(hash[..KeyIdSize], keyId);
        return keyId;
    }
}
