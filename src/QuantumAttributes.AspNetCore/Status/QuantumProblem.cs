using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace QuantumAttributes.AspNetCore.Status;

/// <summary>
/// A refusal as the wire shows it (RFC 9457): the same bytes for every cause, so that an answer tells an attacker nothing. The cause goes
/// to the log and a counter.
/// </summary>
internal sealed class QuantumProblem
{
    private const string TypePrefix = "urn:quantumattributes:problem:";

    private readonly byte[] _body;
    private readonly string? _challenge;
    private readonly int _retryAfter;

    private QuantumProblem(int status, string name, string title, string? challenge = null, int retryAfter = 0)
    {
        Status = status;
        Name = name;
        _challenge = challenge;
        _retryAfter = retryAfter;
        _body = Write(status, TypePrefix + name, title);
    }

    /// <summary>The request asks for something that is answered only in a channel.</summary>
    public static QuantumProblem ChannelRequired { get; } = new(
        StatusCodes.Status426UpgradeRequired, "channel-required", "This endpoint answers only in a quantum channel; see /.well-known/quantum.");

    /// <summary>The request's channel record was refused.</summary>
    public static QuantumProblem Channel { get; } = new(
        StatusCodes.Status401Unauthorized, "channel", "The channel record was refused.", "Quantum error=\"channel\"");

    /// <summary>The body behind an authentic record is not authentic or not whole, or the record holds headers that none may.</summary>
    public static QuantumProblem Content { get; } = new(StatusCodes.Status400BadRequest, "body", "The request is not authentic or not whole.");

    /// <summary>The handshake was refused.</summary>
    public static QuantumProblem Handshake { get; } = new(StatusCodes.Status400BadRequest, "handshake", "The handshake was refused.");

    /// <summary>The handshake used keys that are gone.</summary>
    public static QuantumProblem Keys { get; } = new(
        StatusCodes.Status401Unauthorized, "keys", "The server's keys have changed; read /.well-known/quantum again.", "Quantum error=\"keys\"");

    /// <summary>The handshake has another content type.</summary>
    public static QuantumProblem HandshakeMediaType { get; } = new(
        StatusCodes.Status415UnsupportedMediaType, "media-type", "A handshake is application/quantum-handshake.");

    /// <summary>A capability's request is not JSON by its content type.</summary>
    public static QuantumProblem JsonMediaType { get; } = new(
        StatusCodes.Status415UnsupportedMediaType, "media-type", "A capability's request is application/json.");

    /// <summary>A capability's request is not the JSON that it takes.</summary>
    public static QuantumProblem Json { get; } = new(StatusCodes.Status400BadRequest, "json", "The request is not the JSON that the capability takes.");

    /// <summary>The caller is not signed in, or not validly. The challenge, which is the endpoint's, whoever writes this adds.</summary>
    public static QuantumProblem Authentication { get; } = new(
        StatusCodes.Status401Unauthorized, "authentication", "Sign in with post-quantum cryptography.");

    /// <summary>The caller is signed in but does not satisfy the profile.</summary>
    public static QuantumProblem Forbidden { get; } = new(
        StatusCodes.Status403Forbidden, "forbidden", "The caller does not satisfy what this endpoint demands.");

    /// <summary>A web page of an origin that is not allowed connects to a hub.</summary>
    public static QuantumProblem ForeignOrigin { get; } = new(
        StatusCodes.Status403Forbidden, "origin", "Pages of this origin may not connect to this hub.");

    /// <summary>A client asks a hub in a channel for server-sent events.</summary>
    public static QuantumProblem HubTransport { get; } = new(
        StatusCodes.Status406NotAcceptable,
        "hub-transport",
        "Server-sent events are text and cannot carry a quantum channel; use WebSockets or long polling.");

    /// <summary>The body is longer than the server takes, or checks where it is signed.</summary>
    public static QuantumProblem ContentTooLarge { get; } = new(
        StatusCodes.Status413PayloadTooLarge, "content-too-large", "The content is longer than this server accepts.");

