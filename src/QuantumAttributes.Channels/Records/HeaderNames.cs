using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace QuantumAttributes.Channels.Records;

/// <summary>Names that come again and again, so that each is one string.</summary>
internal static class HeaderNames
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "accept", "accept-language", "allow", "authorization", "cache-control", "content-disposition", "content-encoding", "content-language",
        "content-length", "content-range", "content-type", "cookie", "date", "etag", "expires", "idempotency-key", "if-match",
        "if-modified-since", "if-none-match", "last-modified", "location", "origin", "pragma", "quantum-policy", "quantum-status", "range",
        "referer", "retry-after", "set-cookie", "signature", "signature-input", "user-agent", "vary", "www-authenticate");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> KnownText =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A name in lower case.</summary>
    public static string Lower(string name) => Known.TryGetValue(name, out string? known) ? known : name.ToLowerInvariant();

    /// <summary>A name as it came, in whatever case.</summary>
    public static string FromUtf8(ReadOnlySpan<byte> utf8)
    {
        const int Longest = 32;
        Span<char> text = stackalloc char[Longest];
        if (utf8.Length <= Longest && Ascii.ToUtf16(utf8, text, out int length) == OperationStatus.Done)
        {
            text = text[..length];
            if (!text.ContainsAnyInRange('A', 'Z') && KnownText.TryGetValue(text, out string? known))
                return known;
        }

        return Encoding.UTF8.GetString(utf8);
    }
}
