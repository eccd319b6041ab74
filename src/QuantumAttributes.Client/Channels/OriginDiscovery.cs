using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client.Channels;

/// <summary>What one origin publishes, of an identity that the client takes for the right one; read again when it is over.</summary>
/// <remarks>One call at a time.</remarks>
/// <param name="origin">The origin.</param>
/// <param name="pins">Whom the client takes for the right one.</param>
/// <param name="policies">What learns the origin's policy; null where the client means to talk to it outside channels.</param>
/// <param name="providers">Cryptography.</param>
/// <param name="time">The clock.</param>
internal sealed class OriginDiscovery(string origin, IdentityPins pins, OriginPolicies? policies, ProviderSet providers, TimeProvider time)
{
    private DiscoveryDocument? _document;
    private DateTimeOffset _lastIssued;

    /// <summary>
    /// Opens something with the origin's document. Where the server does not know its keys or the document any more (null), it is read
    /// again, once.
    /// </summary>
    /// <exception cref="ChannelException">There is no document of the right identity, or the server refused the handshake.</exception>
    public async Task<T> OpenAsync<T>(ChannelTransport transport, Func<DiscoveryDocument, Task<T?>> handshake, CancellationToken cancellationToken)
        where T : class
    {
        DiscoveryDocument document = await DiscoverAsync(transport, cancellationToken).ConfigureAwait(false);
        if (await handshake(document).ConfigureAwait(false) is { } opened)
            return opened;

        _document = null; // its keys are gone: the one time that it is read again
        document = await DiscoverAsync(transport, cancellationToken).ConfigureAwait(false);
        return await handshake(document).ConfigureAwait(false)
            ?? throw new ChannelException(
                ChannelFailure.HandshakeRefused, $"{origin} does not know the keys that it publishes: it refused the handshake twice with 401.");
    }

    private async Task<DiscoveryDocument> DiscoverAsync(ChannelTransport transport, CancellationToken cancellationToken)
    {
        if (_document is { } known && known.IsValidAt(time.GetUtcNow()))
            return known;
        string jws = await transport.GetDiscoveryAsync(origin, cancellationToken).ConfigureAwait(false);
        DiscoveryDocument document = DiscoveryDocument.Verify(jws, providers);
        if (document.Origin != origin)
        {
            throw new ChannelException(
                ChannelFailure.WrongOrigin,
                $"{origin} answers with the discovery document of {document.Origin}. Use that address, or add {origin} to the server's quantum.Origins.");
        }

        CheckTime(document);
        pins.Check(document, time.GetUtcNow(), providers);
        policies?.Learn(document);
        (_document, _lastIssued) = (document, document.IssuedAt);
        return document;
    }

    private void CheckTime(DiscoveryDocument document)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (!document.IsValidAt(now))
        {
            throw new ChannelException(
                ChannelFailure.Clock,
                $"The discovery document of {origin} is valid from {document.IssuedAt:u} to {document.ExpiresAt:u}; here it is {now:u}. Compare the clocks.");
        }

        if (document.IssuedAt < _lastIssued)
        {
            throw new ChannelException(
                ChannelFailure.Clock,
                $"The discovery document of {origin} was issued {document.IssuedAt:u}, before one that was seen already ({_lastIssued:u}): an old one, "
                + "or the server's clock was set back.");
        }
    }
}