    /// <summary>The caller has sent as many signed requests as can be remembered, or begins handshakes faster than one address may.</summary>
    public static QuantumProblem TooManyRequests { get; } = new(
        StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests; try again later.", retryAfter: 10);

    /// <summary>The caller's identity has as many channels as one may have.</summary>
    public static QuantumProblem TooManyChannels { get; } = new(
        StatusCodes.Status429TooManyRequests, "too-many-channels", "The identity has too many channels; try again later.", retryAfter: 60);

    /// <summary>The server has as many handshakes, or channels, as it takes.</summary>
    public static QuantumProblem Busy { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "busy", "The server takes no more at the moment; try again later.", retryAfter: 5);

    /// <summary>The handshake did not arrive in time.</summary>
    public static QuantumProblem Timeout { get; } = new(
        StatusCodes.Status408RequestTimeout, "timeout", "The handshake did not arrive in time.");

    /// <summary>The idempotency key, or the age beside it, is malformed.</summary>
    public static QuantumProblem IdempotencyKey { get; } = new(
        StatusCodes.Status400BadRequest, "idempotency-key", "Idempotency-Key is one string in quotes, of 1 to 255 characters (RFC 9651).");

    /// <summary>The request with this idempotency key runs at this moment.</summary>
    public static QuantumProblem IdempotencyRunning { get; } = new(
        StatusCodes.Status409Conflict, "idempotency-running", "The request with this idempotency key still runs; try again for its answer.");

    /// <summary>The request with this idempotency key may have run, and its answer is not known.</summary>
    public static QuantumProblem IdempotencyMayHaveRun { get; } = new(
        StatusCodes.Status409Conflict,
        "idempotency-may-have-run",
        "The request with this idempotency key may have run; its answer is not known, and it does not run again.");

    /// <summary>The idempotency key stands for another request.</summary>
    public static QuantumProblem IdempotencyMismatch { get; } = new(
        StatusCodes.Status422UnprocessableEntity, "idempotency-mismatch", "This idempotency key stands for another request.");

    /// <summary>The identity has used as many idempotency keys as can be remembered for one.</summary>
    public static QuantumProblem TooManyIdempotencyKeys { get; } = new(
        StatusCodes.Status429TooManyRequests, "idempotency-too-many", "Too many idempotency keys; try again later.", retryAfter: 60);

    /// <summary>No more idempotency keys can be remembered.</summary>
    public static QuantumProblem IdempotencyFull { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "idempotency-full", "No more idempotency keys can be remembered now; try again later.", retryAfter: 60);

    /// <summary>The application failed inside a channel.</summary>
    public static QuantumProblem ServerError { get; } = new(
        StatusCodes.Status500InternalServerError, "server-error", "The server failed.");

    /// <summary>What the servers of the farm share cannot be used at the moment.</summary>
    public static QuantumProblem Unavailable { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "unavailable", "The server cannot do this at the moment; try again later.", retryAfter: 5);

    /// <summary>The status.</summary>
    public int Status { get; }

    /// <summary>The last part of the problem's type.</summary>
    public string Name { get; }

    /// <summary>The problem's JSON.</summary>
    public ReadOnlyMemory<byte> Body => _body;

    /// <summary>Answers a request with the problem.</summary>
    public Task WriteAsync(HttpContext context) => WriteAsync(context, TimeSpan.Zero);

    /// <summary>Answers a request with the problem and, where it is known, the time after which another may do better.</summary>
    public Task WriteAsync(HttpContext context, TimeSpan retryAfter)
    {
        WriteHead(context.Response);
        if (retryAfter > TimeSpan.Zero)
            context.Response.Headers.RetryAfter = ((long)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(_body, context.RequestAborted).AsTask();
    }

    /// <summary>Sets status and headers.</summary>
    public void WriteHead(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        response.ContentLength = _body.Length;
        response.Headers.CacheControl = "no-store";
        if (_retryAfter > 0)
            response.Headers.RetryAfter = _retryAfter.ToString(CultureInfo.InvariantCulture);
        if (_challenge is not null)
            response.Headers.Append(HeaderNames.WWWAuthenticate, _challenge);
        if (Status == StatusCodes.Status426UpgradeRequired && HttpProtocol.IsHttp11(response.HttpContext.Request.Protocol))
        {
            // RFC 9110 §15.5.22 demands the field with this status; HTTP/2 has none such.
            response.Headers.Upgrade = "quantum-channel/1";
            response.Headers.Connection = HeaderNames.Upgrade;
        }
    }

    private static byte[] Write(int status, string type, string title)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WriteString("title", title);
            writer.WriteNumber("status", status);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
