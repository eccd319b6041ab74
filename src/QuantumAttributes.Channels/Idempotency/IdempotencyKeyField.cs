using System.Diagnostics.CodeAnalysis;
using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.Idempotency;

/// <summary>
/// The <c>Idempotency-Key</c> field (draft-ietf-httpapi-idempotency-key-header): an item that is a string (RFC 9651 §3.3.3), by which a
/// client names one operation however often it sends it. It counts only sealed.
/// </summary>
public static class IdempotencyKeyField
{
    /// <summary>The field's name.</summary>
    public const string Name = "Idempotency-Key";

    /// <summary>The most characters of a key.</summary>
    public const int MaxLength = 255;

    /// <summary>Reads the lines of a field: exactly one, a string of 1 to <see cref="MaxLength"/> characters without parameters.</summary>
    /// <param name="lines">The field's lines.</param>
    /// <param name="key">The key without quotes, or null.</param>
    /// <returns>Whether it is such a key. No input makes this throw.</returns>
    public static bool TryRead(IReadOnlyList<string> lines, [NotNullWhen(true)] out string? key)
    {
        key = null;
        return lines.Count == 1
            && StructuredField.TryParseItem(lines[0], out Item? item, rejectDuplicateKeys: true)
            && item.Parameters.Count == 0
            && item.Value.TryGetString(out key)
            && key.Length is > 0 and <= MaxLength;
    }
}
