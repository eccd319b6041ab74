using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Stress.Faults;

namespace QuantumAttributes.Stress.Hostile;

/// <summary>Handshakes of strangers from many addresses: each made beforehand, sent once, and genuine, so that the server has all the work.</summary>
internal sealed class Flood : IDisposable
{
    private const int Addresses = 200;

    // Ahead of the server's clock, so that what is made beforehand is not too old when it is sent.
    private static readonly ShiftedClock _ahead = new() { Shift = TimeSpan.FromSeconds(50) };

    private readonly HttpClient[] _clients;
    private readonly ConcurrentQueue<byte[]> _made = [];
    private readonly ConcurrentDictionary<int, int> _answers = [];
    private int _sent;

    public Flood(HostileServer server)
    {
        _clients = [.. Enumerable.Range(0, Addresses).Select(i => server.CreateClient(IPAddress.Parse($"127.0.1.{i + 1}")))];
    }

    public int Sent => _sent;

    /// <summary>How many were answered, by status; 0 for none.</summary>
    public string Answers => string.Join(", ", _answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Key}: {answer.Value}"));

    public int Left => _made.Count;

    /// <summary>Makes handshakes, on every core.</summary>
    public async Task MakeAsync(int count)
    {
        if (count <= 0)
            return;
        DiscoveryDocument document = await HostileServer.DiscoverAsync(_clients[0]);
        Parallel.For(0, count, _ =>
        {
            using ChannelOpening opening = ChannelOpening.Begin(document, null, ProviderSet.Default, _ahead);
            _made.Enqueue(opening.Request.ToArray());
        });
    }

    /// <summary>Sends as many a second, or (0) as fast as they are answered, until the time is over.</summary>
    public async Task RunAsync(int workers, double perSecond, TimeSpan time)
    {
        _sent = 0;
        _answers.Clear();
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(() => WorkAsync(worker, perSecond / workers, began, time))));
    }

    public void Dispose()
    {
        foreach (HttpClient client in _clients)
            client.Dispose();
    }

    private async Task WorkAsync(int worker, double perSecond, long began, TimeSpan time)
    {
        HttpClient http = _clients[worker % Addresses];
        for (int i = 0; Stopwatch.GetElapsedTime(began) < time && _made.TryDequeue(out byte[]? handshake); i++)
        {
            TimeSpan due = perSecond > 0 ? TimeSpan.FromSeconds((i + ((double)worker / Addresses)) / perSecond) : TimeSpan.Zero;
            if (due - Stopwatch.GetElapsedTime(began) is var early && early > TimeSpan.Zero)
                await Task.Delay(early);
            Interlocked.Increment(ref _sent);
            int status = await SendAsync(http, handshake);
            _answers.AddOrUpdate(status, 1, (_, count) => count + 1);
        }
    }

    private static async Task<int> SendAsync(HttpClient http, byte[] handshake)
    {
        try
        {
            using HttpResponseMessage response = await HostileServer.PostHandshakeAsync(http, handshake, CancellationToken.None);
            return (int)response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return 0;
        }
    }
}
