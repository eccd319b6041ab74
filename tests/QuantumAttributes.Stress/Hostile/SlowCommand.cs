using System.Net;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.Stress.Hostile;

/// <summary>Hundreds of connections that never finish a head, a handshake or a body: they are cut off, and the server serves meanwhile.</summary>
internal static class SlowCommand
{
    private const int Channels = 8;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly IPAddress _newcomer = IPAddress.Parse("127.0.0.2");

    public static async Task<Verdict> RunAsync(int count)
    {
        using HostileServer server = await HostileServer.StartAsync(ServerChild.Limited);
        using Friends friends = await Friends.OpenAsync(server, Channels);
        using HttpClient http = server.CreateClient(_newcomer);
        using ClientChannel channel = await HostileServer.OpenChannelAsync(http);
        using var enough = new CancellationTokenSource();
        Task serving = friends.RunAsync(enough.Token);
        Task<int> opening = OpenAsync(http, enough.Token);
        string[] kinds = ["head", "handshake", "body"];
        var slow = new Task<TimeSpan?>[kinds.Length][];
        for (int kind = 0; kind < kinds.Length; kind++)
        {
            int share = (count + kind) / kinds.Length;
            slow[kind] = new Task<TimeSpan?>[share];
            for (int i = 0; i < share; i++)
                slow[kind][i] = SlowConnection.RunAsync(server, await BeginAsync(kinds[kind], server, channel), _patience);
        }

        TimeSpan?[][] closed = await Task.WhenAll(slow.Select(Task.WhenAll));
        await enough.CancelAsync();
        await serving;
        int opened = await opening;
        int alive = closed.Sum(times => times.Count(time => time is null));
        string cut = string.Join(", ", closed.Select((times, kind) => $"{kinds[kind]} within {Math.Ceiling(times.Max()?.TotalSeconds ?? 0)} s"));
        return new Verdict(
            alive == 0 && friends.Sent > 0 && friends.Answered == friends.Sent && opened > 0,
            $"{count} slow connections, {alive} not cut off in {_patience.TotalSeconds} s ({cut}); meanwhile {friends.Answered} of {friends.Sent} "
            + $"requests in channels answered and {opened} channels opened; {friends.Latencies}");
    }

    private static async Task<string> BeginAsync(string kind, HostileServer server, ClientChannel channel)
    {
        string host = $"Host: {server.Origin.Authority}\r\n";
        if (kind == "head")
            return $"GET /hello HTTP/1.1\r\n{host}X-Slow: ";
        if (kind == "handshake")
            return $"POST {ChannelServer.Path} HTTP/1.1\r\n{host}Content-Type: {ChannelServer.ContentType}\r\nContent-Length: 3471\r\n\r\n";
        using SealedRequest record = await CapturedRequest.SealAsync(channel, "POST", "/echo", hasBody: true);
        return $"POST /echo HTTP/1.1\r\n{host}Content-Type: {RequestHead.ContentType}\r\nContent-Length: 16000\r\n{RequestField.Name}: {record.Field}\r\n\r\n";
    }

    // A newcomer each second, from another address.
    private static async Task<int> OpenAsync(HttpClient http, CancellationToken enough)
    {
        int opened = 0;
        while (!enough.IsCancellationRequested)
        {
            using (await HostileServer.OpenChannelAsync(http))
                opened++;
            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
        }

        return opened;
    }
}
