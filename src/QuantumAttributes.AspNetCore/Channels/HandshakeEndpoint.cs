using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Sessions;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>
/// <c>POST /.well-known/quantum/channel</c> and <c>/session</c>: one request, one answer, a channel or a session; within the limits of
/// <see cref="QuantumLimitOptions"/>.
/// </summary>
internal sealed class HandshakeEndpoint(
    ChannelServer channels, SessionServer sessions, HandshakeLimiter limiter, LimitLog limits, QuantumMetrics metrics,
    IOptions<QuantumOptions> options, TimeProvider time, ILogger<HandshakeEndpoint> logger)
{
    private readonly TimeSpan _timeout = options.Value.Limits.HandshakeTimeout;

    private delegate ValueTask<HandshakeResult> Acceptance(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>Answers a handshake for a channel.</summary>
    public Task AnswerAsync(HttpContext context) => AnswerAsync(context, ChannelPurpose.Http, channels.AcceptAsync);

    /// <summary>Answers a handshake for a session.</summary>
    public Task AnswerSessionAsync(HttpContext context) => AnswerAsync(context, ChannelPurpose.Session, sessions.AcceptAsync);

    private async Task AnswerAsync(HttpContext context, ChannelPurpose purpose, Acceptance accept)
    {
        if (context.Request.ContentType != ChannelServer.ContentType)
        {
            await QuantumProblem.HandshakeMediaType.WriteAsync(context);
            return;
        }

        using RateLimitLease begun = limiter.Begin(context);
        if (!begun.IsAcquired)
        {
            begun.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan retryAfter);
            await RefuseAsync(context, LimitNames.HandshakeRate, QuantumProblem.TooManyRequests, retryAfter);
            return;
        }

        using RateLimitLease entered = limiter.Enter();
        if (!entered.IsAcquired)
        {
            await RefuseAsync(context, LimitNames.HandshakesPending, QuantumProblem.Busy);
            return;
        }

        using var deadline = new CancellationTokenSource(_timeout, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        (ReadOnlyMemory<byte>? message, bool late) = await ReadAsync(context.Request, ended.Token);
        if (late)
        {
            context.Response.Headers.Connection = "close"; // the rest of the body is not waited for
            await RefuseAsync(context, LimitNames.HandshakeTime, QuantumProblem.Timeout);
            return;
        }

        await ComputeAsync(context, purpose, accept, message, ended.Token);
    }

    private async Task ComputeAsync(
        HttpContext context, ChannelPurpose purpose, Acceptance accept, ReadOnlyMemory<byte>? message, CancellationToken ended)
    {
        HandshakeResult result;
        if (message is null)
        {
            result = new HandshakeResult(HandshakeOutcome.Malformed);
        }
        else
        {
            using RateLimitLease? turn = await limiter.ComputeAsync(ended);
            if (turn is not { IsAcquired: true })
            {
                await RefuseAsync(context, LimitNames.HandshakeQueue, QuantumProblem.Busy);
                return;
            }

            result = await accept(message.Value, context.RequestAborted);
        }

        metrics.Handshake(result.Outcome, purpose);
        await AnswerAsync(context, result);
    }

    private async Task AnswerAsync(HttpContext context, HandshakeResult result)
    {
        if (result.Outcome == HandshakeOutcome.Accepted)
        {
            LogOpened(result);
            context.Response.ContentType = ChannelServer.ContentType;
            context.Response.ContentLength = result.Response.Length;
            context.Response.Headers.CacheControl = "no-store, no-transform";
            await context.Response.Body.WriteAsync(result.Response, context.RequestAborted);
            return;
        }

        QuantumLog.HandshakeRefused(logger, result.Outcome);
        switch (result.Outcome)
        {
            case HandshakeOutcome.Full:
                await RefuseAsync(context, LimitNames.Channels, QuantumProblem.Busy);
                break;
            case HandshakeOutcome.IdentityFull:
                await RefuseAsync(context, LimitNames.ChannelsOfIdentity, QuantumProblem.TooManyChannels);
                break;
            case HandshakeOutcome.StoreFailed:
                QuantumLog.StoreFailed(logger, result.Failure!);
                await QuantumProblem.Unavailable.WriteAsync(context);
                break;
            default:
                await (result.IsStale ? QuantumProblem.Keys : QuantumProblem.Handshake).WriteAsync(context);
                break;
        }
    }

    private void LogOpened(HandshakeResult result)
    {
        if (result.Channel is { } channel)
            QuantumLog.ChannelOpened(logger, channel.Id.ToString(), channel.Origin, channel.ClientKeyId?.ToString());
        if (result.Session is { } session)
            QuantumLog.SessionOpened(logger, session.Origin, session.ClientKeyId.ToString());
    }

    private Task RefuseAsync(HttpContext context, string limit, QuantumProblem problem, TimeSpan retryAfter = default)
    {
        limits.Hit(limit);
        return problem.WriteAsync(context, retryAfter);
    }

    // No handshake is longer than this, so no more is ever held: null where there is more, or no whole body. Late where it did not come in time.
    private static async Task<(ReadOnlyMemory<byte>? Message, bool Late)> ReadAsync(HttpRequest request, CancellationToken ended)
    {
        if (request.ContentLength > ChannelServer.MaxHandshakeSize)
            return (null, false);
        var buffer = new byte[(request.ContentLength ?? ChannelServer.MaxHandshakeSize) + 1];
        try
        {
            int length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ended);
            return (length < buffer.Length ? buffer.AsMemory(0, length) : null, false);
        }
        catch (OperationCanceledException) when (!request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return (null, true);
        }
        catch (BadHttpRequestException e)
        {
            return (null, e.StatusCode == StatusCodes.Status408RequestTimeout); // otherwise chunks that are none
        }
    }
}
