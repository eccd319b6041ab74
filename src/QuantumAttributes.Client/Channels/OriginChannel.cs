using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client.Channels;

/// <summary>
/// The channel to one origin: opened at the first request, renewed at 80 % of its life by one request while the others go on
/// (protocol.md §3, "Renewal").
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class OriginChannel(
    string origin, IdentityPins pins, IReadOnlyList<ChannelSuite> suites, SigningKey? signer, OriginPolicies policies, ProviderSet providers,
    TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private volatile ClientChannel? _current;
    private DiscoveryDocument? _document;
    private DateTimeOffset _lastIssued;

    /// <summary>The origin.</summary>
    public string Origin => origin;

    /// <summary>The channel to send the next request in.</summary>
    /// <exception cref="ChannelException">No channel could be opened.</exception>
    public async ValueTask<ClientChannel> GetAsync(ChannelTransport transport, CancellationToken cancellationToken)
    {
        if (_current is { IsUsable: true } current)
        {
            // While one request renews the channel the others go on in the old one.
            if (!current.IsDueForRenewal || !await _opening.WaitAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false))
                return current;
        }
        else
        {
            await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return _current is { IsUsable: true, IsDueForRenewal: false } fresh ? fresh : await ReplaceAsync(transport, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Gives up a channel that the server does not know any more.</summary>
    public void Abandon(ClientChannel channel)
    {
        Interlocked.CompareExchange(ref _current, null, channel); // first, so that nobody is given a channel that is closed
        channel.Dispose();
    }

    public void Dispose()
    {
        _current?.Dispose();
        _opening.Dispose();
    }

    private async Task<ClientChannel> ReplaceAsync(ChannelTransport transport, CancellationToken cancellationToken)
    {
        ClientChannel? old = _current;
        try
        {
            ClientChannel opened = await OpenAsync(transport, cancellationToken).ConfigureAwait(false);
            _current = opened;
            old?.Dispose();
            return opened;
        }
        catch (Exception e) when (e is ChannelException or HttpRequestException && old is { IsUsable: true })
        {
            return old; // it is as strong as the one that could not be opened, and the next request tries again
        }
    }

    private async Task<ClientChannel> OpenAsync(ChannelTransport transport, CancellationToken cancellationToken)
    {
        DiscoveryDocument document = await DiscoverAsync(transport, cancellationToken).ConfigureAwait(false);
        ClientChannel? channel = await HandshakeAsync(transport, document, cancellationToken).ConfigureAwait(false);
        if (channel is not null)
            return channel;

        _document = null; // its keys are gone: the one time that it is read again
        document = await DiscoverAsync(transport, cancellationToken).ConfigureAwait(false);
        return await HandshakeAsync(transport, document, cancellationToken).ConfigureAwait(false)
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
        policies.Learn(document);
        (_document, _lastIssued) = (document, document.IssuedAt);
        return document;
    }

    // Null where the server does not know the keys or the document any more.
    private async Task<ClientChannel?> HandshakeAsync(ChannelTransport transport, DiscoveryDocument document, CancellationToken cancellationToken)
    {
        using ChannelOpening opening = ChannelOpening.Begin(document, signer, providers, time, suites);
        byte[]? answer = await transport.PostHandshakeAsync(origin, opening.Request, cancellationToken).ConfigureAwait(false);
        return answer is null ? null : opening.Complete(answer);
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
