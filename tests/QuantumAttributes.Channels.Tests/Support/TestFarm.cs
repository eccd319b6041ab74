using Microsoft.Extensions.Time.Testing;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Channels.Tests.Support;

/// <summary>Two servers of one origin that share their channels, and clients that reach them without a network.</summary>
internal sealed class TestFarm : IDisposable
{
    private static readonly ChannelSuite[] _suites = [ChannelSuite.MLKem768X25519];

    private readonly TestServer _ground = new(); // the keys, identities and the clock of both
    private readonly AesSealer _sealer = new();

    public TestFarm(ChannelServerOptions? options = null, Func<IChannelStore, IChannelStore>? storeOfB = null)
    {
        options = (options ?? new ChannelServerOptions()) with { ReplayMode = ReplayMode.Shared, Suites = _suites };
        Store = new MemoryChannelStore(_ground.Clock);
        (DocumentsOfA, DocumentsOfB) = (Publish(), Publish());
        A = Create(options, DocumentsOfA, Store);
        B = Create(options, DocumentsOfB, storeOfB?.Invoke(Store) ?? Store);
    }

    public MemoryChannelStore Store { get; }

    public ChannelServer A { get; }

    public ChannelServer B { get; }

    public DiscoveryPublisher DocumentsOfA { get; }

    public DiscoveryPublisher DocumentsOfB { get; }

    public RotatingChannelKeySource Keys => _ground.Keys;

    public FakeTimeProvider Clock => _ground.Clock;

    public void Admit(SigningKey key, bool revoked = false) => _ground.Admit(key, revoked);

    /// <summary>Both ends of a new channel of the first server.</summary>
    public async Task<(ClientChannel Client, ServerChannel Server)> OpenAsync(SigningKey? signer = null)
    {
        using ChannelOpening opening = Begin(signer);
        HandshakeResult result = await A.AcceptAsync(opening.Request, CancellationToken.None);
        Assert.Equal(HandshakeOutcome.Accepted, result.Outcome);
        return (opening.Complete(result.Response.Span), result.Channel!);
    }

    /// <summary>A handshake with one of the servers, and how it ends.</summary>
    public async Task<HandshakeResult> AcceptAsync(ChannelServer server)
    {
        using ChannelOpening opening = Begin();
        return await server.AcceptAsync(opening.Request, CancellationToken.None);
    }

    /// <summary>A new request of the channel, sent to one of the servers.</summary>
    public static async Task<RecordResult> SendAsync(ChannelServer server, ClientChannel client) =>
        await ReceiveAsync(server, await TestServer.SealAsync(client));

    public static async Task<RecordResult> ReceiveAsync(ChannelServer server, SealedRequest request) =>
        await server.OpenAsync(request.Field.ToString(), TestServer.Head, CancellationToken.None);

    public void Dispose()
    {
        A.Dispose();
        B.Dispose();
        _ground.Dispose();
    }

    private DiscoveryPublisher Publish() => new(() => TestServer.Identity, _ground.Keys, _ground.Clock, new PublishedTerms { Suites = _suites }, Store);

    // With a document of the first server.
    private ChannelOpening Begin(SigningKey? signer = null) => ChannelOpening.Begin(
        DiscoveryDocument.Verify(DocumentsOfA.GetJws(TestServer.Origin)), signer, ProviderSet.Default, _ground.Clock);

    private ChannelServer Create(ChannelServerOptions options, DiscoveryPublisher documents, IChannelStore store) => new(
        options, _ground.Keys, documents, _ground.Identities, ProviderSet.Default, _ground.Clock, new ChannelSharing(store, _sealer));
}
