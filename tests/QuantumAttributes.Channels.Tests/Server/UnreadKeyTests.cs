using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Server;

/// <summary>Handshakes to a key that another server of the farm made, and this one has not read yet.</summary>
public sealed class UnreadKeyTests : IDisposable
{
    private readonly TestServer _other = new();
    private readonly LaggingKeys _keys;
    private readonly DiscoveryPublisher _documents;
    private readonly ChannelServer _server;

    public UnreadKeyTests()
    {
        _keys = new LaggingKeys(_other.Keys);
        _documents = new DiscoveryPublisher(() => TestServer.Identity, _keys, _other.Clock, new PublishedTerms { Suites = Options.Suites });
        _server = new ChannelServer(Options, _keys, _other.Discovery, null, ProviderSet.Default, _other.Clock);
    }

    private static ChannelServerOptions Options { get; } = new() { Suites = [ChannelSuite.MLKem768X25519] };

    [Fact]
    public async Task Given_AHandshakeToAnUnreadKey_When_TheSourceLooks_Expect_AChannel()
    {
        using ChannelOpening opening = _other.Begin();
        _keys.Hide(_other.Key.Id);

        HandshakeResult result = await _server.AcceptAsync(opening.Request, CancellationToken.None);

        Assert.Equal(HandshakeOutcome.Accepted, result.Outcome);
        Assert.Equal(1, _keys.Asked);
    }

    [Fact]
    public async Task Given_AHandshakeToAnUnreadKey_When_TheSourceMayNotLookYet_Expect_UnknownKey()
    {
        using ChannelOpening opening = _other.Begin();
        _keys.Hide(_other.Key.Id);
        _keys.Looks = false;

        Assert.Equal(HandshakeOutcome.UnknownKey, (await _server.AcceptAsync(opening.Request, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task Given_AHandshakeToAKeyThatIsThere_When_ItComes_Expect_NobodyAskedToLook()
    {
        using ChannelOpening opening = _other.Begin();

        await _server.AcceptAsync(opening.Request, CancellationToken.None);
        await _server.AcceptAsync(new byte[ChannelServer.MaxHandshakeSize], CancellationToken.None);

        Assert.Equal(0, _keys.Asked);
    }

    // What a client that read another server's document comes back for: nothing older than that.
    [Fact]
    public async Task Given_ADocumentOfAnotherServer_When_ItsHandshakeIsRefused_Expect_ANewerDocumentHere()
    {
        using var server = new ChannelServer(Options, _keys, _documents, null, ProviderSet.Default, _other.Clock);
        _documents.GetDocument(TestServer.Origin);
        _other.Clock.Advance(TimeSpan.FromSeconds(60));
        DiscoveryDocument seen = _other.Discover();
        using ChannelOpening opening = _other.Begin();
        _other.Clock.Advance(TimeSpan.FromSeconds(1));

        HandshakeResult result = await server.AcceptAsync(opening.Request, CancellationToken.None);

        Assert.Equal(HandshakeOutcome.UnknownDocument, result.Outcome);
        Assert.True(_documents.GetDocument(TestServer.Origin).IssuedAt >= seen.IssuedAt);
    }

    public void Dispose()
    {
        _server.Dispose();
        _other.Dispose();
    }
}
