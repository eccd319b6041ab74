using System.Diagnostics;
using System.Globalization;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>
/// So many messages over so many connections, each renewed again and again meanwhile: all come, once, in order and as they were, under keys and
/// nonces that never come twice, and the heap stays as it is.
/// </summary>
internal static class SoakCommand
{
    private const double Spread = 0.5;
    private const double Begun = 0.2; // by then everything has been used
    private const double MostHeapGrowth = 4; // MiB

    public static async Task<Verdict> RunAsync(int messages, int connections, TimeSpan lifetime, TimeSpan time)
    {
        using var nonces = new NonceOrder();
        await using HubHost host = await HubHost.StartAsync(lifetime);
        try
        {
            return await SoakAsync(host, nonces, messages, connections, lifetime, time);
        }
        catch (StressException e)
        {
            return new Verdict(false, $"{e.Message} The server: {host.Ledger.FirstEnd ?? "nothing"}");
        }
    }

    private static async Task<Verdict> SoakAsync(HubHost host, NonceOrder nonces, int messages, int connections, TimeSpan lifetime, TimeSpan time)
    {
        Talker[] talkers = await StartAsync(host, connections, lifetime);
        long began = Stopwatch.GetTimestamp();
        int each = messages / connections, first = (int)(each * Begun);
        await TalkAsync(host, talkers, first, time * Begun);
        double heap = LiveHeap.Measure();
        await TalkAsync(host, talkers, each - first, time * (1 - Begun));
        TimeSpan taken = Stopwatch.GetElapsedTime(began);
        double heapAfter = LiveHeap.Measure();
        SoakTally tally = Count(host, talkers, lifetime);
        int accepted = host.Meters.Accepted, refused = host.Meters.Refused;
        foreach (Talker talker in talkers)
            await talker.DisposeAsync();
        await host.ExpectConnectionsAsync(0);
        bool held = tally.Held && refused == 0 && accepted >= connections + tally.Renewals && nonces is { Repeated: 0, Encryptions: > 0 }
            && heapAfter - heap <= MostHeapGrowth;
        return new Verdict(held, string.Create(
            CultureInfo.InvariantCulture,
            $"{tally.Sent} messages and back, {tally.Told} of the server's, {connections} connections, {taken.TotalSeconds:F0} s ")
            + string.Create(CultureInfo.InvariantCulture, $"({tally.Sent / taken.TotalSeconds:F0}/s); ")
            + $"{tally.Lost} lost, {tally.Duplicated} twice, {tally.OutOfOrder} out of order, {tally.Wrong} changed; "
            + $"{tally.Renewals} renewals seen by the hub, at least {tally.FewestRenewals} of each, {tally.TooLong} connections too few; "
            + $"{accepted} handshakes, {refused} refused; {nonces.Encryptions} encryptions, {nonces.KeyCount} keys, {nonces.Repeated} repeated; "
            + string.Create(CultureInfo.InvariantCulture, $"live heap {heap:F1} -> {heapAfter:F1} MiB"));
    }

    // One after the other over part of a lifetime, so that their renewals do not all come at once either.
    private static async Task<Talker[]> StartAsync(HubHost host, int connections, TimeSpan lifetime)
    {
        var talkers = new Talker[connections];
        for (int i = 0; i < connections; i++)
        {
            talkers[i] = await Talker.StartAsync(host.CreateClient(), $"connection {i}");
            await Task.Delay(lifetime * Spread / connections);
        }

        return talkers;
    }

    // Afterwards nothing is under way.
    private static async Task TalkAsync(HubHost host, Talker[] talkers, int each, TimeSpan time)
    {
        using var enough = new CancellationTokenSource();
        Task announcing = new Announcer(host).RunAsync(enough.Token);
        await Task.WhenAll(talkers.Select(talker => Task.Run(() => talker.TalkAsync(each, time))));
        await enough.CancelAsync();
        await announcing;
        foreach ((Talker talker, HubParty? party) in Pair(host, talkers))
            await talker.ExpectToldAsync(party?.Told ?? 0);
    }

    private static SoakTally Count(HubHost host, Talker[] talkers, TimeSpan lifetime)
    {
        var tally = new SoakTally();
        foreach ((Talker talker, HubParty? party) in Pair(host, talkers))
            tally.Add(talker, party ?? throw new StressException($"the connection of {talker.Name} is gone"), lifetime);
        return tally;
    }

    private static IEnumerable<(Talker Talker, HubParty? Party)> Pair(HubHost host, Talker[] talkers)
    {
        Dictionary<string, HubParty> parties = host.Ledger.Parties.Where(party => party.Name is not null).ToDictionary(party => party.Name!);
        return talkers.Select(talker => (talker, parties.GetValueOrDefault(talker.Name)));
    }
}
