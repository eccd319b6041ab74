using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Approvals;
using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Keys.Ring;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Lifecycle;

/// <summary>
/// Decides changes, given a ring and a time: from a snapshot to a change, without doing anything. Each may be asked again on a newer
/// snapshot.
/// </summary>
internal sealed class KeyLifecycle(KeyRingOptions options, ProviderSet providers)
{
    /// <summary>A key that is new to the ring.</summary>
    public KeyChange Add(RingSnapshot ring, KeySlot slot, KeyMaterial material, string algorithm, bool activate, AuditAction action, DateTimeOffset now)
    {
        KeyPolicy policy = options.PolicyOf(slot);
        KeyDescription key = NewKey.Describe(ring, slot, algorithm, material.PublicKey, activate, now, providers);
        DateTimeOffset activation = !activate && ring.Active(slot) is { } active ? policy.RotationOf(active.Description.Activation) : now;
        return new KeyChange(action, key.Scheduled(policy, activation), material);
    }

    /// <summary>A slot that has no active key gets one; null where it has.</summary>
    /// <exception cref="KeyRingException">An identity is there and cannot be read, or was taken out of use.</exception>
    public RingChange? Fill(RingSnapshot ring, KeySlot slot, FreshKey fresh, DateTimeOffset now)
    {
        if (ring.Active(slot) is not null)
            return null;
        UnreadableKey? unreadable = ring.Unreadable.FirstOrDefault(key => key.Slot is null || key.Slot == slot);
        if (slot.Purpose == KeyPurpose.Identity && (unreadable is not null || ring.OfSlot(slot).Any()))
        {
            throw new KeyRingException(
                $"{slot} has keys, and none that is active and can be read. Restore it from a backup: a new one breaks every client's pin. "
                + $"Where that is meant: quantum keys rotate {slot}."
                + (unreadable is null ? "" : $" {unreadable.Location}: {unreadable.Reason}"));
        }

        return Rotate(ring, slot, fresh, now);
    }

    /// <summary>The key that waits, or else a new one, takes the place of the active one.</summary>
    /// <param name="ring">The ring.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="fresh">The new key, if one is needed.</param>
    /// <param name="now">The time.</param>
    /// <param name="sameAlgorithm">Whether the key that waits serves only if it has the new key's algorithm.</param>
    public RingChange Rotate(RingSnapshot ring, KeySlot slot, FreshKey fresh, DateTimeOffset now, bool sameAlgorithm = false)
    {
        RingKey? waiting = ring.Successor(slot);
        return waiting is not null && (!sameAlgorithm || waiting.Description.Algorithm == fresh.Algorithm)
            ? Activate(ring, waiting, now)
            : new RingChange([
                Add(ring, slot, fresh.Material, fresh.Algorithm, activate: true, AuditAction.Create, now),
                .. DeactivateOlder(ring, slot, now)]);
    }

    /// <summary>A key that waits becomes its slot's active one.</summary>
    /// <exception cref="KeyStateException">It does not wait, or a newer key is active.</exception>
    public RingChange Activate(RingSnapshot ring, RingKey key, DateTimeOffset now)
    {
        KeySlot slot = key.Description.Slot;
        KeyDescription activated = key.Description.Activate(options.PolicyOf(slot), now);
        if (ring.Active(slot) is { } active && active.Description.Generation > key.Description.Generation)
            throw new KeyStateException(key.Description, $"it was overtaken by generation {active.Description.Generation}.");
        return new RingChange([new KeyChange(AuditAction.Activate, activated, key.Material), .. DeactivateOlder(ring, slot, now)]);
    }

    /// <exception cref="KeyStateException">It is not active.</exception>
    public static RingChange Deactivate(RingSnapshot ring, RingKey key, DateTimeOffset now) => TakeAway(
        ring, new KeyChange(AuditAction.Deactivate, ring.Describe(key).To(KeyState.Deactivated, now), key.Material), now);

    /// <exception cref="KeyStateException">The key cannot go there now.</exception>
    /// <exception cref="ApprovalException">Approvals are missing, or not valid.</exception>
    public RingChange MarkCompromised(RingSnapshot ring, RingKey key, string reason, IReadOnlyList<string> approvals, DateTimeOffset now)
    {
        KeyDescription marked = ring.Describe(key).To(KeyState.Compromised, now, reason);
        string detail = Approved(ApprovalAction.MarkCompromised, key.Description, reason, approvals, now);
        return TakeAway(ring, new KeyChange(AuditAction.MarkCompromised, marked, key.Material, detail), now);
    }

    /// <inheritdoc cref="MarkCompromised"/>
    public RingChange Destroy(RingSnapshot ring, RingKey key, string reason, IReadOnlyList<string> approvals, DateTimeOffset now)
    {
        KeyDescription destroyed = ring.Describe(key).To(KeyState.Destroyed, now, reason);
        string detail = Approved(ApprovalAction.Destroy, key.Description, reason, approvals, now);
        return new RingChange(new KeyChange(AuditAction.Destroy, destroyed, null, detail));
    }

    // First the superseded keys that are not yet written as such: without the newest, one of them would be the active one again.
    private static RingChange TakeAway(RingSnapshot ring, KeyChange change, DateTimeOffset now) => new([
        .. from key in ring.Superseded(change.Key.Slot)
           where key.Id != change.Key.Id
           select new KeyChange(AuditAction.Deactivate, key.Description.To(KeyState.Deactivated, now), key.Material),
        change]);

    private static IEnumerable<KeyChange> DeactivateOlder(RingSnapshot ring, KeySlot slot, DateTimeOffset now) =>
        from key in ring.OfSlot(slot)
        where key.Description.State == KeyState.Active
        select new KeyChange(AuditAction.Deactivate, key.Description.To(KeyState.Deactivated, now), key.Material);

    private string Approved(ApprovalAction action, KeyDescription key, string reason, IReadOnlyList<string> approvals, DateTimeOffset now) =>
        options.Approvals.TryGetValue(key.Slot.Purpose, out ApprovalPolicy? policy)
            ? $"{reason}; approved by {string.Join(", ", policy.Check(action, key, reason, approvals, now))}"
            : reason;
}
