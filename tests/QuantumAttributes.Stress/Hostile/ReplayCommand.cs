using QuantumAttributes.Channels.Client;

namespace QuantumAttributes.Stress.Hostile;

/// <summary>Captured requests, half records and half signed, sent again and again: none is carried out. Many times at once: one is.</summary>
internal static class ReplayCommand
{
    private const int BatchSize = 500;
    private const int Races = 50;
    private const int AtOnce = 64;
    private const int Senders = 8;

    public static async Task<Verdict> RunAsync(int count)
    {
        using HostileServer server = await HostileServer.StartAsync(ServerChild.Unlimited);
        using HttpClient http = server.CreateClient();
        await WaitForSignaturesAsync(server, http);
        int before = await HostileServer.ExecutedAsync(http), replayed = 0, accepted = 0;
        var captured = new List<CapturedRequest>();
        while (captured.Count < count)
        {
            CapturedRequest[] batch = await CaptureAsync(server, http, Math.Min(BatchSize, count - captured.Count));
            captured.AddRange(batch);
            await ReplayAsync(batch); // at once, while the channel is open and every number is in its window
        }

        await ReplayAsync(captured);
        int executed = await HostileServer.ExecutedAsync(http) - before;
        int races = 0;
        for (int race = 0; race < Races; race++)
            races += await RaceAsync(server, http, race) == 1 ? 1 : 0;
        int executedInRaces = await HostileServer.ExecutedAsync(http) - before - executed;
        return new Verdict(
            accepted == 0 && executed == count && races == Races && executedInRaces == Races,
            $"{count} captured and carried out once ({executed} executions), {replayed} replays, {accepted} accepted; "
            + $"{Races} requests {AtOnce} times at once: {races} accepted exactly once ({executedInRaces} executions)");

        async Task ReplayAsync(IReadOnlyCollection<CapturedRequest> requests)
        {
            await Parallel.ForEachAsync(
                requests, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (request, _) =>
                {
                    if (await request.IsExecutedAsync(http))
                        Interlocked.Increment(ref accepted);
                });
            replayed += requests.Count;
        }
    }

    // A server that has just started takes no signature for five seconds.
    private static async Task WaitForSignaturesAsync(HostileServer server, HttpClient http)
    {
        for (int i = 0; i < 300; i++)
        {
            if (await CapturedRequest.OfSignature(server, server.Client).IsExecutedAsync(http))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        throw new StressException("no signed request was accepted");
    }

    private static async Task<CapturedRequest[]> CaptureAsync(HostileServer server, HttpClient http, int count)
    {
        using ClientChannel channel = await HostileServer.OpenChannelAsync(http);
        var batch = new CapturedRequest[count];
        for (int i = 0; i < count; i++)
        {
            batch[i] = await MakeAsync(server, channel, i);
            StressException.Require(await batch[i].IsExecutedAsync(http), "a request was refused that nobody had sent before");
        }

        return batch;
    }

    private static async Task<int> RaceAsync(HostileServer server, HttpClient http, int race)
    {
        using ClientChannel channel = await HostileServer.OpenChannelAsync(http);
        CapturedRequest request = await MakeAsync(server, channel, race);
        bool[] executed = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => request.IsExecutedAsync(http)));
        return executed.Count(did => did);
    }

    private static async Task<CapturedRequest> MakeAsync(HostileServer server, ClientChannel channel, int turn) =>
        turn % 2 == 0 ? await CapturedRequest.OfRecordAsync(channel) : CapturedRequest.OfSignature(server, server.Client);
}
