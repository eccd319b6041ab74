using System.Web;

namespace QuantumAttributes.Integration.Tests.Hubs;

/// <summary>Sends the requests of a hub's transport through an HttpClient, and keeps the connection token that they name.</summary>
internal sealed class Forwarding(HttpClient client) : HttpMessageHandler
{
    public string? Token { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Token = HttpUtility.ParseQueryString(request.RequestUri!.Query)["id"] ?? Token;
        using var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach ((string name, IEnumerable<string> values) in request.Headers)
            copy.Headers.TryAddWithoutValidation(name, values);
        if (request.Content is not null)
            copy.Content = new ByteArrayContent(await request.Content.ReadAsByteArrayAsync(cancellationToken));
        return await client.SendAsync(copy, cancellationToken);
    }
}
