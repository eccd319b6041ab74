using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.Faults;

/// <summary>The store is away for a while.</summary>
internal static class AwayFault
{
    public static async Task RunAsync(Func<Task<StressStore>> create, Func<StressStore, Task> take, Func<StressStore, Task> giveBack)
    {
        await using StressStore store = await create();
        using RingUnderFault ring = await RingUnderFault.CreateAsync(await store.OpenAsync());
        await take(store);
        try
        {
            await ring.RequireNoWritingAsync("away");
            await RequireTypedAsync(ring.Store);
        }
        finally
        {
            await giveBack(store);
        }

        await ring.RequireRecoveredAsync("back");
    }

    // To a process that starts now, nothing is known.
    private static async Task RequireTypedAsync(IKeyStore store)
    {
        using QuantumKeyManager manager = Rings.Manager(store, KeyPurpose.Signing);
        try
        {
            await manager.InitializeAsync();
        }
        catch (KeyStoreException)
        {
            return;
        }

        throw new StressException("away, a new process finds a ring");
    }
}
