using System.IO.Pipelines;
using QuantumAttributes.Channels.Handshake;

namespace QuantumAttributes.Channels.Hubs;

/// <summary>The client's end of a hub's connection. It lives in memory only, and each reconnect makes a new one.</summary>
public sealed class ClientHubTransport : HubTransport
{
    private const double RenewFrom = 0.6;
    private const double RenewUntil = 0.8;

    private readonly string _path;
    private readonly TimeProvider _time;
    private volatile HubGrant _grant;
    private volatile Renewal? _renewal;
    private volatile bool _isDisposed;

    internal ClientHubTransport(IDuplexPipe connection, HubGrant grant, string path, TimeProvider time)
        : base(connection, grant.Keys)
    {
        _grant = grant;
        _path = path;
        _time = time;
    }

    /// <summary>The origin that the connection leads to.</summary>
    public string Origin => _grant.Origin;

    /// <summary>The suite of the latest handshake.</summary>
    public ChannelSuite Suite => _grant.Suite;

    /// <summary>How much of the lifetime is left, which counts from before the latest handshake; zero after it.</summary>
    public TimeSpan Remaining => _grant.Left(_time);

    /// <summary>
    /// How long it is until the connection is due for renewal: at 60 to 80 % of the lifetime, where in between h says, which nobody chooses, so that
    /// clients that came together do not renew together.
    /// </summary>
    public TimeSpan UntilRenewal
    {
        get
        {
            HubGrant grant = _grant;
            return grant.Left(_time, RenewFrom + ((RenewUntil - RenewFrom) * grant.Keys.HandshakeHash.Span[0] / byte.MaxValue));
        }
    }

    internal override bool IsOver => Remaining == TimeSpan.Zero;

    /// <summary>What a renewal's handshake is bound to.</summary>
    internal HandshakeContext Context => HandshakeContext.Hub(_path, _grant.Keys.HandshakeHash);

    /// <summary>
    /// Renews the keys and the sign-in inside the connection. Somebody must be reading it, as the client of a hub always is. One renewal at a time.
    /// </summary>
    /// <param name="opening">The handshake, which was begun for this connection, and which it disposes when it is over.</param>
    /// <param name="cancellationToken">Cancels the wait; the renewal itself goes on.</param>
    /// <exception cref="ChannelException">The server refused, the connection ended, or a renewal is under way.</exception>
    public Task RenewAsync(HubOpening opening, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(opening);
        var renewal = new Renewal(opening);
        if (Interlocked.CompareExchange(ref _renewal, renewal, null) is not null)
        {
            opening.Dispose();
            throw new ChannelException(ChannelFailure.HandshakeRefused, "A renewal is under way, or the one before it was not answered.");
        }

        if (_isDisposed)
            End(renewal);
        else
            Send(opening.Request);
        return renewal.Completion.Task.WaitAsync(cancellationToken);
    }

    internal override ValueTask ReceiveHandshakeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (_renewal is not { Granted: null } renewal)
            throw new ChannelException(ChannelFailure.NotAuthentic, "The server answers a renewal that nobody asked for.");
        HubGrant granted = renewal.Opening.CompleteRenewal(message.Span);
        renewal.Granted = granted;
        Renew(granted.Keys);
        return ValueTask.CompletedTask;
    }

    internal override void ReceiveFirst()
    {
        // A server is what it says since it answered the handshake.
    }

    internal override void ReceiveSwitch()
    {
        Renewal renewal = _renewal!;
        _grant = renewal.Granted!;
        _renewal = null;
        renewal.Opening.Dispose();
        renewal.Completion.TrySetResult();
    }

    internal override void Fail(ChannelException failure) => _renewal?.Fail(failure);

    internal override ValueTask CheckPeerAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        base.Dispose(disposing);
        if (_renewal is { } renewal)
            End(renewal);
    }

    private static void End(Renewal renewal)
    {
        renewal.Opening.Dispose();
        renewal.Fail(new ChannelException(ChannelFailure.Interrupted, "The connection ended."));
    }

    private sealed class Renewal(HubOpening opening)
    {
        public HubOpening Opening { get; } = opening;

        public TaskCompletionSource Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HubGrant? Granted { get; set; }

        public void Fail(ChannelException failure)
        {
            if (Completion.TrySetException(failure))
                _ = Completion.Task.Exception; // whoever waited may have given up, and nobody else looks at it
        }
    }
}
