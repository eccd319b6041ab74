using System.Runtime.ExceptionServices;
using QuantumAttributes.Channels;

namespace QuantumAttributes.Client.Channels;

/// <summary>
/// Sends each request as a record in a channel, and opens its answer. Where that does not come, the request is sent a second time in a new
/// channel if that cannot make it run twice; never more than that.
/// </summary>
internal sealed class QuantumChannelHandler : DelegatingHandler
{
    private static readonly TimeSpan WaitForRunning = TimeSpan.FromSeconds(1);

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
        Repetition repetition = await Repetition.PlanAsync(request, _channels.SignsIn, cancellationToken).ConfigureAwait(false);
        OriginChannel origin = _channels.For(RequestOrigin.Of(uri));
        var exchange = new ChannelExchange(request, uri, repetition, origin, _channels.FirstAttempts, _send);

        (HttpResponseMessage? response, Exception? failure) = await exchange.TryAsync(cancellationToken).ConfigureAwait(false);
        if (response is null && repetition.Allowed)
            (response, failure) = await RepeatAsync(exchange, repetition, cancellationToken).ConfigureAwait(false);
        if (response is null)
            ExceptionDispatchInfo.Throw(failure!);
        _channels.Policies.Learn(origin.Origin, response);
        return response;
    }

    private async Task<(HttpResponseMessage? Response, Exception? Failure)> RepeatAsync(
        ChannelExchange exchange, Repetition repetition, CancellationToken cancellationToken)
    {
        try
        {
            (HttpResponseMessage? response, Exception? failure) = await exchange.TryAsync(cancellationToken).ConfigureAwait(false);
            while (response is not null && repetition.Key is not null
                && await RunningRequest.IsSaidInAsync(response, cancellationToken).ConfigureAwait(false))
            {
                // The first attempt came, and runs. Asking again has no effect.
                response.Dispose();
                await Task.Delay(WaitForRunning, _channels.Time, cancellationToken).ConfigureAwait(false);
                (response, failure) = await exchange.TryAsync(cancellationToken).ConfigureAwait(false);
            }

            return (response, failure);
        }
        catch (Exception e) when (e is HttpRequestException or IOException && repetition.Key is not null && !cancellationToken.IsCancellationRequested)
        {
            // The second attempt was not made, but there was the first.
            throw new ChannelException(
                (e as ChannelException)?.Failure ?? ChannelFailure.Interrupted,
                $"The request got no answer, may have been carried out, and could not be sent again: {e.Message}",
                e)
            {
                RequestMayHaveRun = true,
            };
        }
    }
}
