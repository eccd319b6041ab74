using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.AspNetCore.Idempotency;

/// <summary>
/// Lets a request with a sealed <c>Idempotency-Key</c> run at most once for the identity that signed in to its channel (protocol.md §4).
/// Every other request passes untouched. It stands outside routing: what does not run reaches nothing of the application.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class IdempotentRequests(
    IIdempotencyStore store, ChannelServer channels, IOptions<QuantumOptions> options, QuantumMetrics metrics, ILogger<IdempotentRequests> logger)
{
    private const string SoonAgain = "1";
    private const string LaterAgain = "60";

    private readonly IdempotencyOptions _options = options.Value.Idempotency;
    private readonly string _publicPathBase = options.Value.PublicPathBase;
    private readonly bool _shares = options.Value.Channels.ReplayMode == ReplayMode.Shared;

    /// <summary>Answers a channel's request, whose headers are in place and of whose body the first frame is authentic.</summary>
    public Task InvokeAsync(HttpContext context, OpenedRequest request, RequestDelegate next)
    {
        bool counts = request.Identity is not null && !IsSafe(context.Request.Method) && request.Headers.Contains("idempotency-key");
        return counts ? AnswerAsync(context, request, next) : next(context);
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private async Task AnswerAsync(HttpContext context, OpenedRequest request, RequestDelegate next)
    {
        if (!TryReadFields(request, out string? key, out IdempotencyAge? age))
        {
            await QuantumProblem.IdempotencyKey.WriteAsync(context);
            return;
        }

        MemoryStream? content = await HeldContent.ReadAsync(context.Request, _options.MaxContentLength, context.RequestAborted);
        if (content is null)
        {
            await QuantumProblem.ContentTooLarge.WriteAsync(context);
            return;
        }

        string target = _publicPathBase + context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var use = new IdempotentRequest
        {
            Identity = request.Identity!.KeyId,
            Key = key,
            Fingerprint = HeldContent.Fingerprint(request, context.Request.Method, target, content),
            Age = age is null ? null : TimeSpan.FromSeconds(age.Seconds),
            FirstSentHere = WasFirstSentHere(age),
        };
        if (await BeginAsync(use) is not { } decision)
            await QuantumProblem.Unavailable.WriteAsync(context);
        else if (decision.Verdict == IdempotencyVerdict.Run)
            await RunAsync(context, request, use, next);
        else if (decision is { Verdict: IdempotencyVerdict.Answered, Answer: { } answer })
            await RepeatAsync(context.Response, answer);
        else
            await RefuseAsync(context, decision.Verdict);
    }

    // Null where the store cannot say whether it has run.
    private async Task<IdempotencyDecision?> BeginAsync(IdempotentRequest use)
    {
        try
        {
            IdempotencyDecision decision = await store.BeginAsync(use, CancellationToken.None);
            metrics.Idempotency(decision.Verdict.ToString());
            return decision;
        }
        catch (ChannelStoreException e)
        {
            metrics.Idempotency("StoreFailed");
            QuantumLog.StoreFailed(logger, e);
            return null;
        }
    }

    // Where servers share their channels, the first attempt may have gone to another in any of them.
    private bool? WasFirstSentHere(IdempotencyAge? age)
    {
        if (age is null)
            return null;
        if (_shares)
            return false;
        return age.FirstChannel is { } first ? channels.HasOpened(first) : null;
    }

    private static bool TryReadFields(OpenedRequest request, [NotNullWhen(true)] out string? key, out IdempotencyAge? age)
    {
        age = null;
        if (!IdempotencyKeyField.TryRead(request.Headers.Fields["idempotency-key"], out key))
            return false;
        return !request.Headers.Fields.TryGetValue("idempotency-age", out IReadOnlyList<string>? lines)
            || (age = IdempotencyAge.Parse(lines)) is not null;
    }

    private async Task RunAsync(HttpContext context, OpenedRequest request, IdempotentRequest use, RequestDelegate next)
    {
        IFeatureCollection features = context.Features;
        var connection = features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        var outer = features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var effect = new QuantumIdempotencyFeature(use.Key);
        KeptAnswer? answer = null;
        using var lifetime = new UninterruptedLifetime(connection, request.Channel.Aborted);
        await using var recording = new AnswerRecording(context, _options.MaxAnswerLength, connection.RequestAborted);
        features.Set<IHttpRequestLifetimeFeature>(lifetime);
        features.Set<IHttpResponseBodyFeature>(recording);
        features.Set<IQuantumIdempotencyFeature>(effect);
        try
        {
            await next(context);
            answer = await recording.FinishAsync();
        }
        finally
        {
            features.Set(connection);
            features.Set(outer);
            await EndAsync(use, answer, effect.IsWithoutEffect);
        }
    }

    // What has run has an answer, and the client gets it although it cannot be kept: the key stays one that may have run.
    private async Task EndAsync(IdempotentRequest use, KeptAnswer? answer, bool withoutEffect)
    {
        try
        {
            await TellEndAsync(use, answer, withoutEffect);
        }
        catch (ChannelStoreException e)
        {
            metrics.Idempotency("StoreFailed");
            QuantumLog.StoreFailed(logger, e);
        }
    }

    private async Task TellEndAsync(IdempotentRequest use, KeptAnswer? answer, bool withoutEffect)
    {
        if (withoutEffect)
        {
            await store.WithdrawAsync(use);
        }
        else if (answer is not null)
        {
            await store.KeepAsync(use, answer);
        }
        else
        {
            QuantumLog.AnswerNotKept(logger);
            await store.BreakOffAsync(use);
        }
    }

    private static async Task RepeatAsync(HttpResponse response, KeptAnswer answer)
    {
        response.StatusCode = answer.Status;
        foreach ((string name, IReadOnlyList<string> values) in answer.Headers.Fields)
            response.Headers[name] = new StringValues([.. values]);
        if (!answer.Body.IsEmpty)
            await response.Body.WriteAsync(answer.Body, response.HttpContext.RequestAborted);
    }

    private Task RefuseAsync(HttpContext context, IdempotencyVerdict verdict)
    {
        QuantumLog.IdempotentRequestRefused(logger, verdict);
        (QuantumProblem problem, string? retryAfter) = verdict switch
        {
            IdempotencyVerdict.Running => (QuantumProblem.IdempotencyRunning, SoonAgain),
            IdempotencyVerdict.Mismatch => (QuantumProblem.IdempotencyMismatch, null),
            IdempotencyVerdict.IdentityFull => (QuantumProblem.TooManyIdempotencyKeys, LaterAgain),
            IdempotencyVerdict.Full => (QuantumProblem.IdempotencyFull, LaterAgain),
            _ => (QuantumProblem.IdempotencyMayHaveRun, (string?)null),
        };
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return problem.WriteAsync(context);
    }
}
