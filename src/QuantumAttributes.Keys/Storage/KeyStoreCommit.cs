namespace QuantumAttributes.Keys.Storage;

/// <summary>
/// One change of a ring. It happens as a whole or not at all, in the order: audit entries, keys as listed, removals. A store that
/// cannot write several things in one step keeps to that order, so that a crash in between leaves each thing whole and the first key of
/// the list decides.
/// </summary>
/// <param name="Audit">New entries of the audit log: their numbers go on from the newest.</param>
/// <param name="Keys">Keys to write: revision 1 is a new key, revision n replaces revision n − 1.</param>
/// <param name="Removed">Keys to forget altogether, each at exactly this revision.</param>
public sealed record KeyStoreCommit(
    IReadOnlyList<AuditRecord> Audit, IReadOnlyList<StoredKey> Keys, IReadOnlyList<StoredKey> Removed)
{
    /// <summary>Refuses what no store takes.</summary>
    /// <exception cref="ArgumentException">A container or an entry is too large, or an entry is not ASCII or has a line end.</exception>
    public void CheckSizes()
    {
        if (Keys.Any(static key => key.Container.Length > StoredKey.MaxContainerSize))
            throw new ArgumentException($"A container has at most {StoredKey.MaxContainerSize} bytes.");
        if (Audit.Any(static record => record.Entry.Length > AuditRecord.MaxEntryLength))
            throw new ArgumentException($"An audit entry has at most {AuditRecord.MaxEntryLength} characters.");
        if (Audit.Any(static record => record.Entry.Length == 0 || record.Entry.AsSpan().ContainsAnyExceptInRange('!', '~')))
            throw new ArgumentException("An audit entry is visible ASCII.");
    }
}
