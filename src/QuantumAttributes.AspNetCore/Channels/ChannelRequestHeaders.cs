using System.Collections.Frozen;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
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
        for (int i = 0; i < inner.Count; i++)
        {
            if (OuterHeaders.Contains(inner.NameAt(i)))
                return false;
        }

        headers.Remove(HeaderNames.ContentType);
        headers.Remove(HeaderNames.ContentLength);
        RemoveOthers(headers);
        for (int i = 0; i < inner.Count; i++)
            headers[inner.NameAt(i)] = inner.SingleValueAt(i) is { } single ? new StringValues(single) : new StringValues([.. inner.ValuesAt(i)]);
        headers.Remove("Accept-Encoding"); // compressing secrets beside what an attacker chooses would show their length

        // Response caching, which goes by headers alone, would give the answer to whoever asks for the same outside (RFC 9111 §5.2.1.5).
        headers.CacheControl = StringValues.Concat(headers.CacheControl, "no-store");
        return true;
    }

    // What we send has none, so that there is seldom anything to collect.
    private static void RemoveOthers(IHeaderDictionary headers)
    {
        List<string>? others = null;
        foreach ((string name, _) in headers)
        {
            if (!MayStay(name))
                (others ??= []).Add(name);
        }

        if (others is null)
            return;
        foreach (string name in others)
            headers.Remove(name);
    }

    private static bool MayStay(string name) => (OuterHeaders.Contains(name) || OuterHeaders.IsExempt(name)) && !Overruled.Contains(name);

    /// <summary>
    /// The sealed length of the body, where the client knew it. False where it is not a number, or says that there is a body where there is none.
    /// </summary>
    public static bool TryGetLength(ProtectedHeaders inner, bool hasBody, out long? length)
    {
        length = null;
        if (!inner.Contains("content-length"))
            return true;
        bool valid = long.TryParse(inner.SingleValue("content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            && (length = value) >= 0;
        return valid && (hasBody || length == 0);
    }
}
