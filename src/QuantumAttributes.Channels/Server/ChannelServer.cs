using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Storage;
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

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(5);

    private readonly ChannelServerOptions _options;
    private readonly HandshakeAcceptor _acceptor;
    private readonly ResponseNonces _nonces;
    private readonly TimeProvider _time;
    private readonly ClientVerifier _clients;
    private readonly IServerChannels _channels;
    private readonly ChannelIdMint _ids;
    private readonly ITimer _sweeper;

    /// <summary>Creates a server.</summary>
    /// <param name="options">What it grants.</param>
    /// <param name="keys">Its KEM keys.</param>
    /// <param name="discovery">Its published documents.</param>
    /// <param name="identities">Who may sign in; null: nobody.</param>
    /// <param name="providers">Its cryptography and randomness.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="sharing">Where channels are shared, for <see cref="ReplayMode.Shared"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is one that no client accepts or no channel can live by.</exception>
    /// <exception cref="ArgumentNullException">The mode is <see cref="ReplayMode.Shared"/>, and there is nothing to share through.</exception>
    public ChannelServer(
        ChannelServerOptions options, IChannelKeySource keys, DiscoveryPublisher discovery, IQuantumIdentityStore? identities,
        ProviderSet providers, TimeProvider time, ChannelSharing? sharing = null)
    {
        options.Validate();
        _options = options;
        _nonces = new ResponseNonces(providers.Random);
        _time = time;
        _clients = new ClientVerifier(identities, providers, time);
        _channels = options.ReplayMode == ReplayMode.Memory
            ? new LocalChannels(options, time)
            : new SharedChannels(options, sharing ?? throw new ArgumentNullException(nameof(sharing)), providers.Symmetric, time);
        _acceptor = new HandshakeAcceptor(new HandshakeReader(keys, discovery, providers, time), _channels.TryMarkHandshakeAsync, _clients);
        _ids = new ChannelIdMint(providers.Random);
        _sweeper = time.CreateTimer(_ => _channels.Sweep(), null, SweepInterval, SweepInterval);
    }

    /// <summary>The longest handshake request in bytes; longer ones need not be read.</summary>
    public static int MaxHandshakeSize => HandshakeMessage.MaxRequestSize;

    /// <summary>How many channels this process knows, provisional ones included.</summary>
    public int ChannelCount => ProvisionalCount + ConfirmedCount;

    /// <summary>How many channels wait for their first record.</summary>
    public int ProvisionalCount => _channels.ProvisionalCount;

    /// <summary>How many channels have had a record.</summary>
    public int ConfirmedCount => _channels.ConfirmedCount;

    /// <summary>
    /// With <see cref="ReplayMode.Shared"/>, how many records were refused, as those of an unknown channel, because the store was being asked for
    /// too many channels that this process does not know: 32 at a time, and 512 that wait, for two seconds at most.
    /// </summary>
    public long RefusedLookups => _channels.RefusedLookups;

    /// <summary>Answers a handshake request.</summary>
    public async ValueTask<HandshakeResult> AcceptAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            (HandshakeOutcome outcome, ServerHandshake? accepted) =
                await _acceptor.AcceptAsync(request, HandshakeContext.Http, cancellationToken).ConfigureAwait(false);
            using ServerHandshake? handshake = accepted;
            return handshake is null ? new HandshakeResult(outcome) : await AnswerAsync(handshake, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelStoreException e)
        {
            return new HandshakeResult(HandshakeOutcome.StoreFailed, Failure: e);
        }
    }

    /// <summary>
    /// Opens a request's record, in the order of protocol.md §4: parse, channel, expiry, number, tag, replay. Nothing of the body is
    /// read yet.
    /// </summary>
    /// <param name="field">The value of the <see cref="RequestField.Name"/> header, of which there must be exactly one.</param>
    /// <param name="head">What stays readable of the request.</param>
    /// <param name="cancellationToken">Cancels asking the stores.</param>
    public async ValueTask<RecordResult> OpenAsync(string field, RequestHead head, CancellationToken cancellationToken)
    {
        if (RequestField.Parse(field) is not { } record || !head.IsValid)
            return new RecordResult(RecordOutcome.Malformed);
        try
        {
            if (await _channels.FindAsync(record.Channel, cancellationToken).ConfigureAwait(false) is not { } channel)
                return new RecordResult(RecordOutcome.UnknownChannel);
            return channel.TryEnter()
                ? await OpenInAsync(channel, record, head, cancellationToken).ConfigureAwait(false)
                : new RecordResult(RecordOutcome.Expired);
        }
        catch (ChannelStoreException e)
        {
            return new RecordResult(RecordOutcome.StoreFailed, Failure: e);
        }
    }

    /// <summary>
    /// Whether this object opened the channel, be it long gone. With <see cref="ReplayMode.Memory"/> nothing that ran in it ran in another process.
    /// </summary>
    public bool HasOpened(ChannelId channel) => _ids.IsOwn(channel);

    /// <summary>Closes every channel; requests that run are aborted.</summary>
    public void Dispose()
    {
        _sweeper.Dispose();
        _channels.Close();
        _clients.Dispose();
    }

    private async ValueTask<HandshakeResult> AnswerAsync(ServerHandshake handshake, CancellationToken cancellationToken)
    {
        ClientPayload payload = handshake.Payload;
        var lifetime = TimeSpan.FromSeconds(Math.Min(payload.RequestedLifetime, (uint)_options.Lifetime.TotalSeconds));
        KeyThumbprint? clientKeyId = payload.Authentication?.KeyId;
        var id = _ids.Create();
        (byte[] message, ChannelSecrets secrets) = handshake.Respond(new ServerPayload
        {
            ChannelId = id,
            Lifetime = (uint)lifetime.TotalSeconds,
            ServerTime = _time.GetUtcNow().ToUnixTimeSeconds(),
            MaxFramePlaintext = _options.MaxFramePlaintext,
            ReplayMode = _channels.Mode,
            AcceptedKeyId = clientKeyId,
        });
        var channel = new ServerChannel(id, handshake.Key.Origin, clientKeyId, secrets, lifetime, _options.MaxFramePlaintext, _time);
        ChannelAdmission admission = ChannelAdmission.Gone;
        try
        {
            admission = await _channels.TryAddAsync(channel, cancellationToken).ConfigureAwait(false);
            return admission switch
            {
                ChannelAdmission.Admitted => new HandshakeResult(HandshakeOutcome.Accepted, message, channel),
                ChannelAdmission.IdentityFull => new HandshakeResult(HandshakeOutcome.IdentityFull), // to who has proven to be the identity
                _ => new HandshakeResult(HandshakeOutcome.Full),
            };
        }
        finally
        {
            if (admission != ChannelAdmission.Admitted)
                channel.Close();
        }
    }

    private async ValueTask<RecordResult> OpenInAsync(
        ServerChannel channel, RequestField record, RequestHead head, CancellationToken cancellationToken)
    {
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

    private async ValueTask<RecordResult> OpenRecordAsync(
        ServerChannel channel, RequestField record, RequestHead head, CancellationToken cancellationToken)
    {
        if (record.Number >= MaxRequests)
            return new RecordResult(RecordOutcome.Exhausted);
        if (!TryOpenHeaders(channel, record, head, out ProtectedHeaders? headers, out byte[]? bodyData))
            return new RecordResult(RecordOutcome.NotAuthentic);
        ChannelMark mark = await _channels.TryMarkAsync(channel, record.Number, cancellationToken).ConfigureAwait(false);
        if (mark != ChannelMark.Marked)
            return new RecordResult(mark == ChannelMark.Unknown ? RecordOutcome.UnknownChannel : RecordOutcome.Replayed);

        QuantumIdentity? identity = null;
        if (channel.ClientKeyId is { } keyId)
        {
            identity = await _clients.FindValidAsync(keyId, cancellationToken).ConfigureAwait(false);
            if (identity is null)
            {
                await _channels.RemoveAsync(channel, cancellationToken).ConfigureAwait(false);
                return new RecordResult(RecordOutcome.Revoked);
            }
        }

        ChannelAdmission admission = await _channels.TryConfirmAsync(channel, cancellationToken).ConfigureAwait(false);
        if (admission != ChannelAdmission.Admitted)
        {
            return new RecordResult(admission switch
            {
                ChannelAdmission.Full => RecordOutcome.Full,
                ChannelAdmission.IdentityFull => RecordOutcome.IdentityFull,
                _ => RecordOutcome.Expired, // it was removed meanwhile
            });
        }

        return headers is not null
            ? new RecordResult(RecordOutcome.Opened, new OpenedRequest(channel, record, bodyData, headers, identity, _nonces))
            : new RecordResult(RecordOutcome.Malformed);
    }

    // Whether they are authentic; null headers are authentic ones that are none.
    private static bool TryOpenHeaders(
        ServerChannel channel, RequestField record, RequestHead head, out ProtectedHeaders? headers, out byte[]? bodyData)
    {
        (headers, bodyData) = (null, null);
        ReadOnlySpan<byte> associatedData = head.WriteAssociatedData(
            record.Channel, record.Number, channel.Origin, stackalloc byte[RequestHead.UsualAssociatedDataSize]);
        Span<byte> plaintext = stackalloc byte[ProtectedHeaders.MaxEncodedSize];
        plaintext = plaintext[..(record.Sealed.Length - Frame.TagSize)];
        ChannelSecrets secrets = channel.Secrets;
        using Aes256Gcm aead = secrets.Symmetric.CreateAes256Gcm(secrets.RequestHeaderKey);
        if (!SealedHeaders.TryOpen(aead, new RecordNonce(secrets.RequestIv, record.Number), record.Sealed.Span, associatedData, plaintext))
            return false;
        headers = ProtectedHeaders.Decode(plaintext);
        bodyData = head.HasBody ? associatedData.ToArray() : null;
        return true;
    }
}
