using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using QuantumAttributes.Channels.Hubs;

namespace QuantumAttributes.Client.Hubs;

/// <summary>A connection with a channel on it, which it renews while it lasts.</summary>
internal sealed class QuantumHubConnection : ConnectionContext
{
    private static readonly TimeSpan RetryRenewal = TimeSpan.FromSeconds(1);

    private readonly ConnectionContext _connection;
    private readonly ClientHubTransport _transport;
    private readonly HubConnector _connector;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _renewing;

    public QuantumHubConnection(ConnectionContext connection, ClientHubTransport transport, HubConnector connector, TimeProvider time, ILogger logger)
    {
        _connection = connection;
        _transport = transport;
        _connector = connector;
        _time = time;
        _logger = logger;
        Transport = transport;
        _renewing = RenewAsync(_closed.Token);
    }

    public override IDuplexPipe Transport { get; set; }

    public override string ConnectionId
    {
        get => _connection.ConnectionId;
        set => _connection.ConnectionId = value;
    }

    public override IFeatureCollection Features => _connection.Features;

    public override IDictionary<object, object?> Items
    {
        get => _connection.Items;
        set => _connection.Items = value;
    }

    public override CancellationToken ConnectionClosed
    {
        get => _connection.ConnectionClosed;
        set => _connection.ConnectionClosed = value;
    }

    public override void Abort(ConnectionAbortedException abortReason) => _connection.Abort(abortReason);

    public override async ValueTask DisposeAsync()
    {
        if (!_closed.IsCancellationRequested)
        {
            await _closed.CancelAsync().ConfigureAwait(false);
            _transport.SayClose();
            await _connection.DisposeAsync().ConfigureAwait(false);
            _transport.Dispose();
            await _renewing.ConfigureAwait(false);
            _closed.Dispose();
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RenewAsync(CancellationToken closed)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_transport.UntilRenewal, _time, closed).ConfigureAwait(false);
                if (!await TryRenewAsync(closed).ConfigureAwait(false))
                    await Task.Delay(RetryRenewal, _time, closed).ConfigureAwait(false);
                if (_transport.Remaining == TimeSpan.Zero)
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            return; // the connection is closed
        }

        await _connection.DisposeAsync().ConfigureAwait(false); // its reader says that it was cut
    }

    // Tried again whatever happened: the loop must not end before the connection does.
    private async Task<bool> TryRenewAsync(CancellationToken closed)
    {
        using var over = new CancellationTokenSource(_transport.Remaining, _time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(over.Token, closed);
        try
        {
            await _connector.RenewAsync(_transport, ended.Token).ConfigureAwait(false);
            return true;
        }
        catch (ObjectDisposedException)
        {
            return false; // a HubConnection that is disposed disposes its services before it closes the connection
        }
        catch (Exception e)
        {
            if (!closed.IsCancellationRequested)
                ClientLog.RenewalFailed(_logger, e);
            return false;
        }
    }
}
