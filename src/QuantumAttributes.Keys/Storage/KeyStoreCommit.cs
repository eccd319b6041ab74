namespace QuantumAttributes.Keys.Storage;

/// <summary>
/// One change of a ring. It happens as a whole or not at all, in the order: audit entries, keys as listed, removals. A store that
/// cannot write several things in one step keeps to that order, so that a crash in between leaves each thing whole and the first key of
/// the list decides.
/// </summary>
/// <param name="Audit">New entries of the audit log: their numbers go on from the newest.</param>
/// <param name="Keys">Keys to write: revision 1 is a new key, revision n replaces revision n − 1 in the same place of the ring.</param>
/// <param name="Removed">Keys to forget altogether, each at exactly this revision; of these the container does not matter.</param>
public sealed record KeyStoreCommit(
    IReadOnlyList<AuditRecord> Audit, IReadOnlyList<StoredKey> Keys, IReadOnlyList<StoredKey> Removed)
{
    /// <summary>Checks what needs no look into the store; every store calls it before it does anything.</summary>
    /// <exception cref="ArgumentException">
    /// A container or an entry is larger than it may be, an entry is empty or has other characters than visible ASCII, a generation,
    /// revision or number is below 1, a slot is none, or one key or one place in the ring stands here twice.
    /// </exception>
    public void Validate()
    {
        var ids = new HashSet<KeyId>();
        var places = new HashSet<(KeySlot, int)>();
        foreach (AuditRecord record in Audit)
            Require(IsWellFormed(record), $"Entry {record.Sequence} of the audit log is not one.");
        foreach (StoredKey key in Keys.Concat(Removed))
        {
            Require(IsWellFormed(key), $"Key {key.Id} has no place in a ring, or is larger than {StoredKey.MaxContainerSize} bytes.");
            Require(ids.Add(key.Id), $"Key {key.Id} stands twice in one commit.");
            Require(places.Add((key.Slot, key.Generation)), $"{key.Slot}, generation {key.Generation} stands twice in one commit.");
        }
    }

    private static bool IsWellFormed(AuditRecord record) =>
        record.Sequence >= 1
        && record.Entry.Length is >= 1 and <= AuditRecord.MaxEntryLength
        && !record.Entry.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static bool IsWellFormed(StoredKey key) =>
        key.Slot.Name is not null
        && key.Generation >= 1
        && key.Revision >= 1
        && key.Container.Length <= StoredKey.MaxContainerSize;

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new ArgumentException(message);
    }
}
