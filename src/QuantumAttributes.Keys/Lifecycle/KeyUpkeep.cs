using System.Collections.Concurrent;
using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Keys.Ring;

namespace QuantumAttributes.Keys.Lifecycle;

/// <summary>What the clock demands of a ring: decisions, as <see cref="KeyLifecycle"/> makes them. Safe to use from several threads.</summary>
internal sealed class KeyUpkeep(KeyRingOptions options, KeyLifecycle lifecycle)
{
    // Where within the time between rotation and end this process rotates a key: another one each, so that they do not all come at once.
    private readonly ConcurrentDictionary<KeyId, double> _jitter = [];

    /// <summary>The slots to look after: those that have to be filled, and those with an active key.</summary>
    public IEnumerable<KeySlot> Slots(RingSnapshot ring) => options.Slots.Union(
        ring.Keys.Where(static key => key.Description.State == KeyState.Active).Select(static key => key.Description.Slot));

    /// <summary>What a slot needs: its first key, an announcement, a rotation; null for nothing.</summary>
    public RingChange? Renew(RingSnapshot ring, KeySlot slot, FreshKey fresh, DateTimeOffset now)
    {
        KeyPolicy policy = options.PolicyOf(slot);
        if (ring.Active(slot) is not { } active)
            return options.Slots.Contains(slot) ? lifecycle.Fill(ring, slot, fresh, now) : null;
        if (!policy.IsAutomatic)
            return null;
        DateTimeOffset due = policy.RotationOf(active.Description.Activation) + (policy.RotateAhead * Jitter(active.Id) / 2);
        if (now >= due)
            return lifecycle.Rotate(ring, slot, fresh, now);
        return policy.Announce > TimeSpan.Zero && now >= due - policy.Announce && ring.Successor(slot) is null
            ? new RingChange(lifecycle.Add(ring, slot, fresh.Material, fresh.Algorithm, activate: false, AuditAction.Create, now))
            : null;
    }

    /// <summary>What is left over: superseded and overtaken keys, keys at their end, destroyed ones kept long enough, keys under a former protection.</summary>
    public RingChange? TidyUp(RingSnapshot ring, DateTimeOffset now)
    {
        KeyChange[] changes = [.. ring.Keys.Select(key => TidyUp(ring, key, now)).OfType<KeyChange>().OrderBy(static c => c.Key.Slot.ToString())];
        return changes.Length > 0 ? new RingChange(changes) : null;
    }

    private KeyChange? TidyUp(RingSnapshot ring, RingKey key, DateTimeOffset now)
    {
        KeyDescription stored = key.Description;
        KeyPolicy policy = options.PolicyOf(stored.Slot);
        if (stored.State == KeyState.Active && ring.Describe(key).State == KeyState.Deactivated)
            return new(AuditAction.Deactivate, stored.To(KeyState.Deactivated, now), key.Material, "superseded");
        if (!options.Approvals.ContainsKey(stored.Slot.Purpose))
        {
            if (stored.State == KeyState.Deactivated && now >= stored.End && policy.DestroyAtEnd)
                return Destroy(stored, now, "at its end");
            if (stored.State == KeyState.PreActivation && ring.Active(stored.Slot)?.Description.Generation > stored.Generation)
                return Destroy(stored, now, "overtaken");
        }

        if (stored.State == KeyState.Destroyed && now >= stored.Changed + policy.KeepDestroyed)
            return new(AuditAction.Remove, stored, null);
        return key.IsPresentlyProtected
            ? null
            : new(AuditAction.Rewrap, stored with { Revision = stored.Revision + 1 }, key.Material);
    }

    private static KeyChange Destroy(KeyDescription key, DateTimeOffset now, string reason) =>
        new(AuditAction.Destroy, key.To(KeyState.Destroyed, now, reason), null, reason);

    private double Jitter(KeyId id) => _jitter.GetOrAdd(id, static _ => Random.Shared.NextDouble());
}
