using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Hubs;

/// <summary>
/// The channel on one connection of a hub, as its server sees it: provisional until the first record, renewed inside the connection, over when its
/// lifetime is.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "A source without timer or wait handle holds nothing that needs disposing.")]
public sealed class ServerHubChannel : IDisposable
{
    private static readonly TimeSpan MostBetweenRenewals = TimeSpan.FromSeconds(1);

    private readonly HubServer _server;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly ITimer _end;
    private volatile HubGrant _grant;
    private bool _isSecured;
    private bool _isDisposed;

    internal ServerHubChannel(HubServer server, string path, HubGrant grant, TimeProvider time)
    {
        _server = server;
        Id = grant.Id;
        Origin = grant.Origin;
        Path = path;
        ClientKeyId = grant.SignIn?.Identity.KeyId;
        _grant = grant;
        _time = time;
        Ended = _ended.Token;
        TimeSpan wait = grant.Lifetime < ChannelServerOptions.ProvisionalLifetime ? grant.Lifetime : ChannelServerOptions.ProvisionalLifetime;
        _end = time.CreateTimer(_ => End(), null, wait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The channel's name, for logs.</summary>
    public ChannelId Id { get; }

    /// <summary>The origin that the client connected to.</summary>
    public string Origin { get; }

    /// <summary>The hub's path, as the client sees it.</summary>
    public string Path { get; }

    /// <summary>The suite of the latest handshake.</summary>
    public ChannelSuite Suite => _grant.Suite;

    /// <summary>The key that the client signed in with, which no renewal changes; null where it did not sign in.</summary>
    public KeyThumbprint? ClientKeyId { get; }

    /// <summary>Who the client is, as of the latest look; null where it did not sign in.</summary>
    public HubSignIn? SignIn => _grant.SignIn;

    /// <summary>When the latest handshake was, by the server's clock.</summary>
    public DateTimeOffset Opened => _time.GetUtcNow() - Age;

    /// <summary>How much of the lifetime is left; zero after it.</summary>
    public TimeSpan Remaining => _grant.Left(_time);

    /// <summary>Cancelled when the channel is over: its lifetime, its client's sign-in, or the server.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Why the connection could be read no further; null while it can, and where the client said that it ends.</summary>
    public ChannelException? Failure { get; private set; }

    /// <summary>h of the latest handshake, which the next one is bound to.</summary>
    internal ReadOnlyMemory<byte> HandshakeHash => _grant.Keys.HandshakeHash;

    /// <summary>How long ago the latest handshake was.</summary>
    internal TimeSpan Age => _time.GetElapsedTime(_grant.Started);

    /// <summary>How long after a handshake the next one may be: half of the lifetime, since clients renew behind that, and no more than 1 s.</summary>
    internal TimeSpan LeastAge => _grant.Lifetime / 2 is var half && half < MostBetweenRenewals ? half : MostBetweenRenewals;

    /// <summary>Whether the first record came; the server's to say.</summary>
    internal bool IsConfirmed { get; set; }

    /// <summary>What runs over the connection from now on, instead of its own bytes.</summary>
    /// <param name="connection">The connection, message 2 already written.</param>
    /// <param name="renewal">Answers the client's renewals.</param>
    /// <exception cref="InvalidOperationException">The channel is on a connection already.</exception>
    /// <exception cref="ObjectDisposedException">The channel is gone.</exception>
    public HubTransport Secure(IDuplexPipe connection, HubRenewal renewal)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(renewal);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_isSecured)
                throw new InvalidOperationException("The channel is on a connection already.");
            _isSecured = true;
        }

        return new ServerHubTransport(connection, _grant.Keys, this, renewal);
    }

    /// <summary>
    /// Whether the channel is alive and its client may still be signed in; asked before each invocation. Afterwards <see cref="SignIn"/> is what the
    /// identity's store says now. Where it is not, the channel is ended.
    /// </summary>
    public async ValueTask<bool> CheckAsync(CancellationToken cancellationToken)
    {
        if (Ended.IsCancellationRequested || Remaining == TimeSpan.Zero)
            return false;
        if (SignIn is not { } signIn)
            return true;
        QuantumIdentity? identity = await _server.FindValidAsync(signIn.Identity.KeyId, cancellationToken).ConfigureAwait(false);
        if (identity is null)
            End();
        else if (!ReferenceEquals(identity, signIn.Identity))
            Learn(identity);
        return identity is not null;
    }

    /// <summary>Ends the channel: no record is opened any more.</summary>
    public void End()
    {
        if (!_ended.IsCancellationRequested)
            _ = _ended.CancelAsync(); // what is registered runs elsewhere: it must neither hold up nor end the thread of a timer
    }

    /// <summary>Ends the channel and forgets it.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            if (!_isSecured)
                _grant.Keys.Discard();
        }

        End();
        _end.Dispose();
        _server.Forget(this);
    }

    /// <summary>The first record came.</summary>
    /// <exception cref="ChannelException">There is no room for one more.</exception>
    internal void Confirm()
    {
        if (!_server.TryConfirm(this))
            throw new ChannelException("There are as many connections as there may be.");
        _end.Change(Remaining, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The connection can be read no further.</summary>
    internal void Fail(ChannelException failure)
    {
        Failure = failure;
        End();
    }

    /// <summary>The client has changed to the keys of a renewal.</summary>
    internal void Renew(HubGrant grant)
    {
        lock (_lock)
            _grant = grant;
        _end.Change(Remaining, Timeout.InfiniteTimeSpan);
    }

    private void Learn(QuantumIdentity identity)
    {
        lock (_lock)
            _grant = _grant with { SignIn = _grant.SignIn! with { Identity = identity } };
    }
}
