using System.Buffers.Binary;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Server;

/// <summary>The server's end of all its channels: accepts handshakes and opens request records. Bytes in, bytes out.</summary>
/// <remarks>Safe to use from several threads.</remarks>
public sealed class ChannelServer : IDisposable
{
    /// <summary>The path of the handshake.</summary>
    public const string Path = "/.well-known/quantum/channel";

    /// <summary>The media type of both handshake messages.</summary>
    public const string ContentType = "application/quantum-handshake";

    /// <summary>How many requests a channel carries: 2^20.</summary>
    public const ulong MaxRequests = 1 << 20;

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(5);

    private readonly ChannelServerOptions _options;
    private readonly IChannelKeySource _keys;
    private readonly DiscoveryPublisher _discovery;
    private readonly ProviderSet _providers;
    private readonly TimeProvider _time;
    private readonly ClientVerifier _clients;
    private readonly ChannelTable _channels;
    private readonly HandshakeReplayGuard _handshakes;
    private readonly ITimer _sweeper;

    /// <summary>Creates a server.</summary>
    /// <param name="options">What it grants.</param>
    /// <param name="keys">Its KEM keys.</param>
    /// <param name="discovery">Its published documents.</param>
    /// <param name="identities">Who may sign in; null: nobody.</param>
    /// <param name="providers">Its cryptography and randomness.</param>
    /// <param name="time">Its clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is one that no client accepts or no channel can live by.</exception>
    public ChannelServer(
        ChannelServerOptions options, IChannelKeySource keys, DiscoveryPublisher discovery, IQuantumIdentityStore? identities,
        ProviderSet providers, TimeProvider time)
    {
        options.Validate();
        _options = options;
        _keys = keys;
        _discovery = discovery;
        _providers = providers;
        _time = time;
        _clients = new ClientVerifier(identities, providers, time);
        _channels = new ChannelTable(options);
        _handshakes = new HandshakeReplayGuard(time);
        _sweeper = time.CreateTimer(_ => Sweep(), null, SweepInterval, SweepInterval);
    }

    /// <summary>The longest handshake request in bytes; longer ones need not be read.</summary>
    public static int MaxHandshakeSize => HandshakeMessage.MaxRequestSize;

    /// <summary>How many channels there are, provisional ones included.</summary>
    public int ChannelCount => _channels.Count;

