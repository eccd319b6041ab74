using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client.Channels;

/// <summary>The channel to one origin.</summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class OriginChannel(
    string origin, IdentityPins pins, IReadOnlyList<ChannelSuite> suites, SigningKey? signer, OriginPolicies policies, ProviderSet providers,
    TimeProvider time) : Renewed<ClientChannel>
{
    private readonly OriginDiscovery _discovery = new(origin, pins, policies, providers, time);

    /// <summary>The origin.</summary>
    public string Origin => origin;

    protected override bool IsUsable(ClientChannel opened) => opened.IsUsable;

    protected override bool IsDueForRenewal(ClientChannel opened) => opened.IsDueForRenewal;

    protected override Task<ClientChannel> OpenAsync(ChannelTransport transport, CancellationToken cancellationToken) =>
        _discovery.OpenAsync(transport, document => HandshakeAsync(transport, document, cancellationToken), cancellationToken);

    // Null where the server does not know the keys or the document any more.
    private async Task<ClientChannel?> HandshakeAsync(ChannelTransport transport, DiscoveryDocument document, CancellationToken cancellationToken)
    {
        using ChannelOpening opening = ChannelOpening.Begin(document, signer, providers, time, suites);
        byte[]? answer = await transport.PostHandshakeAsync(origin, ChannelServer.Path, opening.Request, cancellationToken).ConfigureAwait(false);
        return answer is null ? null : opening.Complete(answer);
    }
}
