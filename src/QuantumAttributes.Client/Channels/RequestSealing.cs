using System.Net.Http.Headers;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Client.Channels;

/// <summary>Makes the outer request of a record: what may be seen stays outside, everything else is sealed.</summary>
internal static class RequestSealing
{
    private static readonly MediaTypeHeaderValue RecordType = new(RequestHead.ContentType);

    /// <summary>Collects the header fields to seal.</summary>
    /// <exception cref="ChannelException">They do not fit into a record.</exception>
    public static ProtectedHeaders Collect(HttpRequestMessage request)
    {
        var headers = new ProtectedHeaders();
        foreach ((string name, HeaderStringValues values) in Fields(request))
        {
            // Nothing is compressed in a channel: the length would tell what is inside.
            if (OuterHeaders.Contains(name) || name.Equals("Accept-Encoding", StringComparison.OrdinalIgnoreCase))
                continue;
            IReadOnlyList<string> earlier = headers.Remove(name) ?? []; // a field may be both the request's and its content's
            headers.Add(name, [.. earlier, .. values]);
        }

        if (request.Content?.Headers.ContentLength is { } length && !headers.Contains("content-length"))
            headers.Add("content-length", [length.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        if (headers.EncodedSize > ProtectedHeaders.MaxEncodedSize)
            headers.Remove(OuterHeaders.ExemptName);
        return headers;
    }

    /// <summary>Makes the request that goes over the wire.</summary>
    public static HttpRequestMessage Seal(HttpRequestMessage request, SealedRequest record)
    {
        var outgoing = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Version = request.Version,
            VersionPolicy = request.VersionPolicy,
        };
        bool exemptOutside = !record.Headers.Contains(OuterHeaders.ExemptName);
        foreach ((string name, HeaderStringValues values) in Fields(request))
        {
            if (OuterHeaders.Contains(name) || (exemptOutside && OuterHeaders.IsExempt(name)))
                outgoing.Headers.TryAddWithoutValidation(name, values);
        }

        foreach ((string key, object? value) in request.Options)
            ((IDictionary<string, object?>)outgoing.Options)[key] = value;
        outgoing.Headers.Add(RequestField.Name, record.Field.ToString());
        if (record.SealBody() is { } sealer)
        {
            outgoing.Content = new SealedContent(request.Content!, sealer);
            outgoing.Content.Headers.ContentType = RecordType;
        }

        return outgoing;
    }

    private static IEnumerable<KeyValuePair<string, HeaderStringValues>> Fields(HttpRequestMessage request) =>
        request.Content is null ? request.Headers.NonValidated : request.Headers.NonValidated.Concat(request.Content.Headers.NonValidated);
}
