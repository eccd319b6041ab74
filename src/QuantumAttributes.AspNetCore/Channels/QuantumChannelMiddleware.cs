using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>
/// The outermost middleware: opens requests that carry a channel record, lets the application see what was sealed, and seals its
/// answers. Requests without a record pass untouched; endpoints that demand a channel refuse those.
/// </summary>
internal sealed class QuantumChannelMiddleware(
    RequestDelegate next, ChannelServer server, IOptions<QuantumOptions> options, QuantumMetrics metrics, LimitLog limits,
    ILogger<QuantumChannelMiddleware> logger)
{
    private readonly string _publicPathBase = options.Value.PublicPathBase;

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
        await using var response = new ChannelResponseBody(context, request, logger);
        context.Features.Set<IHttpResponseBodyFeature>(response);
        QuantumStatusHeader.AddWhenStarting(context);
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

        await using ChannelRequestBody? body = request.OpenBody() is { } opener
            ? new ChannelRequestBody(context.Request.Body, opener, length)
            : null;
        ChannelFeatures.Confine(context, body);
        try
        {
            if (body is null || await body.TryReadFirstFrameAsync(context.RequestAborted))
                await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            // An answer outside the channel would tell the client nothing it could believe.
            await RefuseAsync(context, response, Judge(e, body));
            return;
        }

        if (body?.HasFailed == true)
        {
            QuantumLog.BodyRefused(logger);
            if (!context.Response.HasStarted)
            {
                await RefuseAsync(context, response, QuantumProblem.Content);
                return;
            }
        }

        await response.CompleteAsync();
    }

    private QuantumProblem Judge(Exception exception, ChannelRequestBody? body)
    {
        if (exception is BadHttpRequestException || body?.HasFailed == true)
        {
            QuantumLog.BodyRefused(logger);
            bool tooLarge = exception is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge };
            return tooLarge ? QuantumProblem.ContentTooLarge : QuantumProblem.Content;
        }

        QuantumLog.RequestFailed(logger, exception);
        return QuantumProblem.ServerError;
    }

    private static async Task RefuseAsync(HttpContext context, ChannelResponseBody response, QuantumProblem problem)
    {
        context.Response.Clear();
        await response.ResetAsync();
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

    private static bool TryOpenHeaders(HttpContext context, OpenedRequest request, out long? length)
    {
        if (!ChannelRequestHeaders.TryGetLength(request.Headers, out length)
            || !ChannelRequestHeaders.TryReplace(context.Request.Headers, request.Headers))
            return false;
        var origin = new Uri(request.Channel.Origin);
        context.Request.Scheme = origin.Scheme;
        context.Request.Host = HostString.FromUriComponent(origin);
        context.Features.Set<IQuantumChannelFeature>(new QuantumChannelFeature(request));
        return true;
    }
}
