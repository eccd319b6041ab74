using System.Net;
using System.Net.Sockets;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>Somebody between a client and a server, for one connection: passes bytes on, and cuts the sockets in mid-message when told to.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private const int Never = int.MaxValue;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Task _carrying;
    private Socket? _client;
    private int _leftToServer = Never;
    private int _leftToClient = Never;
    private volatile bool _resets;
    private int _isClosed;

    public CuttingProxy(int target)
    {
        _listener.Start();
        _carrying = CarryAsync(target);
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Whether it has cut.</summary>
    public bool HasCut { get; private set; }

    /// <summary>Cuts after so many bytes more in a direction: with a reset (TCP's RST), or as if that were the end.</summary>
    public void CutAfter(int bytes, bool toServer, bool reset)
    {
        _resets = reset;
        Volatile.Write(ref toServer ? ref _leftToServer : ref _leftToClient, bytes);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Close();
        await _carrying;
    }

    private async Task CarryAsync(int target)
    {
        try
        {
            _client = await _listener.AcceptSocketAsync();
            _client.NoDelay = true;
            await _server.ConnectAsync(IPAddress.Loopback, target);
            await Task.WhenAny(PumpAsync(_client, _server, toServer: true), PumpAsync(_server, _client, toServer: false));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Nobody connected.
        }
        finally
        {
            Close();
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool toServer)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                int passed = Math.Min(count, Volatile.Read(ref toServer ? ref _leftToServer : ref _leftToClient));
                for (int sent = 0; sent < passed;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, passed - sent));
                if (IsOver(passed, toServer))
                    return;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // A side has gone.
        }
    }

    private bool IsOver(int passed, bool toServer)
    {
        ref int left = ref toServer ? ref _leftToServer : ref _leftToClient;
        if (Volatile.Read(ref left) == Never || Interlocked.Add(ref left, -passed) > 0)
            return false;
        HasCut = true;
        return true;
    }

    private void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 1)
            return;
        foreach (Socket? socket in new[] { _client, _server })
        {
            if (socket is null)
                continue;
            socket.LingerState = new LingerOption(_resets, 0);
            socket.Close();
        }
    }
}
