using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Benchmarks.Channels;

/// <summary>A server of channels in this process: its keys are of a source that nobody else has, and there is no wire.</summary>
internal sealed class LocalServer : IDisposable
{
    private const string Origin = "https://bank.example";

    private readonly SigningKey _identity = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
    private readonly RotatingChannelKeySource _keys = new(ChannelSuite.All, ProviderSet.Default, TimeProvider.System);
    private readonly DiscoveryDocument _document;

    public LocalServer()
    {
        var discovery = new DiscoveryPublisher(() => _identity, _keys, TimeProvider.System);
        var options = new ChannelServerOptions { MaxFramePlaintext = Frame.MaxPlaintext, MaxProvisionalChannels = 1_000_000 };
        Channels = new ChannelServer(options, _keys, discovery, identities: null, ProviderSet.Default, TimeProvider.System);
        _document = DiscoveryDocument.Verify(discovery.GetJwsAsync(Origin, default).AsTask().GetAwaiter().GetResult());
    }

    public ChannelServer Channels { get; }

    /// <summary>Begins a handshake.</summary>
    public ChannelOpening Begin() => ChannelOpening.Begin(_document, signer: null, ProviderSet.Default, TimeProvider.System);

    /// <summary>Accepts a handshake.</summary>
    public HandshakeResult Accept(ChannelOpening opening) => Channels.AcceptAsync(opening.Request, default).AsTask().GetAwaiter().GetResult();

    /// <summary>Opens a channel.</summary>
    public ClientChannel Open()
    {
        using ChannelOpening opening = Begin();
        return opening.Complete(Accept(opening).Response.Span);
    }

    public void Dispose()
    {
        Channels.Dispose();
        _keys.Dispose();
        _identity.Dispose();
    }
}
