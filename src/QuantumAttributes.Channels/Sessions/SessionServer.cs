using System.Security.Cryptography;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Sessions;

/// <summary>
/// The server's end of session handshakes (protocol.md §6): checks the client's key, and answers with a ticket. It keeps no state of a
/// session. What comes of the ticket, <see cref="SessionTicketOpener"/> says. Bytes in, bytes out.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
public sealed class SessionServer : IDisposable
{
    /// <summary>The path of the handshake. Its messages and their media type are those of channels.</summary>
    public const string Path = "/.well-known/quantum/session";

    private readonly SessionServerOptions _options;
    private readonly ITicketSealer _tickets;
    private readonly ProviderSet _providers;
    private readonly TimeProvider _time;
    private readonly HandshakeAcceptor _acceptor;
    private readonly ClientVerifier _clients;

    /// <summary>Creates a server.</summary>
    /// <param name="options">What it grants.</param>
    /// <param name="keys">Its KEM keys.</param>
    /// <param name="discovery">Its published documents.</param>
    /// <param name="identities">Who may sign in.</param>
    /// <param name="tickets">Seals the tickets.</param>
    /// <param name="providers">Its cryptography and randomness.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="sharing">Where the servers of a farm tell each other of handshakes; null: this one is alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is one that no client accepts.</exception>
    public SessionServer(
        SessionServerOptions options, IChannelKeySource keys, DiscoveryPublisher discovery, IQuantumIdentityStore identities,
        ITicketSealer tickets, ProviderSet providers, TimeProvider time, ChannelSharing? sharing = null)
    {
        options.Validate();
        _options = options;
        _tickets = tickets;
        _providers = providers;
        _time = time;
        _clients = new ClientVerifier(identities, providers, time);
        _acceptor = new HandshakeAcceptor(
            new HandshakeReader(keys, discovery, providers, time), new HandshakeMarks(time, sharing?.Store).TryMarkAsync, _clients);
    }

    /// <summary>Answers a handshake request. Without client authentication there is no session.</summary>
    /// <returns>The outcome, and where it is accepted the answer and <see cref="HandshakeResult.Session"/>.</returns>
    /// <remarks>What the <see cref="ITicketSealer"/> throws comes out.</remarks>
    public async ValueTask<HandshakeResult> AcceptAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        if (!_options.Enabled)
            return new HandshakeResult(HandshakeOutcome.Malformed);
        try
        {
            (HandshakeOutcome outcome, ServerHandshake? accepted) =
                await _acceptor.AcceptAsync(request, HandshakeContext.Session, cancellationToken).ConfigureAwait(false);
            using ServerHandshake? handshake = accepted;
            return handshake is null ? new HandshakeResult(outcome) : await AnswerAsync(handshake, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelStoreException e)
        {
            return new HandshakeResult(HandshakeOutcome.StoreFailed, Failure: e);
        }
    }

    /// <summary>Wipes the key that stands in for unknown ones.</summary>
    public void Dispose() => _clients.Dispose();

    private async ValueTask<HandshakeResult> AnswerAsync(ServerHandshake handshake, CancellationToken cancellationToken) =>
        handshake.Payload.Authentication is { } authentication
        && await _clients.FindValidAsync(authentication.KeyId, cancellationToken).ConfigureAwait(false) is { } identity
            ? await AnswerAsync(handshake, identity, cancellationToken).ConfigureAwait(false)
            : new HandshakeResult(HandshakeOutcome.ClientRefused);

    private async ValueTask<HandshakeResult> AnswerAsync(ServerHandshake handshake, QuantumIdentity identity, CancellationToken cancellationToken)
    {
        var lifetime = TimeSpan.FromSeconds(Math.Min(handshake.Payload.RequestedLifetime, (uint)_options.Lifetime.TotalSeconds));
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds());
        using SessionMacKey macKey = handshake.BeginSession();
        var content = new SessionTicketContent
        {
            KeyId = identity.KeyId,
            Algorithm = identity.Key.Algorithm.Name,
            Origin = handshake.Key.Origin,
            Expires = now + lifetime,
            AuthenticatedAt = now,
            MacKey = macKey.Bytes,
        };
        byte[] ticket = await SealAsync(content, cancellationToken).ConfigureAwait(false);
        byte[] message = handshake.FinishSession(new ServerPayload
        {
            ChannelId = RandomId(), // names nothing: there are no records
            Lifetime = (uint)lifetime.TotalSeconds,
            ServerTime = now.ToUnixTimeSeconds(),
            MaxFramePlaintext = Frame.DefaultPlaintext,
            ReplayMode = ReplayMode.Memory,
            AcceptedKeyId = identity.KeyId,
            SessionTicket = ticket,
        });
        return new HandshakeResult(HandshakeOutcome.Accepted, message)
        {
            Session = new OpenedSession(handshake.Key.Origin, identity.KeyId, lifetime),
        };
    }

    private ChannelId RandomId()
    {
        Span<byte> id = stackalloc byte[ChannelId.Size];
        _providers.Random.GetBytes(id);
        return new ChannelId(id);
    }

    private async ValueTask<byte[]> SealAsync(SessionTicketContent content, CancellationToken cancellationToken)
    {
        byte[] plaintext = content.Encode();
        try
        {
            return await _tickets.SealAsync(plaintext, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }
}
