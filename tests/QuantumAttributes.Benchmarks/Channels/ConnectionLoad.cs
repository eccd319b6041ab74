using System.Net;
using System.Net.Sockets;
using QuantumAttributes.Benchmarks.Servers;

namespace QuantumAttributes.Benchmarks.Channels;

/// <summary>Connections to the peer of handshakes, one after the other on each of a few lanes.</summary>
/// <param name="name">The row it stands in.</param>
/// <param name="count">How many connections are one run.</param>
/// <param name="port">The server's port.</param>
/// <param name="use">What to do with a connection: until the server has done its part.</param>
internal sealed class ConnectionLoad(string name, int count, int port, Func<Stream, Task> use) : Load(name, count)
{
    private const int Lanes = 4;

    private int _begun;

    public override Task PrepareAsync()
    {
        _begun = 0;
        return Task.CompletedTask;
    }

    public override Task RunAsync() => Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(ConnectAsync)));

    public override Task CheckAsync() => Task.CompletedTask; // what went wrong has thrown

    /// <summary>Uses one connection.</summary>
    public async Task ConnectOnceAsync()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = new NetworkStream(socket);
        await use(stream);
    }

    private async Task ConnectAsync()
    {
        while (Interlocked.Increment(ref _begun) <= Count)
            await ConnectOnceAsync();
    }
}
