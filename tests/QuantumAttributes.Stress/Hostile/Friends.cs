using System.Diagnostics;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Stress.Rotation;

namespace QuantumAttributes.Stress.Hostile;

/// <summary>Clients with open channels, each of which sends one request after another and counts what is answered in its channel.</summary>
internal sealed class Friends : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;
    private readonly ClientChannel[] _channels;
    private int _sent;
    private int _answered;

    private Friends(HttpClient http, ClientChannel[] channels)
    {
        _http = http;
        _channels = channels;
    }

    public int Sent => _sent;

    public int Answered => _answered;

    /// <summary>The part of the requests that was answered.</summary>
    public double Share => _sent == 0 ? 0 : (double)_answered / _sent;

    public Latencies Latencies { get; private set; } = new();

    public static async Task<Friends> OpenAsync(HostileServer server, int count)
    {
        HttpClient http = server.CreateClient();
        http.Timeout = _patience;
        var channels = new ClientChannel[count];
        for (int i = 0; i < count; i++)
            channels[i] = await HostileServer.OpenChannelAsync(http);
        var friends = new Friends(http, channels);
        foreach (ClientChannel channel in channels)
            await friends.AskAsync(channel); // confirms it
        return friends;
    }

    /// <summary>Sends until it is enough, and forgets what was counted before.</summary>
    public async Task RunAsync(CancellationToken enough)
    {
        (_sent, _answered, Latencies) = (0, 0, new Latencies());
        await Task.WhenAll(_channels.Select(channel => Task.Run(() => WorkAsync(channel, enough), CancellationToken.None)));
    }

    public void Dispose()
    {
        foreach (ClientChannel channel in _channels)
            channel.Dispose();
        _http.Dispose();
    }

    private async Task WorkAsync(ClientChannel channel, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await AskAsync(channel);
            await Task.Delay(_pause, CancellationToken.None);
        }
    }

    private async Task AskAsync(ClientChannel channel)
    {
        Interlocked.Increment(ref _sent);
        long began = Stopwatch.GetTimestamp();
        try
        {
            using SealedRequest record = await CapturedRequest.SealAsync(channel, "GET", "/hello", hasBody: false);
            using var request = new HttpRequestMessage(HttpMethod.Get, "/hello");
            request.Headers.TryAddWithoutValidation(RequestField.Name, record.Field.ToString());
            using HttpResponseMessage response = await _http.SendAsync(request);
            if (response.IsSuccessStatusCode
                && response.Headers.TryGetValues(RequestField.Name, out IEnumerable<string>? values)
                && record.OpenResponse(values.Single(), (int)response.StatusCode) is not null)
            {
                Interlocked.Increment(ref _answered);
                Latencies.Add(began);
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // Not answered.
        }
    }
}
