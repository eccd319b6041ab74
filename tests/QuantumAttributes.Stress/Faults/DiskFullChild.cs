using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Processes;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.Faults;

/// <summary>A process whose files may not grow beyond a limit, wherever in a change that strikes.</summary>
internal static class DiskFullChild
{
    public const string Role = "disk-full-child";

    private const string Done = "done";

    /// <summary>Starts it on a new store.</summary>
    public static async Task StartAsync(Func<Task<StressStore>> create)
    {
        await using StressStore store = await create();
        using ChildProcess child = ChildProcess.Start(Role, store);
        await child.ExpectAsync(Done);
        await child.ExpectEndAsync();
    }

    public static async Task<int> RunAsync(StressStore store, string[] arguments)
    {
        using RingUnderFault ring = await RingUnderFault.CreateAsync(await store.OpenAsync());
        int refused = 0;
        foreach (long limit in Limits(store))
        {
            string when = $"with files of at most {limit} bytes";
            Signals.LimitFileSize(limit);
            refused += await ring.TryRotateAsync(when) ? 0 : 1;
            await ring.RequireWorkingAsync(when);
            Signals.LimitFileSize(null);
            await ring.RequireRecoveredAsync("with room again");
            StressException.Require(refused > 0, $"{when}, a rotation succeeds");
        }

        Console.WriteLine(Done);
        return 0;
    }

    // Nothing, less than a key, and then the audit log up to some byte of what is added; for a database, its files up to each page or so.
    private static IEnumerable<long> Limits(StressStore store)
    {
        foreach (long limit in (long[])[0, 1, 100, 1000])
            yield return limit;
        for (int step = 0; step < 20; step++)
        {
            yield return store.Kind == StoreKind.Directory
                ? new FileInfo(Path.Combine(store.Address, DirectoryKeyStore.AuditName)).Length + (step * step * 30)
                : 4000 * (step + 1);
        }
    }
}
