using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Client.Channels;

/// <summary>Sends each request as a record in a channel, and opens its answer.</summary>
internal sealed class QuantumChannelHandler : DelegatingHandler
{
    private readonly ChannelPool _channels;
    private readonly ChannelTransport _transport;

    public QuantumChannelHandler(ChannelPool channels)
    {
        _channels = channels;
        _transport = new ChannelTransport((request, cancellationToken) => base.SendAsync(request, cancellationToken));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri uri = request.RequestUri ?? throw new InvalidOperationException("The request has no URI.");
        OriginChannel origin = _channels.For(uri.GetLeftPart(UriPartial.Authority));
        ProtectedHeaders headers = RequestSealing.Collect(request);
        var head = new RequestHead(request.Method.Method, uri.PathAndQuery, request.Content is not null);

        // An answer outside the channel means that the server has lost it, or that somebody is in between: only what has no effect is
        // sent again, once.
        bool mayRepeat = IsSafe(request.Method) && request.Content is null;
        while (true)
        {
            ClientChannel channel = await origin.GetAsync(_transport, cancellationToken).ConfigureAwait(false);
            SealedRequest? record = await channel.SealAsync(head, headers, cancellationToken).ConfigureAwait(false);
            if (record is null)
                continue; // it ended between the two lines above
            if (await ExchangeAsync(request, channel, record, cancellationToken).ConfigureAwait(false) is { } response)
                return response;
            origin.Abandon(channel);
            if (!mayRepeat)
                throw new ChannelException("The answer came outside the channel. The request may or may not have been carried out.");
            mayRepeat = false;
        }
    }

    // Null where the answer is not an authentic one of this channel.
    private async Task<HttpResponseMessage?> ExchangeAsync(
        HttpRequestMessage request, ClientChannel channel, SealedRequest record, CancellationToken cancellationToken)
    {
        HttpResponseMessage? outer = null;
        HttpResponseMessage? opened = null;
        using var abortion = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, channel.Aborted);
        try
        {
            using HttpRequestMessage outgoing = RequestSealing.Seal(request, record);
            outer = await base.SendAsync(outgoing, abortion.Token).ConfigureAwait(false);
            opened = await ResponseOpening.OpenAsync(request, outer, channel, record, cancellationToken).ConfigureAwait(false);
            return opened;
        }
        finally
        {
            if (opened is null)
            {
                outer?.Dispose();
                record.Dispose();
            }
        }
    }

    private static bool IsSafe(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options || method == HttpMethod.Trace;
}
