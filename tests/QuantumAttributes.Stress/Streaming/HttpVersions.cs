using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace QuantumAttributes.Stress.Streaming;

/// <summary>The versions of HTTP by their names on the command line. Both are in the clear: what is measured is the channel.</summary>
internal static class HttpVersions
{
    public static IReadOnlyList<string> Parse(string names) => names switch
    {
        "all" => ["http1", "http2"],
        "http1" or "http2" => [names],
        _ => throw new ArgumentException($"'{names}' is not http1, http2 or all.", nameof(names)),
    };

    public static Version Of(string name) => name == "http2" ? HttpVersion.Version20 : HttpVersion.Version11;

    public static HttpProtocols ProtocolsOf(string name) => name == "http2" ? HttpProtocols.Http2 : HttpProtocols.Http1;
}
