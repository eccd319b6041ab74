using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Processes;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.ColdStart;

/// <summary>Lets processes start at once on an empty store: all must get the same ring.</summary>
internal static class ColdStartCommand
{
    public static async Task<Verdict> RunAsync(StoreKind kind, int rounds, int processes)
    {
        int whole = 0;
        for (int round = 1; round <= rounds; round++)
        {
            await using StressStore store = await StressStore.CreateAsync(kind);
            string[] answers = await StartAsync(store, processes);
            string? problem = answers.Distinct().Count() == 1 ? await FindProblemAsync(store) : $"split: {string.Join(" | ", answers.Distinct())}";
            if (problem is null)
                whole++;
            else
                Console.WriteLine($"        round {round}: {problem}");
        }

        return new Verdict(whole == rounds, $"{whole} of {rounds} rounds: one ring ({processes} processes each)");
    }

    private static async Task<string[]> StartAsync(StressStore store, int processes)
    {
        ChildProcess[] children = [.. Enumerable.Range(0, processes).Select(_ => ChildProcess.Start(ColdStartChild.Role, store))];
        try
        {
            foreach (ChildProcess child in children)
                await child.ExpectAsync(ColdStartChild.Ready);
            foreach (ChildProcess child in children)
                child.Say(ColdStartChild.Start);
            return await Task.WhenAll(children.Select(AnswerAsync));
        }
        finally
        {
            foreach (ChildProcess child in children)
                child.Dispose();
        }
    }

    private static async Task<string> AnswerAsync(ChildProcess child)
    {
        string answer = await child.ReadToEndAsync();
        return await child.ExitCodeAsync() == 0 ? answer.Trim() : $"failed: {await child.ErrorAsync()}";
    }

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
