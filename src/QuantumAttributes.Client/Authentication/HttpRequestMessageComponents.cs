using System.Net.Http.Headers;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Client.Channels;

namespace QuantumAttributes.Client.Authentication;

/// <summary>A request as a message signature sees it (RFC 9421 §2).</summary>
internal sealed class HttpRequestMessageComponents(HttpRequestMessage request) : IMessageComponents
{
    private readonly Uri _uri = request.RequestUri ?? throw new InvalidOperationException("The request has no URI.");

    public string? Method => request.Method.Method;

    public string? Authority => RequestOrigin.Of(_uri)[(_uri.Scheme.Length + Uri.SchemeDelimiter.Length)..];

    public string? Path => _uri.AbsolutePath;

    public string? Query => _uri.Query.Length > 0 ? _uri.Query : "?";

    public bool HasContent => request.Content is not null;

    public string? GetField(string lowerCaseName)
    {
        bool found = request.Headers.NonValidated.TryGetValues(lowerCaseName, out HeaderStringValues values)
            || request.Content?.Headers.NonValidated.TryGetValues(lowerCaseName, out values) == true;
        return found ? string.Join(", ", values.Select(value => value.Trim())) : null;
    }
}
