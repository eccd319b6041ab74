using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using QuantumAttributes.AspNetCore.Idempotency;
using QuantumAttributes.AspNetCore.Policy;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Policies;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>
/// The outermost middleware: opens requests that carry a channel record, lets the application see what was sealed, and seals its
/// answers. Requests without a record pass untouched; endpoints that demand a channel refuse those.
/// </summary>
internal sealed class QuantumChannelMiddleware(
    RequestDelegate next, ChannelServer server, IdempotentRequests idempotent, IOptions<QuantumOptions> options, QuantumMetrics metrics, LimitLog limits,
    DowngradePolicy downgrade, ILogger<QuantumChannelMiddleware> logger)
{
    private readonly string _publicPathBase = options.Value.PublicPathBase;
    private readonly string _policy = new PolicyField(options.Value.PolicyMaxAge).ToString();

    // Origins of the server's own keys, so that there are only a few.
    private readonly ConcurrentDictionary<string, (string Scheme, HostString Host)> _origins = new(StringComparer.Ordinal);

    public Task InvokeAsync(HttpContext context)
    {
        StringValues field = context.Request.Headers[RequestField.Name];
        if (field.Count > 0)
            return OpenAsync(context, field);
        QuantumStatusHeader.AddWhenStarting(context);
        return next(context);
    }

    private async Task OpenAsync(HttpContext context, StringValues field)
    {
        RecordResult result = ReadHead(context) is { } head && field.Count == 1 && field[0] is { } value
            ? await server.OpenAsync(value, head, context.RequestAborted)
            : new RecordResult(RecordOutcome.Malformed);
        metrics.Record(result.Outcome);
        if (result.Request is null)
        {
            QuantumLog.RecordRefused(logger, result.Outcome, context.Request.Method, PathOf(context));
            if (result.Failure is { } failure)
                QuantumLog.StoreFailed(logger, failure);
            await RefuseAsync(context, result.Outcome);
            return;
        }

        using OpenedRequest request = result.Request;
        using CancellationTokenRegistration abortion = request.Channel.Aborted.UnsafeRegister(static state => ((HttpContext)state!).Abort(), context);
        string? policy = downgrade.Current == ChannelPolicy.Require ? _policy : null; // a waiver is nothing to be remembered, and no reason to forget
        using var response = new ChannelResponseBody(context, request, policy, logger);
        await AnswerAsync(context, request, response);
    }

    // What is over a cap was authentic, so that its client learns about its own channels only; everything else gets the one answer.
    private Task RefuseAsync(HttpContext context, RecordOutcome outcome)
    {
        switch (outcome)
        {
            case RecordOutcome.Full:
                limits.Hit(LimitNames.Channels);
                return QuantumProblem.Busy.WriteAsync(context);
            case RecordOutcome.IdentityFull:
                limits.Hit(LimitNames.ChannelsOfIdentity);
                return QuantumProblem.TooManyChannels.WriteAsync(context);
            default:
                return QuantumProblem.Channel.WriteAsync(context);
        }
    }

    private async Task AnswerAsync(HttpContext context, OpenedRequest request, ChannelResponseBody response)
    {
        if (!TryOpenHeaders(context, request, out long? length))
        {
            QuantumLog.HeadersRefused(logger);
            await RefuseAsync(context, response, QuantumProblem.Content);
            return;
        }

        await using ChannelRequestBody? body = request.OpenBody() is { } opener ? ChannelRequestBody.Open(context, opener, length) : null;
        ChannelFeatures.Confine(context, body);
        try
        {
            if (body is null || MayWaitForAnswer(context.Request, length) || await body.TryReadFirstFrameAsync(context.RequestAborted))
                await idempotent.InvokeAsync(context, request, next);
            if (body?.HasFailed != true || context.Response.HasStarted)
            {
                await response.CompleteAsync();
                return;
            }
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            // An answer outside the channel would tell the client nothing it could believe.
            await FailAsync(context, response, body, e);
            return;
        }

        QuantumLog.BodyRefused(logger);
        await RefuseAsync(context, response, QuantumProblem.Content);
    }

    // Whether the client may send its body only when it has heard something: a 100, or in HTTP/2 the answer itself. Any other body shows
    // with its first frame that it is authentic before anyone acts on the head.
    private static bool MayWaitForAnswer(HttpRequest request, long? length) =>
        request.Headers.Expect.Count > 0 || (length is null && !HttpProtocol.IsHttp11(request.Protocol) && !HttpProtocol.IsHttp10(request.Protocol));

    // As the server itself answers for an application that throws.
    private Task FailAsync(HttpContext context, ChannelResponseBody response, ChannelRequestBody? body, Exception exception)
    {
        if (body?.HasFailed != true && exception is not BadHttpRequestException)
        {
            QuantumLog.RequestFailed(logger, exception);
            return RefuseAsync(context, response, QuantumProblem.ServerError);
        }

        QuantumLog.BodyRefused(logger);
        int status = body?.HasFailed == true ? StatusCodes.Status400BadRequest : ((BadHttpRequestException)exception).StatusCode;
        switch (status)
        {
            case StatusCodes.Status400BadRequest:
                return RefuseAsync(context, response, QuantumProblem.Content);
            case StatusCodes.Status413PayloadTooLarge:
                return RefuseAsync(context, response, QuantumProblem.ContentTooLarge);
            default:
                response.Reset();
                context.Response.StatusCode = status;
                return response.CompleteAsync();
        }
    }

    private static async Task RefuseAsync(HttpContext context, ChannelResponseBody response, QuantumProblem problem)
    {
        response.Reset();
        await problem.WriteAsync(context);
        await response.CompleteAsync();
    }

    // What an outsider could change is looked at before anything is opened, and refused like any other record.
    private RequestHead? ReadHead(HttpContext context)
    {
        HttpRequest request = context.Request;
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        bool hasBody = request.ContentType == RequestHead.ContentType;
        bool bodyUnclaimed = !hasBody && (request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0);
        return target.StartsWith('/') && Ascii.IsValid(target) && !bodyUnclaimed && ChannelRequestHeaders.AreAcceptable(request.Headers)
            ? new RequestHead(request.Method, _publicPathBase + target, hasBody)
            : null;
    }

    // As it came, still encoded: what it stands for could hold line breaks.
    private static string PathOf(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];

    private bool TryOpenHeaders(HttpContext context, OpenedRequest request, out long? length)
    {
        bool hasBody = context.Request.ContentType == RequestHead.ContentType;
        if (!ChannelRequestHeaders.TryGetLength(request.Headers, hasBody, out length)
            || !ChannelRequestHeaders.TryReplace(context.Request.Headers, request.Headers))
            return false;
        (context.Request.Scheme, context.Request.Host) = _origins.GetOrAdd(request.Channel.Origin, static origin =>
        {
            var uri = new Uri(origin);
            return (uri.Scheme, HostString.FromUriComponent(uri));
        });
        context.Features.Set<IQuantumChannelFeature>(new QuantumChannelFeature(request));
        return true;
    }
}
