using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Ring;

/// <summary>A change, ready to be written.</summary>
/// <param name="Commit">What the store writes.</param>
/// <param name="Changes">What it consists of.</param>
/// <param name="Written">The keys as they are afterwards.</param>
/// <param name="OwnMaterial">The secret of the audit key that was made for it, if one was: to be disposed where nothing comes of it.</param>
internal sealed record PreparedChange(
    KeyStoreCommit Commit, IReadOnlyList<KeyChange> Changes, IReadOnlyList<RingKey> Written, KeyMaterial? OwnMaterial)
{
    /// <summary>The ring after the change.</summary>
    public RingSnapshot After(RingSnapshot ring)
    {
        Dictionary<KeyId, RingKey> keys = ring.Keys.ToDictionary(static key => key.Id);
        foreach (RingKey written in Written)
            keys[written.Id] = written;
        foreach (StoredKey removed in Commit.Removed)
            keys.Remove(removed.Id);
        return new RingSnapshot(keys.Values, ring.Unreadable, Commit.Audit[^1]);
    }
}
