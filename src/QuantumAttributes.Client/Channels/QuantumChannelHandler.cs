using System.Net;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Client.Channels;

/// <summary>Sends each request as a record in a channel, and opens its answer.</summary>
internal sealed class QuantumChannelHandler : DelegatingHandler
{
    // A channel may end between being found and being used; one that ends so often never lives long enough for a request.
    private const int MostOpenings = 3;

    private readonly ChannelPool _channels;
    private readonly Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> _send;

    public QuantumChannelHandler(ChannelPool channels)
    {
        _channels = channels;
        _send = base.SendAsync;
    }

    /// <summary>Not supported: without this, a synchronous call would pass the channel by and go out in the clear.</summary>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Quantum channels are asynchronous. Call SendAsync.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri uri = request.RequestUri ?? throw new InvalidOperationException("The request has no URI.");
        OriginChannel origin = _channels.For(RequestOrigin.Of(uri));
        ProtectedHeaders headers = RequestSealing.Collect(request);
        var transport = new ChannelTransport(_send, request.Version, request.VersionPolicy);
        var head = new RequestHead(request.Method.Method, uri.PathAndQuery, request.Content is not null);

        // An answer outside the channel means that the server has lost it, or that somebody is in between: only what has no effect is
        // sent again, once.
        bool mayRepeat = IsSafe(request.Method) && request.Content is null;
        while (true)
        {
            (ClientChannel channel, SealedRequest record) = await SealAsync(origin, transport, head, headers, cancellationToken).ConfigureAwait(false);
            (HttpResponseMessage? response, HttpStatusCode outside) =
                await ExchangeAsync(request, channel, record, cancellationToken).ConfigureAwait(false);
            if (response is not null)
                return response;
            origin.Abandon(channel);
            if (!mayRepeat)
            {
                throw new ChannelException(
                    $"An answer with status {(int)outside} came outside the channel, from the server or a proxy before it. "
                    + "The request may or may not have been carried out.");
            }

            mayRepeat = false;
        }
    }

    private static async Task<(ClientChannel Channel, SealedRequest Record)> SealAsync(
        OriginChannel origin, ChannelTransport transport, RequestHead head, ProtectedHeaders headers, CancellationToken cancellationToken)
    {
        for (int opened = 0; opened < MostOpenings; opened++)
        {
            ClientChannel channel = await origin.GetAsync(transport, cancellationToken).ConfigureAwait(false);
            if (await channel.SealAsync(head, headers, cancellationToken).ConfigureAwait(false) is { } record)
                return (channel, record);
        }

        throw new ChannelException("The server's channels end before a request can be sent in them.");
    }

    // No response where the answer is not an authentic one of this channel; then its status, which nothing authenticates.
    private async Task<(HttpResponseMessage? Response, HttpStatusCode Outside)> ExchangeAsync(
        HttpRequestMessage request, ClientChannel channel, SealedRequest record, CancellationToken cancellationToken)
    {
        HttpRequestMessage? outgoing = null;
        HttpResponseMessage? outer = null;
        HttpResponseMessage? opened = null;
        using var abortion = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, channel.Aborted);
        try
        {
            outgoing = RequestSealing.Seal(request, record);
            outer = await base.SendAsync(outgoing, abortion.Token).ConfigureAwait(false);
            opened = await ResponseOpening.OpenAsync(request, outer, channel, record, cancellationToken).ConfigureAwait(false);
            return (opened, outer.StatusCode);
        }
        catch (OperationCanceledException e) when (channel.Aborted.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ChannelException("The channel ended before the answer came. The request may or may not have been carried out.", e);
        }
        finally
        {
            // Where there is an answer the body may still be on its way: it lets go of its key by itself.
            if (opened is null)
            {
                outgoing?.Dispose();
                outer?.Dispose();
                record.Dispose();
            }
        }
    }

    private static bool IsSafe(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options || method == HttpMethod.Trace;
}
