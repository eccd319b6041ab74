namespace QuantumAttributes.Stress.Hostile;

/// <summary>
/// Handshakes at twice what the server can compute, from many addresses, with the limits that it has by default: what is sent in channels
/// that are open is answered all the same.
/// </summary>
internal static class FloodCommand
{
    private const int Channels = 16;
    private const int Probes = 8;
    private const int Workers = 400;
    private const int MostRounds = 4;
    private const double Least = 0.99;
    private const double LeastExcess = 1.8; // of 2: senders are late at times

    private static readonly TimeSpan _probeTime = TimeSpan.FromSeconds(3);

    public static async Task<Verdict> RunAsync(TimeSpan time)
    {
        using HostileServer server = await HostileServer.StartAsync(ServerChild.Limited);
        using HttpClient http = server.CreateClient();
        using Friends friends = await Friends.OpenAsync(server, Channels);
        using var flood = new Flood(server);
        await ProbeAsync(flood, http); // warm
        await MeasureAsync(friends);
        double capacity = await ProbeAsync(flood, http);
        string calm = await MeasureAsync(friends);
        for (int round = 1; ; round++)
        {
            double computed = await FloodAsync(flood, http, friends, 2 * capacity, time);
            double offered = flood.Sent / time.TotalSeconds;
            if (offered < LeastExcess * computed && round < MostRounds)
            {
                capacity = Math.Max(capacity, computed); // the server could do more than it was seen to
                continue;
            }

            return new Verdict(
                friends.Share >= Least && friends.Sent > 0 && offered >= LeastExcess * computed,
                FormattableString.Invariant($"{computed:F0} handshakes/s computed of {offered:F0}/s for {time.TotalSeconds} s, answered {flood.Answers}; ")
                + FormattableString.Invariant($"in channels {friends.Answered} of {friends.Sent} answered ({100 * friends.Share:F2} %), {friends.Latencies}; ")
                + $"without a flood {calm}");
        }
    }

    // As fast as they are answered.
    private static async Task<double> ProbeAsync(Flood flood, HttpClient http)
    {
        await flood.MakeAsync(4000 - flood.Left);
        int before = await HostileServer.ComputedAsync(http);
        await flood.RunAsync(Probes, 0, _probeTime);
        return (await HostileServer.ComputedAsync(http) - before) / _probeTime.TotalSeconds;
    }

    private static async Task<double> FloodAsync(Flood flood, HttpClient http, Friends friends, double perSecond, TimeSpan time)
    {
        await flood.MakeAsync((int)(1.1 * perSecond * time.TotalSeconds) - flood.Left);
        int before = await HostileServer.ComputedAsync(http);
        using var enough = new CancellationTokenSource();
        Task serving = friends.RunAsync(enough.Token);
        await flood.RunAsync(Workers, perSecond, time);
        int computed = await HostileServer.ComputedAsync(http) - before;
        await enough.CancelAsync();
        await serving;
        return computed / time.TotalSeconds;
    }

    private static async Task<string> MeasureAsync(Friends friends)
    {
        using var enough = new CancellationTokenSource(_probeTime);
        await friends.RunAsync(enough.Token);
        return friends.Latencies.ToString();
    }
}
