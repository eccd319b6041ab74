using System.Text;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Stress;

/// <summary>Managers that all open one another's rings, and what is asked of every ring.</summary>
internal static class Rings
{
    // No secret: the rings are thrown away.
    private static readonly SecretProtection _protection = new([.. Enumerable.Repeat((byte)7, SecretProtection.SecretSize)]);

    /// <summary>What every signature is over.</summary>
    public static ReadOnlyMemory<byte> Message { get; } = Encoding.UTF8.GetBytes("a message that is signed again and again");

    /// <summary>A manager of its own, as another process would have.</summary>
    public static QuantumKeyManager Manager(IKeyStore store, params KeySlot[] slots) => Manager(store, TimeProvider.System, slots);

    /// <summary>The same, with another clock.</summary>
    public static QuantumKeyManager Manager(IKeyStore store, TimeProvider time, params KeySlot[] slots)
    {
        KeyRingOptions options = new() { Actor = "stress" };
        options.Slots.UnionWith(slots);
        return new QuantumKeyManager(store, _protection, options, time: time);
    }

    /// <summary>The audit log's faults.</summary>
    public static async Task<IReadOnlyList<AuditFinding>> AuditFindingsAsync(IKeyStore store, QuantumKeyManager manager) =>
        (await AuditVerifier.VerifyAsync(store.ReadAuditAsync(), await manager.ListAsync())).Findings;

    /// <summary>A ring as a new process finds it: every key readable, one active key a slot, the audit log intact.</summary>
    /// <exception cref="StressException">It is not so.</exception>
    public static async Task RequireSoundAsync(IKeyStore store)
    {
        using QuantumKeyManager manager = Manager(store);
        IReadOnlyList<KeyDescription> keys = await manager.ListAsync();
        StressException.Require(keys.Count > 0, "the ring is empty");
        if ((await manager.ListUnreadableAsync()) is [var unreadable, ..])
            throw new StressException($"unreadable: {unreadable.Location}: {unreadable.Reason}");
        foreach (IGrouping<KeySlot, KeyDescription> slot in keys.GroupBy(key => key.Slot))
        {
            int active = slot.Count(key => key.State == KeyState.Active);
            StressException.Require(active == 1, $"{slot.Key} has {active} active keys");
        }

        if ((await AuditFindingsAsync(store, manager)) is [var finding, ..])
            throw new StressException($"audit log: {finding.Message}");
    }
}
