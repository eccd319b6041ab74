using System.Globalization;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>
/// What has to stay as it is while connections beside it come to grief: some that talk on, the heap, and nobody's exceptions. With the words for
/// the last line.
/// </summary>
internal sealed class HubWatch : IAsyncDisposable
{
    private const double MostHeapGrowth = 2; // MiB
    private const int MostShown = 3;

    private readonly HubHost _host;
    private readonly Talker[] _talkers;
    private readonly UnobservedExceptions _unobserved = new();
    private readonly CancellationTokenSource _enough = new();
    private readonly Task _talking;
    private double _heap;

    private HubWatch(HubHost host, Talker[] talkers)
    {
        _host = host;
        _talkers = talkers;
        _talking = Task.WhenAll(talkers.Select(talker => talker.TalkAsync(_enough.Token)));
    }

    /// <summary>How many talk on.</summary>
    public int Talkers => _talkers.Length;

    /// <summary>How many of so many it takes until everything has been used that keeps memory.</summary>
    public static int FirstOf(int count) => Math.Max(count / 5, Math.Min(count / 2, 50));

    public static async Task<HubWatch> StartAsync(HubHost host, int talkers)
    {
        Task<Talker>[] starting = [.. Enumerable.Range(0, talkers).Select(i => Talker.StartAsync(host.CreateClient(), $"undisturbed {i}"))];
        return new HubWatch(host, await Task.WhenAll(starting));
    }

    /// <summary>Measures the heap that counts as the one before, with only those connected who talk on.</summary>
    public async Task BeginAsync()
    {
        await _host.ExpectConnectionsAsync(Talkers);
        _heap = LiveHeap.Measure();
    }

    /// <summary>Whether all is as it was, and then nobody connected.</summary>
    public async Task<Verdict> EndAsync()
    {
        await _host.ExpectConnectionsAsync(Talkers);
        double heap = LiveHeap.Measure();
        await _enough.CancelAsync();
        await _talking;
        Dictionary<string, HubParty> parties = _host.Ledger.Parties.ToDictionary(party => party.Name!);
        bool whole = _talkers.All(talker => IsWhole(talker, parties[talker.Name]));
        foreach (Talker talker in _talkers)
            await talker.DisposeAsync();
        await _host.ExpectConnectionsAsync(0);
        IReadOnlyCollection<string> unobserved = _unobserved.All;
        foreach (string exception in unobserved.Take(MostShown))
            Console.WriteLine(exception);
        return new Verdict(
            whole && unobserved.Count == 0 && heap - _heap <= MostHeapGrowth,
            $"beside them {Talkers} talked on ({_talkers.Sum(talker => talker.Sent)} messages and back, all whole: {whole}), then 0 connections; "
            + string.Create(CultureInfo.InvariantCulture, $"{unobserved.Count} unobserved exceptions; live heap {_heap:F1} -> {heap:F1} MiB"));
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        foreach (Talker talker in _talkers)
            await talker.DisposeAsync();
        _enough.Dispose();
        _unobserved.Dispose();
    }

    private static bool IsWhole(Talker talker, HubParty party) =>
        !talker.Closed.IsCompleted && talker.Heard.IsWhole && party.Said.IsWhole && (talker.Wrong, party.Wrong, talker.EchoesLost) == (0, 0, 0)
        && talker.Heard.Next == talker.Said && party.Said.Next == talker.Said && talker.Said > 0;
}
