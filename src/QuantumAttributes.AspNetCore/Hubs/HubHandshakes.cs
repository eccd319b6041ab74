using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>The handshakes on hubs' connections, and their renewals, within the limits of <see cref="QuantumLimitOptions"/>.</summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class HubHandshakes(
    HubServer hubs, HandshakeLimiter limiter, LimitLog limits, QuantumMetrics metrics, IOptions<QuantumOptions> options, TimeProvider time)
{
    private static readonly TimeSpan _fullQueue = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan _timeout = options.Value.Limits.HandshakeTimeout;

    /// <summary>Reads the message that opens a connection, and answers it.</summary>
    public async ValueTask<HandshakeResult> ReceiveAsync(HttpContext context, PipeReader input, string path, CancellationToken closed)
    {
        using RateLimitLease begun = limiter.Begin(context);
        if (!begun.IsAcquired)
            return Refuse(LimitNames.HandshakeRate);
        using RateLimitLease entered = limiter.Enter();
        if (!entered.IsAcquired)
            return Refuse(LimitNames.HandshakesPending);
        using var deadline = new CancellationTokenSource(_timeout, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, closed);
        byte[]? message;
        try
        {
            message = await HubMessage.ReadAsync(input, ended.Token);
        }
        catch (OperationCanceledException) when (!closed.IsCancellationRequested)
        {
            return Refuse(LimitNames.HandshakeTime);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or WebSocketException)
        {
            message = null; // the client has gone
        }

        return message is null
            ? Count(new HandshakeResult(HandshakeOutcome.Malformed))
            : await AcceptAsync(message, path, ended.Token);
    }

    /// <summary>Answers a renewal. It is no new client: it waits for its turn at computing as long as the channel lives.</summary>
    public async ValueTask<HandshakeResult> RenewAsync(ServerHubChannel channel, ReadOnlyMemory<byte> message, CancellationToken closed)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(channel.Ended, closed);
        while (!ended.IsCancellationRequested)
        {
            using RateLimitLease? turn = await limiter.ComputeAsync(ended.Token);
            if (turn is { IsAcquired: true })
                return Count(await hubs.RenewAsync(channel, message, ended.Token));
            await Task.Delay(_fullQueue, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return new HandshakeResult(HandshakeOutcome.Full);
    }

    private async ValueTask<HandshakeResult> AcceptAsync(byte[] message, string path, CancellationToken ended)
    {
        using RateLimitLease? turn = await limiter.ComputeAsync(ended);
        return turn is { IsAcquired: true } ? Count(await hubs.AcceptAsync(message, path, ended)) : Refuse(LimitNames.HandshakeQueue);
    }

    private HandshakeResult Refuse(string limit)
    {
        limits.Hit(limit);
        return new HandshakeResult(HandshakeOutcome.Full);
    }

    private HandshakeResult Count(HandshakeResult result)
    {
        metrics.Handshake(result.Outcome, ChannelPurpose.Hub);
        return result;
    }
}
