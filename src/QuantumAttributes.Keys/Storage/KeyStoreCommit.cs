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
    IReadOnlyList<AuditRecord> Audit, IReadOnlyList<StoredKey> Keys, IReadOnlyList<StoredKey> Removed);
