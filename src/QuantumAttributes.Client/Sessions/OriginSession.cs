using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Client.Channels;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client.Sessions;

/// <summary>The session with one origin.</summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class OriginSession(
    string origin, IdentityPins pins, IReadOnlyList<ChannelSuite> suites, SigningKey signer, ProviderSet providers, TimeProvider time)
    : Renewed<ClientSession>
{
    private readonly OriginDiscovery _discovery = new(origin, pins, policies: null, providers, time);

    protected override bool IsUsable(ClientSession opened) => opened.IsUsable;

    protected override bool IsDueForRenewal(ClientSession opened) => opened.IsDueForRenewal;

    protected override Task<ClientSession> OpenAsync(ChannelTransport transport, CancellationToken cancellationToken) =>
        _discovery.OpenAsync(transport, document => HandshakeAsync(transport, document, cancellationToken), cancellationToken);

    // Null where the server does not know the keys or the document any more.
    private async Task<ClientSession?> HandshakeAsync(ChannelTransport transport, DiscoveryDocument document, CancellationToken cancellationToken)
    {
        using SessionOpening opening = SessionOpening.Begin(document, signer, providers, time, suites);
        byte[]? answer = await transport.PostHandshakeAsync(origin, SessionServer.Path, opening.Request, cancellationToken).ConfigureAwait(false);
        return answer is null ? null : opening.Complete(answer);
    }
}
