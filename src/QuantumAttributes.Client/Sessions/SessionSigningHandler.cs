using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Client.Authentication;
using QuantumAttributes.Client.Channels;

namespace QuantumAttributes.Client.Sessions;

/// <summary>
/// Signs each request in a session with its origin. Where the server does not take it, and says that a session would do, the request has
/// not run: it is sent again in a new session, once.
/// </summary>
internal sealed class SessionSigningHandler : DelegatingHandler
{
    // A session may end between being found and being used; one that ends so often never lives long enough for a request.
    private const int MostOpenings = 3;

    private readonly SessionPool _sessions;
    private readonly Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> _send;

    public SessionSigningHandler(SessionPool sessions)
    {
        _sessions = sessions;
        _send = base.SendAsync;
    }

    /// <summary>Not supported: without this, a synchronous call would go out unsigned.</summary>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Sessions are asynchronous. Call SendAsync.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri uri = request.RequestUri ?? throw new InvalidOperationException("The request has no URI.");
        OriginSession origin = _sessions.For(RequestOrigin.Of(uri));
        await SignedRequest.PrepareAsync(request, cancellationToken).ConfigureAwait(false);

        ClientSession session = await SignAsync(request, origin, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        // Underneath, a redirect may have led somewhere else, which our session is not for.
        if (request.RequestUri != uri || !SignInChallenge.Names(response, "session"))
            return response;
        origin.Abandon(session);

        // Nothing authenticates a 401: somebody in between may have put it in the place of an answer to a request that ran.
        if (!Repetition.IsSafe(request.Method))
            return response;
        response.Dispose();
        await SignAsync(request, origin, cancellationToken).ConfigureAwait(false);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ClientSession> SignAsync(HttpRequestMessage request, OriginSession origin, CancellationToken cancellationToken)
    {
        var transport = new ChannelTransport(_send, request.Version, request.VersionPolicy);
        for (int opened = 0; opened < MostOpenings; opened++)
        {
            ClientSession session = await origin.GetAsync(transport, cancellationToken).ConfigureAwait(false);
            SignedRequest.Replace(request.Headers, SessionTicketField.Name, session.Ticket);
            if (session.TrySign(new HttpRequestMessageComponents(request)) is { } fields)
            {
                SignedRequest.Complete(request, fields);
                return session;
            }
        }

        throw new ChannelException("The server's sessions end before a request can be signed in them.");
    }
}
