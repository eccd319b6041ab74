using System.Net.Http.Headers;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Sessions;

/// <summary>A session of which a test sends the requests itself, changed as it likes.</summary>
internal sealed class RawSession : IDisposable
{
    private RawSession(ClientSession session) => Session = session;

    public ClientSession Session { get; }

    public static async Task<RawSession> OpenAsync(QuantumServer server, SigningKey key, TimeProvider? time = null)
    {
        using HttpClient http = server.CreatePlainClient();
        using SessionOpening opening = await BeginAsync(server, key, time);
        using HttpResponseMessage response = await PostHandshakeAsync(http, opening.Request.ToArray());
        response.EnsureSuccessStatusCode();
        return new RawSession(opening.Complete(await response.Content.ReadAsByteArrayAsync()));
    }

    /// <summary>A handshake that has not been sent.</summary>
    public static async Task<SessionOpening> BeginAsync(QuantumServer server, SigningKey key, TimeProvider? time = null)
    {
        using HttpClient http = server.CreatePlainClient();
        DiscoveryDocument document = DiscoveryDocument.Verify(await http.GetStringAsync(DiscoveryDocument.Path));
        return SessionOpening.Begin(document, key, ProviderSet.Default, time ?? server.Time);
    }

    public static Task<HttpResponseMessage> PostHandshakeAsync(HttpClient http, byte[] message, string contentType = ChannelServer.ContentType)
    {
        var content = new ByteArrayContent(message);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return http.PostAsync(SessionServer.Path, content);
    }

    /// <summary>The message with the session's ticket, as its signature covers it.</summary>
    public RequestSignatureFields Sign(SignedRequest message) =>
        Session.TrySign(new Ticketed(message, Session.Ticket)) ?? throw new InvalidOperationException("The session has ended.");

    /// <summary>A request with these fields; <see cref="HttpRequestMessage"/> may be sent once, so each call makes another.</summary>
    public HttpRequestMessage Wrap(SignedRequest message, RequestSignatureFields fields, string? target = null, byte[]? content = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(message.Method), target ?? message.Target);
        request.Headers.TryAddWithoutValidation(SessionTicketField.Name, Session.Ticket);
        request.Headers.TryAddWithoutValidation("Signature-Input", fields.SignatureInput);
        request.Headers.TryAddWithoutValidation("Signature", fields.Signature);
        if (message.Content is not null)
        {
            request.Headers.TryAddWithoutValidation("Content-Digest", message.GetField("content-digest"));
            request.Content = new ByteArrayContent(content ?? message.Content) { Headers = { ContentType = new MediaTypeHeaderValue(SignedRequest.ContentType) } };
        }

        return request;
    }

    public HttpRequestMessage Create(SignedRequest message) => Wrap(message, Sign(message));

    public void Dispose() => Session.Dispose();

    private sealed class Ticketed(SignedRequest message, string ticket) : IMessageComponents
    {
        public string? Method => message.Method;

        public string? Authority => message.Authority;

        public string? Path => message.Path;

        public string? Query => message.Query;

        public bool HasContent => message.HasContent;

        public string? GetField(string lowerCaseName) =>
            lowerCaseName == SessionTicketField.ComponentName ? ticket : message.GetField(lowerCaseName);
    }
}
