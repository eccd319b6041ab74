using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Sessions;

/// <summary>The session server beside a channel server of the same keys, documents and identities; Alice may sign in.</summary>
internal sealed class SessionTestServer : IDisposable
{
    public SessionTestServer(SessionServerOptions? options = null, params IReadOnlyList<ChannelSuite> suites)
    {
        Host = new TestServer(options: null, suites);
        Host.Admit(TestServer.Alice);
        Sessions = new SessionServer(
            options ?? new SessionServerOptions(), Host.Keys, Host.Discovery, Host.Identities, new ReferenceTickets(), ProviderSet.Default, Host.Clock);
    }

    public TestServer Host { get; }

    public SessionServer Sessions { get; }

    public SessionOpening Begin(SigningKey? signer = null, IReadOnlyList<ChannelSuite>? allowed = null) =>
        SessionOpening.Begin(Host.Discover(), signer ?? TestServer.Alice, ProviderSet.Default, Host.Clock, allowed);

    public async Task<HandshakeResult> AcceptAsync(ReadOnlyMemory<byte> request) =>
        await Sessions.AcceptAsync(request, CancellationToken.None);

    public async Task<ClientSession> OpenAsync()
    {
        using SessionOpening opening = Begin();
        HandshakeResult result = await AcceptAsync(opening.Request);
        Assert.Equal(HandshakeOutcome.Accepted, result.Outcome);
        return opening.Complete(result.Response.Span);
    }

    public void Dispose()
    {
        Sessions.Dispose();
        Host.Dispose();
    }
}
