using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Client.Channels;

/// <summary>One request and the attempts to send it: each under a number of its own, in the channel that there is by then.</summary>
/// <remarks>One instance, one request, one thread at a time.</remarks>
internal sealed class ChannelExchange(
    HttpRequestMessage request, Uri uri, Repetition repetition, OriginChannel origin, FirstAttempts attempts,
    Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send)
{
    // A channel may end between being found and being used; one that ends so often never lives long enough for a request.
    private const int MostOpenings = 3;

    private readonly ChannelTransport _transport = new(send, request.Version, request.VersionPolicy);
    private readonly RequestHead _head = new(request.Method.Method, uri.PathAndQuery, request.Content is not null);

    private string TargetOrigin => RequestOrigin.Of(uri);

    /// <summary>
    /// Sends the request once. Returns the authentic answer, or what came in its place, after which the channel is given up; where nothing
    /// was sent, or nothing can be concluded, it throws.
    /// </summary>
    public async Task<(HttpResponseMessage? Response, Exception? Failure)> TryAsync(CancellationToken cancellationToken)
    {
        (ClientChannel channel, SealedRequest record) = await SealAsync(cancellationToken).ConfigureAwait(false);
        HttpRequestMessage? outgoing = null;
        HttpResponseMessage? outer = null;
        HttpResponseMessage? opened = null;
        using var abortion = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, channel.Aborted);
        try
        {
            outgoing = RequestSealing.Seal(request, record);
            outer = await send(outgoing, abortion.Token).ConfigureAwait(false);
            if (outgoing.RequestUri != request.RequestUri || outgoing.Method != request.Method)
                throw Redirected(outgoing);
            opened = await ResponseOpening.OpenAsync(request, outer, channel, record, cancellationToken).ConfigureAwait(false);
            if (opened is not null)
                return (opened, null);
            origin.Abandon(channel);
            return (null, Outside(outer));
        }
        catch (OperationCanceledException e) when (channel.Aborted.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Failure(ChannelFailure.Interrupted, "The channel ended before the answer came.", e); // after a lifetime more than it had
        }
        catch (Exception e) when (e is HttpRequestException or IOException and not ChannelException && !cancellationToken.IsCancellationRequested)
        {
            if (WasNotSent(e))
                throw;
            origin.Abandon(channel);
            return (null, e);
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

    private async Task<(ClientChannel Channel, SealedRequest Record)> SealAsync(CancellationToken cancellationToken)
    {
        ProtectedHeaders headers = RequestSealing.Collect(request);
        for (int opened = 0; opened < MostOpenings; opened++)
        {
            ClientChannel channel = await origin.GetAsync(_transport, cancellationToken).ConfigureAwait(false);
            if (repetition.Key is { } key && attempts.Begin(channel.Origin, key, channel.Id) is { } age)
            {
                headers.Remove(IdempotencyAge.Name);
                headers.Add(IdempotencyAge.Name, [age.ToString()]);
            }

            if (await channel.SealAsync(_head, headers, cancellationToken).ConfigureAwait(false) is { } record)
                return (channel, record);
        }

        throw new ChannelException("The server's channels end before a request can be sent in them.");
    }

    // There was no connection that it could have gone over.
    private static bool WasNotSent(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError or HttpRequestError.VersionNegotiationError,
    };

    private ChannelException Outside(HttpResponseMessage outer)
    {
        bool hasField = outer.Headers.NonValidated.Contains(RequestField.Name);
        string what = hasField ? "that is not authentic in this channel" : "outside the channel";
        return Failure(
            ChannelFailure.AnswerOutsideChannel,
            $"Expected an answer in the channel to {TargetOrigin}; what came is one {what}: status {(int)outer.StatusCode}, "
            + $"{outer.Content.Headers.ContentType?.MediaType ?? "without a content type"}. The server has lost the channel, or somebody in between "
            + "answered in its place.");
    }

    private ChannelException Redirected(HttpRequestMessage outgoing) => Failure(
        ChannelFailure.Redirected,
        $"Something underneath the channel sent the request to {(outgoing.RequestUri is { } other ? RequestOrigin.Of(other) : "nowhere")} as well, "
        + "as a redirect asked it to. A record is for one target: set AllowAutoRedirect = false on the primary handler.");

    private ChannelException Failure(ChannelFailure failure, string message, Exception? cause = null) =>
        new(failure, $"{message} The request may or may not have been carried out. {repetition.Reason}", cause) { RequestMayHaveRun = true };
}
