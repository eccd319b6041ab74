using System.Collections.Frozen;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>
/// Which header fields of a channel request count (protocol.md §4): of the outer ones those of the transport and some that observers may
/// set; everything else must be sealed, and nothing of the transport may be.
/// </summary>
internal static class ChannelRequestHeaders
{
    // What would let an outsider speak for the client; also in the form that some frameworks take a method in.
    private static readonly FrozenSet<string> Refused = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Authorization", "Cookie", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "Trailer");

    // What forwarded-headers middleware would take scheme, host and path base from: the channel's origin says these, authentically.
    private static readonly FrozenSet<string> Overruled = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix");

    /// <summary>Whether the outer header fields are ones that a channel request can have.</summary>
    public static bool AreAcceptable(IHeaderDictionary outer)
    {
        foreach (string name in Refused)
        {
            if (outer.ContainsKey(name))
                return false;
        }

        return true;
    }

    /// <summary>
    /// Puts the sealed header fields in the place of the outer ones. False where a sealed one belongs to the transport, or to the channel
    /// itself.
    /// </summary>
    public static bool TryReplace(IHeaderDictionary headers, ProtectedHeaders inner)
    {
        if (inner.Fields.Keys.Any(OuterHeaders.Contains))
            return false;

        foreach (string name in headers.Keys.Where(name => !MayStay(name)).ToArray())
            headers.Remove(name);
        headers.Remove("Content-Length");
        foreach ((string name, IReadOnlyList<string> values) in inner.Fields)
            headers[name] = new StringValues([.. values]);
        headers.Remove("Accept-Encoding"); // compressing secrets beside what an attacker chooses would show their length

        // Response caching, which goes by headers alone, would give the answer to whoever asks for the same outside (RFC 9111 §5.2.1.5).
        headers.CacheControl = StringValues.Concat(headers.CacheControl, "no-store");
        return true;
    }

    private static bool MayStay(string name) => (OuterHeaders.Contains(name) || OuterHeaders.IsExempt(name)) && !Overruled.Contains(name);

    /// <summary>
    /// The sealed length of the body, where the client knew it. False where it is not a number, or says that there is a body where there is none.
    /// </summary>
    public static bool TryGetLength(ProtectedHeaders inner, bool hasBody, out long? length)
    {
        length = null;
        if (!inner.Fields.TryGetValue("content-length", out IReadOnlyList<string>? values))
            return true;
        bool valid = values.Count == 1 && long.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            && (length = value) >= 0;
        return valid && (hasBody || length == 0);
    }
}
