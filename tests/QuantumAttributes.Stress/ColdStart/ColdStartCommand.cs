using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Processes;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.ColdStart;

/// <summary>
/// Lets processes start at once on an empty store: all must get the same ring. They are new processes every few rounds: what has run before
/// is quicker, and they get closer to one another.
/// </summary>
internal sealed class ColdStartCommand : IDisposable
{
    private const int RoundsPerProcess = 10;

    private ChildProcess[] _children = [];

    public static async Task<Verdict> RunAsync(StoreKind kind, int rounds, int processes)
    {
        using ColdStartCommand command = new();
        int whole = 0;
        for (int round = 0; round < rounds; round++)
        {
            await using StressStore store = await StressStore.CreateAsync(kind);
            if (round % RoundsPerProcess == 0)
                await command.StartProcessesAsync(processes, store);
            string[] answers = await command.StartAsync(store);
            string[] different = [.. answers.Distinct()];
            string? problem = different.Length == 1 ? await FindProblemAsync(store) : $"split: {string.Join(" | ", different)}";
            if (problem is null)
                whole++;
            else
                Console.WriteLine($"        round {round + 1}: {problem}");
        }

        return new Verdict(
            whole == rounds, $"{whole} of {rounds} rounds: one ring ({processes} processes, new ones every {RoundsPerProcess} rounds)");
    }

    public void Dispose()
    {
        foreach (ChildProcess child in _children)
            child.Dispose();
    }

    private async Task StartProcessesAsync(int processes, StressStore store)
    {
        Dispose();
        _children = [.. Enumerable.Range(0, processes).Select(_ => ChildProcess.Start(ColdStartChild.Role, store))];
        foreach (ChildProcess child in _children)
            await child.ExpectAsync(ColdStartChild.Ready);
    }

    private async Task<string[]> StartAsync(StressStore store)
    {
        foreach (ChildProcess child in _children)
            child.Say(store.Address);
        return await Task.WhenAll(_children.Select(AnswerAsync));
    }

    private static async Task<string> AnswerAsync(ChildProcess child) =>
        await child.ReadLineAsync() ?? throw new StressException($"a child failed: {await child.ErrorAsync()}");

    private static async Task<string?> FindProblemAsync(StressStore store)
    {
        try
        {
            IKeyStore opened = await store.OpenAsync();
            await Rings.RequireSoundAsync(opened);
            using QuantumKeyManager manager = Rings.Manager(opened);
            int keys = (await manager.ListAsync()).Count, expected = ColdStartChild.Slots.Count + 1; // and the audit log's
            return keys == expected ? null : $"{keys} keys, not {expected}";
        }
        catch (StressException e)
        {
            return e.Message;
        }
    }
}
