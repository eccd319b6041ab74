using System.Security.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Stress.Stores;

namespace QuantumAttributes.Stress.Kill;

/// <summary>Looks at a store after a kill as the next process does, goes on with it, and counts what is not as it has to be.</summary>
internal sealed class KillCheck(StressStore store, Acknowledged acknowledged, KillTally tally)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    /// <param name="where">Where the process was killed, for the messages.</param>
    public async Task RunAsync(string where)
    {
        try
        {
            IKeyStore opened = await store.OpenAsync();
            using QuantumKeyManager manager = Rings.Manager(opened);
            await manager.InitializeAsync();
            await LookAsync(opened, manager, where);
            KeyDescription next = await manager.RotateAsync(KeyPurpose.Signing);
            acknowledged.Add(await manager.SignAsync(next.Id, Rings.Message));
        }
        catch (Exception e) when (e is KeyStoreException or CryptographicException)
        {
            tally.Unreadable++;
            Say(where, $"the ring does not open: {e.Message}");
            return;
        }

        if (await CountLeftoversAsync() is > 0 and var leftovers)
        {
            tally.Leftovers += leftovers;
            Say(where, $"{leftovers} leftovers");
        }
    }

    private async Task LookAsync(IKeyStore opened, QuantumKeyManager manager, string where)
    {
        IReadOnlyList<KeyDescription> keys = await manager.ListAsync();
        if ((await manager.ListUnreadableAsync()) is [var unreadable, ..])
        {
            tally.Unreadable++;
            Say(where, $"unreadable: {unreadable.Reason}");
        }

        int lost = await CountLostAsync(manager, keys);
        if (lost > 0)
        {
            tally.Lost += lost;
            Say(where, $"{lost} acknowledged keys lost");
        }

        int active = keys.Count(key => key.Slot == KeyPurpose.Signing && key.State == KeyState.Active);
        if (active > 1 || (active == 0 && keys.Any(key => key.Slot == KeyPurpose.Signing)))
        {
            tally.NotOneActive++;
            Say(where, $"{active} active keys");
        }

        if ((await Rings.AuditFindingsAsync(opened, manager)) is [var finding, ..])
        {
            tally.BrokenAudits++;
            Say(where, $"audit log: {finding.Message}");
        }
    }

    private async Task<int> CountLostAsync(QuantumKeyManager manager, IReadOnlyList<KeyDescription> keys)
    {
        HashSet<KeyId> verifying = [.. keys.Where(key => key.State is KeyState.Active or KeyState.Deactivated).Select(key => key.Id)];
        HashSet<KeyId> lost = [.. acknowledged.Keys.Where(id => !verifying.Contains(id))];
        foreach (KeySignature signature in acknowledged.Signatures)
        {
            if (!await manager.VerifyAsync(signature, Rings.Message))
                lost.Add(signature.KeyId);
        }

        return lost.Count;
    }

    // A server notices only after a while that a client is gone.
    private async Task<int> CountLeftoversAsync()
    {
        int leftovers = await store.CountLeftoversAsync();
        for (int tries = 0; leftovers > 0 && tries < 50; tries++)
        {
            await Task.Delay(_pause);
            leftovers = await store.CountLeftoversAsync();
        }

        return leftovers;
    }

    private static void Say(string where, string what) => Console.WriteLine($"        killed {where}: {what}");
}
