namespace QuantumAttributes.Keys.Storage;

/// <summary>What a store holds, as of one moment.</summary>
/// <param name="Keys">The keys, in no order.</param>
/// <param name="Unreadable">What lies where keys lie and is none that can be read.</param>
/// <param name="LastAudit">The newest entry of the audit log, or null where there is none.</param>
public sealed record KeyStoreContents(
    IReadOnlyList<StoredKey> Keys, IReadOnlyList<UnreadableKey> Unreadable, AuditRecord? LastAudit);
