using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using QuantumAttributes.Benchmarks.Servers;

namespace QuantumAttributes.Benchmarks.Hubs;

/// <summary>Messages to a hub and back, over a few connections that stay open, many under way on each.</summary>
internal sealed class HubLoad : Load, IAsyncDisposable
{
    private const int Connections = 4;
    private const int UnderWay = 32;

    private readonly string _text;
    private readonly HubConnection[] _connections = new HubConnection[Connections];
    private readonly SemaphoreSlim[] _room = [.. Enumerable.Range(0, Connections).Select(static _ => new SemaphoreSlim(UnderWay))];
    private int _heard;
    private int _wrong;

    private HubLoad(string name, int count, int size)
        : base(name, count) => _text = Convert.ToHexString(RandomNumberGenerator.GetBytes(size / 2));

    /// <summary>Connects.</summary>
    /// <param name="name">The row it stands in.</param>
    /// <param name="count">How many messages are one run.</param>
    /// <param name="size">How many characters each has.</param>
    /// <param name="address">The server's.</param>
    /// <param name="configure">Adds what the server demands.</param>
    public static async Task<HubLoad> ConnectAsync(string name, int count, int size, string address, Action<IHubConnectionBuilder>? configure = null)
    {
        var load = new HubLoad(name, count, size);
        for (int i = 0; i < Connections; i++)
        {
            IHubConnectionBuilder builder = new HubConnectionBuilder().WithUrl(address + EchoHub.Path, HttpTransportType.WebSockets);
            configure?.Invoke(builder);
            HubConnection connection = load._connections[i] = builder.Build();
            SemaphoreSlim room = load._room[i];
            connection.On<string>(EchoHub.Heard, text => load.Hear(text, room));
            await connection.StartAsync();
        }

        return load;
    }

    public override Task PrepareAsync()
    {
        (_heard, _wrong) = (0, 0);
        return Task.CompletedTask;
    }

    public override Task RunAsync() =>
        Task.WhenAll(Enumerable.Range(0, Connections).Select(i => Task.Run(() => TalkAsync(_connections[i], _room[i]))));

    public override Task CheckAsync() => _heard == Count && _wrong == 0
        ? Task.CompletedTask
        : throw new InvalidOperationException($"Of {Count} messages {_heard} came back, {_wrong} of them changed.");

    public async ValueTask DisposeAsync()
    {
        foreach (HubConnection connection in _connections)
            await connection.DisposeAsync();
        foreach (SemaphoreSlim room in _room)
            room.Dispose();
    }

    private async Task TalkAsync(HubConnection connection, SemaphoreSlim room)
    {
        for (int i = 0; i < Count / Connections; i++)
        {
            await room.WaitAsync();
            await connection.SendAsync(nameof(EchoHub.Say), _text);
        }

        for (int i = 0; i < UnderWay; i++)
            await room.WaitAsync(); // all have come back
        room.Release(UnderWay);
    }

    private void Hear(string text, SemaphoreSlim room)
    {
        Interlocked.Increment(ref _heard);
        if (text != _text)
            Interlocked.Increment(ref _wrong);
        room.Release();
    }
}
