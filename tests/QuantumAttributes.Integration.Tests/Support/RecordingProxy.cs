using System.Net;
using System.Net.Sockets;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>Somebody between client and server: passes bytes on, keeps a copy, and changes or cuts what a test says.</summary>
internal sealed class RecordingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Task _accepting;

    public RecordingProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public Traffic ToServer { get; } = new();

    public Traffic ToClient { get; } = new();

    /// <summary>Begins a new recording in both directions; positions of changes count from here.</summary>
    public void Restart()
    {
        ToServer.Restart();
        ToClient.Restart();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient { NoDelay = true })
        using (var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token))
        {
            client.NoDelay = true;
            await server.ConnectAsync(IPAddress.Loopback, _target);
            Task up = PumpAsync(client.GetStream(), server.GetStream(), ToServer, ended.Token);
            Task down = PumpAsync(server.GetStream(), client.GetStream(), ToClient, ended.Token);
            await Task.WhenAny(up, down);
            await ended.CancelAsync();
            await Task.WhenAll(up, down);
        }
    }

    private static async Task PumpAsync(NetworkStream from, NetworkStream to, Traffic traffic, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                ReadOnlyMemory<byte> passed = traffic.Pass(buffer.AsMemory(0, count), out bool cut);
                await to.WriteAsync(passed, cancellationToken);
                if (cut)
                    return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The other side has gone.
        }
    }
}
