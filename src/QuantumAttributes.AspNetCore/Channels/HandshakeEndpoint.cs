using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary><c>POST /.well-known/quantum/channel</c>: one request, one answer, a channel.</summary>
internal sealed class HandshakeEndpoint(ChannelServer server, QuantumMetrics metrics, ILogger<HandshakeEndpoint> logger)
{
    public async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.ContentType != ChannelServer.ContentType)
        {
            await QuantumProblem.HandshakeMediaType.WriteAsync(context);
            return;
        }

        HandshakeResult result = await ReadAsync(context.Request) is { } message
            ? await server.AcceptAsync(message, context.RequestAborted)
            : new HandshakeResult(HandshakeOutcome.Malformed);
        metrics.Handshake(result.Outcome);
        if (result.Channel is { } channel)
        {
            QuantumLog.ChannelOpened(logger, channel.Id.ToString(), channel.Origin, channel.ClientKeyId?.ToString());
            context.Response.ContentType = ChannelServer.ContentType;
            context.Response.ContentLength = result.Response.Length;
            context.Response.Headers.CacheControl = "no-store, no-transform";
            await context.Response.Body.WriteAsync(result.Response, context.RequestAborted);
            return;
        }

        QuantumLog.HandshakeRefused(logger, result.Outcome);
        if (result.Failure is { } failure)
        {
            QuantumLog.StoreFailed(logger, failure);
            await QuantumProblem.Unavailable.WriteAsync(context);
            return;
        }

        await (result.IsStale ? QuantumProblem.Keys : QuantumProblem.Handshake).WriteAsync(context);
    }

    // No handshake is longer than this, so no more is ever held: null where there is more, or no whole body.
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > ChannelServer.MaxHandshakeSize)
            return null;
        var buffer = new byte[ChannelServer.MaxHandshakeSize + 1];
        try
        {
            int length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
            return length < buffer.Length ? buffer.AsMemory(0, length) : null;
        }
        catch (BadHttpRequestException)
        {
            return null; // chunks that are none
        }
    }
}
