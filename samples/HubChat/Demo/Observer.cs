using System.Net;
using System.Net.Sockets;

namespace HubChat.Demo;

/// <summary>Somebody on the network between clients and server: carries their bytes, keeps a copy of each, and can cut every connection.</summary>
internal sealed class Observer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<Recording> _recordings = [];
    private readonly List<Socket> _open = [];
    private Task _accepting = Task.CompletedTask;

    public Observer() => _listener.Start();

    /// <summary>Where clients connect, in the belief that it is the server.</summary>
    public string Url => $"http://{_listener.LocalEndpoint}";

    public int Connections => Read(recordings => recordings.Count / 2);

    public long Bytes => Read(recordings => recordings.Sum(recording => recording.Length));

    /// <summary>Carries everything to the server from now on.</summary>
    public void Begin(Uri server) => _accepting = AcceptAsync(server.Port);

    /// <summary>Whether a text went by in any connection, in either direction.</summary>
    public bool Saw(string text) => Read(recordings => recordings.Any(recording => recording.Contains(text)));

    /// <summary>Cuts every connection, without a word to either side.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            foreach (Socket connection in _open)
                connection.Close(timeout: 0);
            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync(int port)
    {
        var carried = new List<Task>();
        try
        {
            while (true)
                carried.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token), port));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(TcpClient client, int port)
    {
        using (client)
        using (var server = new TcpClient { NoDelay = true })
        {
            client.NoDelay = true;
            await server.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
            await Task.WhenAny(CopyAsync(client, server, Record(client)), CopyAsync(server, client, Record(server)));
        }
    }

    private Recording Record(TcpClient from)
    {
        var recording = new Recording();
        lock (_lock)
        {
            _recordings.Add(recording);
            _open.Add(from.Client);
        }

        return recording;
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to, Recording recording)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            (NetworkStream source, NetworkStream destination) = (from.GetStream(), to.GetStream());
            while (await source.ReadAsync(buffer) is > 0 and var count)
            {
                recording.Add(buffer.AsSpan(0, count));
                await destination.WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // Cut, or the other side has gone.
        }
    }

    private T Read<T>(Func<List<Recording>, T> read)
    {
        lock (_lock)
            return read(_recordings);
    }
}
