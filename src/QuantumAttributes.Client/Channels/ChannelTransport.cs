using System.Net;
using System.Net.Http.Headers;
using System.Text;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.Client.Channels;

/// <summary>The two requests that open a channel or a session, sent through the same handlers and in the same version of HTTP as everything else.</summary>
internal readonly struct ChannelTransport(
    Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, Version version, HttpVersionPolicy versionPolicy)
{
    private static readonly MediaTypeHeaderValue HandshakeType = new(ChannelServer.ContentType);

    /// <summary>Reads an origin's discovery document.</summary>
    /// <exception cref="ChannelException">There is none.</exception>
    public async Task<string> GetDiscoveryAsync(string origin, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = CreateRequest(HttpMethod.Get, origin + DiscoveryDocument.Path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(DiscoveryDocument.ContentType));
        using HttpResponseMessage response = await send(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK || response.Content.Headers.ContentType?.MediaType != DiscoveryDocument.ContentType)
        {
            throw new ChannelException(
                ChannelFailure.NoDiscoveryDocument,
                $"{origin} has no discovery document at {DiscoveryDocument.Path}: expected 200 with {DiscoveryDocument.ContentType}, came {Describe(response)}.");
        }

        byte[] document = await ReadAsync(response, DiscoveryDocument.MaxSize, cancellationToken).ConfigureAwait(false);
        return Encoding.ASCII.GetString(document);
    }

    /// <summary>Posts a handshake to the path of its purpose. Null where the server says that its keys have changed.</summary>
    /// <exception cref="ChannelException">The server refused it.</exception>
    public async Task<byte[]?> PostHandshakeAsync(string origin, string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = CreateRequest(HttpMethod.Post, origin + path);
        request.Content = new ReadOnlyMemoryContent(message);
        request.Content.Headers.ContentType = HandshakeType;
        using HttpResponseMessage response = await send(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Unauthorized && HasStaleKeys(response))
            return null;
        if (response.StatusCode != HttpStatusCode.OK || response.Content.Headers.ContentType?.MediaType != ChannelServer.ContentType)
        {
            throw new ChannelException(
                ChannelFailure.HandshakeRefused,
                $"{origin} refused the handshake: expected 200 with {ChannelServer.ContentType}, came {Describe(response)}. The server does not say why; "
                + "its log does. Compare the clocks (60 s), and see whether the client's key is enrolled.");
        }

        return await ReadAsync(response, ChannelServer.MaxHandshakeSize, cancellationToken).ConfigureAwait(false);
    }

    private HttpRequestMessage CreateRequest(HttpMethod method, string uri) => new(method, uri) { Version = version, VersionPolicy = versionPolicy };

    private static string Describe(HttpResponseMessage response) =>
        $"{(int)response.StatusCode} with {response.Content.Headers.ContentType?.MediaType ?? "no content type"}";

    private static bool HasStaleKeys(HttpResponseMessage response) =>
        response.Headers.WwwAuthenticate.Any(challenge => challenge.Scheme == "Quantum" && challenge.Parameter == "error=\"keys\"");

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, int maxSize, CancellationToken cancellationToken)
    {
        var buffer = new byte[maxSize + 1];
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        int length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return length <= maxSize ? buffer[..length] : throw new ChannelException(
            ChannelFailure.NotAuthentic, $"The answer has more than the {maxSize} bytes that it can have.");
    }
}