    /// <summary>Answers a handshake request.</summary>
    public async ValueTask<HandshakeResult> AcceptAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        if (!TryReadPreamble(request.Span, out ChannelSuite? suite, out ChannelKeyId keyId))
            return new HandshakeResult(HandshakeOutcome.Malformed);
        if (_keys.Find(keyId) is not { } key || key.Suite != suite)
            return new HandshakeResult(HandshakeOutcome.UnknownKey);
        if (!TryReadMessage(key, request.Span[HandshakeMessage.PreambleSize..], out ServerHandshake? message))
            return new HandshakeResult(HandshakeOutcome.UnknownKey);
        using ServerHandshake? handshake = message;
        if (handshake is null)
            return new HandshakeResult(HandshakeOutcome.NotAuthentic);
        HandshakeOutcome outcome = Judge(handshake, key);
        if (outcome == HandshakeOutcome.Accepted && !await _clients.VerifyAsync(handshake, cancellationToken).ConfigureAwait(false))
            outcome = HandshakeOutcome.ClientRefused;
        return outcome == HandshakeOutcome.Accepted ? Answer(handshake, key) : new HandshakeResult(outcome);
    }

    /// <summary>
    /// Opens a request's record, in the order of protocol.md §4: parse, channel, expiry, number, tag, replay. Nothing of the body is
    /// read yet.
    /// </summary>
    /// <param name="field">The value of the <see cref="RequestField.Name"/> header, of which there must be exactly one.</param>
    /// <param name="head">What stays readable of the request.</param>
    /// <param name="cancellationToken">Cancels asking the identity store.</param>
    public async ValueTask<RecordResult> OpenAsync(string field, RequestHead head, CancellationToken cancellationToken)
    {
        if (RequestField.Parse(field) is not { } record || !head.IsValid)
            return new RecordResult(RecordOutcome.Malformed);
        if (_channels.Find(record.Channel) is not { } channel)
            return new RecordResult(RecordOutcome.UnknownChannel);
        if (!channel.TryEnter())
            return new RecordResult(RecordOutcome.Expired);

        OpenedRequest? request = null;
        try
        {
            RecordResult result = await OpenRecordAsync(channel, record, head, cancellationToken).ConfigureAwait(false);
            request = result.Request;
            return result;
        }
        finally
        {
            if (request is null)
                channel.Exit();
        }
    }

    /// <summary>Closes every channel; requests that run are aborted.</summary>
    public void Dispose()
    {
        _sweeper.Dispose();
        foreach (ServerChannel channel in _channels.Close())
            channel.Abort();
        _clients.Dispose();
    }

    private static bool TryReadPreamble(ReadOnlySpan<byte> request, out ChannelSuite? suite, out ChannelKeyId keyId)
    {
        (suite, keyId) = (null, default);
        if (request.Length < HandshakeMessage.PreambleSize || request[0] != HandshakeMessage.Version)
            return false;
        suite = ChannelSuite.Find(BinaryPrimitives.ReadUInt16BigEndian(request[1..]));
        keyId = new ChannelKeyId(request[3..HandshakeMessage.PreambleSize]);
        return suite is not null;
    }

    // False where the key's life ended, and it was wiped, after it was found.
    private bool TryReadMessage(ChannelKey key, ReadOnlySpan<byte> message1, out ServerHandshake? handshake)
    {
        try
        {
            handshake = ServerHandshake.TryRead(key, HandshakeContext.Http, message1, _providers);
            return true;
        }
        catch (ObjectDisposedException)
        {
            handshake = null;
            return false;
        }
    }

    private HandshakeOutcome Judge(ServerHandshake handshake, ChannelKey key)
    {
        ClientPayload payload = handshake.Payload;
        if (!payload.OfferedSuites.Contains(key.Suite.Id))
            return HandshakeOutcome.Malformed;
        if (Math.Abs(_time.GetUtcNow().ToUnixTimeSeconds() - payload.ClientTime) > Skew.TotalSeconds)
            return HandshakeOutcome.ClockSkew;
        if (_discovery.FindSuites(key.Origin, payload.DocumentHash.Span) is not { } published)
            return HandshakeOutcome.UnknownDocument;
        if (!key.Suite.IsBestOf(published, payload.OfferedSuites))
            return HandshakeOutcome.Downgraded;
        return _handshakes.TryMark(handshake.AuthenticatedHash.Span) ? HandshakeOutcome.Accepted : HandshakeOutcome.Replayed;
    }

    private HandshakeResult Answer(ServerHandshake handshake, ChannelKey key)
    {
        ClientPayload payload = handshake.Payload;
        var lifetime = TimeSpan.FromSeconds(Math.Min(payload.RequestedLifetime, (uint)_options.Lifetime.TotalSeconds));
        KeyThumbprint? clientKeyId = payload.Authentication?.KeyId;
        var id = ChannelId.Create(_providers.Random);
        (byte[] message, ChannelSecrets secrets) = handshake.Respond(new ServerPayload
        {
            ChannelId = id,
            Lifetime = (uint)lifetime.TotalSeconds,
            ServerTime = _time.GetUtcNow().ToUnixTimeSeconds(),
            MaxFramePlaintext = _options.MaxFramePlaintext,
            ReplayMode = ReplayMode.Memory,
            AcceptedKeyId = clientKeyId,
        });
        var channel = new ServerChannel(id, key.Origin, clientKeyId, secrets, lifetime, _options.MaxFramePlaintext, _time);
        if (_channels.TryAdd(channel))
            return new HandshakeResult(HandshakeOutcome.Accepted, message, channel);
        channel.Close();
        return new HandshakeResult(HandshakeOutcome.Full);
    }

    private async ValueTask<RecordResult> OpenRecordAsync(
        ServerChannel channel, RequestField record, RequestHead head, CancellationToken cancellationToken)
    {
        if (record.Number >= MaxRequests)
            return new RecordResult(RecordOutcome.Exhausted);
        byte[] associatedData = head.AssociatedData(record.Channel, record.Number, channel.Origin);
        byte[]? plaintext = SealedHeaders.Open(
            channel.Secrets.RequestHeaderKey, channel.Secrets.RequestIv, record.Number, record.Sealed.Span, associatedData);
        if (plaintext is null)
            return new RecordResult(RecordOutcome.NotAuthentic);
        if (!channel.Window.TryMark(record.Number))
            return new RecordResult(RecordOutcome.Replayed);

        QuantumIdentity? identity = null;
        if (channel.ClientKeyId is { } keyId)
        {
            identity = await _clients.FindValidAsync(keyId, cancellationToken).ConfigureAwait(false);
            if (identity is null)
            {
                _channels.Remove(channel);
                channel.Abort(); // no longer listed, so that nobody else would end what still runs in it
                return new RecordResult(RecordOutcome.Revoked);
            }
        }

        if (!_channels.TryConfirm(channel))
            return new RecordResult(RecordOutcome.Full);
        return ProtectedHeaders.Decode(plaintext) is { } headers
            ? new RecordResult(
                RecordOutcome.Opened, new OpenedRequest(channel, record, associatedData, head.HasBody, headers, identity, _providers.Random))
            : new RecordResult(RecordOutcome.Malformed);
    }

    private void Sweep()
    {
        foreach (ServerChannel channel in _channels.Snapshot())
        {
            // A closed channel stays listed until nothing can run in it any more, so that what is overdue is found and aborted.
            if (channel.IsOverdue || (channel.IsExpired && !channel.IsRunning))
            {
                _channels.Remove(channel);
                channel.Abort();
            }
        }
    }
}
