using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using QuantumAttributes.Channels.MessageSignatures;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>
/// A request as a message signature sees it (RFC 9421 §2): its authority and target as the client sent them, not as a proxy rewrote them or
/// the application sees them.
/// </summary>
internal sealed class HttpRequestComponents(HttpRequest request, string? authority, string publicPathBase) : IMessageComponents
{
    private readonly string _target = publicPathBase + request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    public string? Method => request.Method;

    public string? Authority => authority;

    public string? Path => _target.IndexOf('?') is >= 0 and var mark ? _target[..mark] : _target;

    public string? Query => _target.IndexOf('?') is >= 0 and var mark ? _target[mark..] : "?";

    public bool HasContent =>
        request.ContentLength is { } length ? length > 0 : request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;

    // Of one line, such as a signature of some kilobytes, there is no copy.
    public string? GetField(string lowerCaseName) => request.Headers[lowerCaseName] switch
    {
        { Count: 0 } => null,
        { Count: 1 } line => line[0]?.Trim() ?? "",
        var lines => string.Join(", ", lines.Select(line => line?.Trim())),
    };
}
