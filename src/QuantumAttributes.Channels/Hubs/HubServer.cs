using System.Collections.Concurrent;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Hubs;

/// <summary>
/// The server's end of the channels on hubs' connections (protocol.md §5): accepts handshakes and their renewals, and ends what is over. Bytes in,
/// bytes out. A connection is one process's: only handshakes are told to the other servers of a farm.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
public sealed class HubServer : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    private readonly ChannelServerOptions _options;
    private readonly SessionTicketOpener? _tickets;
    private readonly TimeProvider _time;
    private readonly Action<Exception>? _lookFailed;
    private readonly ClientVerifier _clients;
    private readonly HandshakeAcceptor _acceptor;
    private readonly ChannelIdMint _ids;
    private readonly ChannelCounts _counts;
    private readonly Lock _lock = new(); // of the counts
    private readonly ConcurrentDictionary<ServerHubChannel, bool> _channels = new();
    private readonly ITimer _look;
    private int _isLooking;
    private bool _isDisposed;

    /// <summary>Creates a server.</summary>
    /// <param name="options">What it grants. Its caps count connections of hubs alone; frames have no meaning here.</param>
    /// <param name="keys">Its KEM keys.</param>
    /// <param name="discovery">Its published documents.</param>
    /// <param name="identities">Who may sign in; null: nobody.</param>
    /// <param name="tickets">Opens the tickets of sessions; null: nobody signs in with one.</param>
    /// <param name="providers">Its cryptography and randomness.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="sharing">Where the servers of a farm tell each other of handshakes; null: this one is alone.</param>
    /// <param name="lookFailed">
    /// Told where an identity cannot be looked up for connections that only listen. They go on, and it is asked again; what invokes something asks for
    /// itself, and fails.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An option is one that no client accepts or no channel can live by.</exception>
    public HubServer(
        ChannelServerOptions options, IChannelKeySource keys, DiscoveryPublisher discovery, IQuantumIdentityStore? identities,
        SessionTicketOpener? tickets, ProviderSet providers, TimeProvider time, ChannelSharing? sharing = null, Action<Exception>? lookFailed = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(providers);
        options.Validate();
        _options = options;
        _tickets = tickets;
        _time = time;
        _lookFailed = lookFailed;
        _clients = new ClientVerifier(identities, providers, time);
        _acceptor = new HandshakeAcceptor(
            new HandshakeReader(keys, discovery, providers, time), new HandshakeMarks(time, sharing?.Store).TryMarkAsync, _clients);
        _ids = new ChannelIdMint(providers.Random);
        _counts = new ChannelCounts(options.Caps);
        _look = time.CreateTimer(_ => _ = LookAsync(), null, LookInterval, LookInterval);
    }

    /// <summary>How many connections wait for their first record.</summary>
    public int ProvisionalCount => _counts.Provisional;

    /// <summary>How many connections have had one.</summary>
    public int ConfirmedCount => _counts.Confirmed;

    /// <summary>Answers the handshake that opens a connection.</summary>
    /// <param name="request">The client's message.</param>
    /// <param name="path">The hub's path, as clients see it.</param>
    /// <param name="cancellationToken">Cancels asking the stores.</param>
    /// <returns>The outcome, and where it is accepted the answer and <see cref="HandshakeResult.Hub"/>, which the caller disposes.</returns>
    public async ValueTask<HandshakeResult> AcceptAsync(ReadOnlyMemory<byte> request, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        HandshakeResult result = await HandleAsync(request, HandshakeContext.Hub(path), cancellationToken).ConfigureAwait(false);
        if (result.Granted is not { } granted)
            return result;
        ChannelAdmission admission = Add(granted.SignIn?.Identity.KeyId);
        if (admission != ChannelAdmission.Admitted)
        {
            granted.Keys.Discard();
            return new HandshakeResult(admission == ChannelAdmission.IdentityFull ? HandshakeOutcome.IdentityFull : HandshakeOutcome.Full);
        }

        var channel = new ServerHubChannel(this, path, granted, _time);
        _channels.TryAdd(channel, true);
        if (Volatile.Read(ref _isDisposed))
            channel.End();
        return result with { Granted = null, Hub = channel };
    }

    /// <summary>Answers a handshake that renews a connection's keys, and its client's sign-in, which must be the same as before.</summary>
    public async ValueTask<HandshakeResult> RenewAsync(ServerHubChannel channel, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        if (channel.Age < channel.LeastAge)
            return new HandshakeResult(HandshakeOutcome.Full);
        var context = HandshakeContext.Hub(channel.Path, channel.HandshakeHash);
        HandshakeResult result = await HandleAsync(request, context, cancellationToken).ConfigureAwait(false);
        if (result.Granted is not { } granted)
            return result;
        if (granted.SignIn?.Identity.KeyId == channel.ClientKeyId && granted.Origin == channel.Origin)
            return result;
        granted.Keys.Discard();
        return new HandshakeResult(HandshakeOutcome.ClientRefused);
    }

    /// <summary>Ends every connection.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _isDisposed, true);
        _look.Dispose();
        foreach (ServerHubChannel channel in _channels.Keys)
            channel.End();
        _clients.Dispose();
    }

    internal ValueTask<QuantumIdentity?> FindValidAsync(KeyThumbprint keyId, CancellationToken cancellationToken) =>
        _clients.FindValidAsync(keyId, cancellationToken);

    internal bool TryConfirm(ServerHubChannel channel)
    {
        lock (_lock)
        {
            if (!_channels.ContainsKey(channel) || _counts.TryConfirm(channel.ClientKeyId) != ChannelAdmission.Admitted)
                return false;
            channel.IsConfirmed = true;
            return true;
        }
    }

    internal void Forget(ServerHubChannel channel)
    {
        lock (_lock)
        {
            if (_channels.TryRemove(channel, out _))
                _counts.Remove(channel.ClientKeyId, channel.IsConfirmed);
        }
    }

    private ChannelAdmission Add(KeyThumbprint? clientKeyId)
    {
        lock (_lock)
            return _counts.TryAdd(clientKeyId);
    }

    private async ValueTask<HandshakeResult> HandleAsync(ReadOnlyMemory<byte> request, HandshakeContext context, CancellationToken cancellationToken)
    {
        try
        {
            (HandshakeOutcome outcome, ServerHandshake? accepted) = await _acceptor.AcceptAsync(request, context, cancellationToken).ConfigureAwait(false);
            using ServerHandshake? handshake = accepted;
            if (handshake is null)
                return new HandshakeResult(outcome);
            (bool isAccepted, HubSignIn? signIn) = await SignInAsync(handshake, cancellationToken).ConfigureAwait(false);
            return isAccepted ? Answer(handshake, signIn) : new HandshakeResult(HandshakeOutcome.ClientRefused);
        }
        catch (ChannelStoreException e)
        {
            return new HandshakeResult(HandshakeOutcome.StoreFailed, Failure: e);
        }
    }

    private HandshakeResult Answer(ServerHandshake handshake, HubSignIn? signIn)
    {
        long started = _time.GetTimestamp();
        var lifetime = TimeSpan.FromSeconds(Math.Min(handshake.Payload.RequestedLifetime, (uint)_options.Lifetime.TotalSeconds));
        ChannelId id = _ids.Create();
        (byte[] message, HubKeys keys) = handshake.RespondHub(new ServerPayload
        {
            ChannelId = id,
            Lifetime = (uint)lifetime.TotalSeconds,
            ServerTime = _time.GetUtcNow().ToUnixTimeSeconds(),
            MaxFramePlaintext = _options.MaxFramePlaintext,
            ReplayMode = ReplayMode.Memory,
            AcceptedKeyId = signIn?.Identity.KeyId,
        });
        return new HandshakeResult(HandshakeOutcome.Accepted, message)
        {
            Granted = new HubGrant(id, handshake.Key.Origin, keys, handshake.Key.Suite, signIn, lifetime, started),
        };
    }

    // What the acceptor has not refused is no sign-in, a signature that it verified, or a ticket.
    private async ValueTask<(bool IsAccepted, HubSignIn? SignIn)> SignInAsync(ServerHandshake handshake, CancellationToken cancellationToken)
    {
        if (handshake.Payload.Ticket is { } ticket)
            return await OpenTicketAsync(ticket, handshake, cancellationToken).ConfigureAwait(false) is { } opened ? (true, opened) : (false, null);
        if (handshake.Payload.Authentication is not { } authentication)
            return (true, null);
        return await FindValidAsync(authentication.KeyId, cancellationToken).ConfigureAwait(false) is { } identity
            ? (true, new HubSignIn(identity, _time.GetUtcNow(), IsSession: false))
            : (false, null);
    }

    private async ValueTask<HubSignIn?> OpenTicketAsync(TicketProof ticket, ServerHandshake handshake, CancellationToken cancellationToken)
    {
        if (_tickets is null || !handshake.Key.Suite.Serves(ChannelPurpose.Session))
            return null;
        SessionCheck check = await _tickets.CheckAsync(ticket, handshake.Key.Origin, handshake.AuthenticatedHash, cancellationToken).ConfigureAwait(false);
        if (check.Proof is not { } proof)
            return null;
        QuantumIdentity? identity = await FindValidAsync(proof.KeyId, cancellationToken).ConfigureAwait(false);
        return identity?.Key.Algorithm.Name == proof.Algorithm ? new HubSignIn(identity, proof.AuthenticatedAt, IsSession: true) : null;
    }

    // Who only listens invokes nothing: what his key may is looked up now and then.
    private async Task LookAsync()
    {
        if (Interlocked.Exchange(ref _isLooking, 1) == 1)
            return;
        try
        {
            foreach (IGrouping<KeyThumbprint?, ServerHubChannel> client in _channels.Keys.GroupBy(channel => channel.ClientKeyId))
            {
                if (client.Key is not { } keyId || await MayStayAsync(keyId).ConfigureAwait(false))
                    continue;
                foreach (ServerHubChannel channel in client)
                    channel.End();
            }
        }
        finally
        {
            Volatile.Write(ref _isLooking, 0);
        }
    }

    private async ValueTask<bool> MayStayAsync(KeyThumbprint keyId)
    {
        try
        {
            return await FindValidAsync(keyId, CancellationToken.None).ConfigureAwait(false) is not null;
        }
        catch (Exception e)
        {
            _lookFailed?.Invoke(e); // whatever a store of the application throws: the others are to be looked up all the same
            return true;
        }
    }
}
