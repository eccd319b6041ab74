namespace QuantumAttributes.Keys.Storage;

/// <summary>Where a ring is kept. It sees containers only, never a secret.</summary>
/// <remarks>
/// Implementations are safe to use from several threads and from several processes at once, and lose nothing that
/// <see cref="CommitAsync"/> acknowledged, whenever the process or the machine stops.
/// </remarks>
public interface IKeyStore
{
    /// <summary>The store's name for logs and messages, such as <c>directory /srv/keys</c>. Without a secret.</summary>
    string Description { get; }

    /// <summary>Reads everything.</summary>
    /// <exception cref="KeyStoreException">The store cannot be read.</exception>
    ValueTask<KeyStoreContents> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Writes a change, and returns when it will survive a crash.</summary>
    /// <exception cref="KeyStoreConflictException">
    /// Somebody else was first: a revision, a number in a slot, or a number in the audit log is taken. Nothing was written.
    /// </exception>
    /// <exception cref="KeyStoreException">The store cannot be written. Whether it was, a new reading shows.</exception>
    ValueTask CommitAsync(KeyStoreCommit commit, CancellationToken cancellationToken = default);

    /// <summary>Reads the audit log in the order of its numbers, whatever is wrong with it.</summary>
    /// <exception cref="KeyStoreException">The store cannot be read.</exception>
    IAsyncEnumerable<AuditRecord> ReadAuditAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds to the counts of uses. They are statistics: not authenticated, and no reason to fail.</summary>
    /// <exception cref="KeyStoreException">The store cannot be written.</exception>
    ValueTask AddUsesAsync(IReadOnlyDictionary<KeyId, long> uses, CancellationToken cancellationToken = default);

    /// <summary>The counts of uses so far; keys without any are left out.</summary>
    /// <exception cref="KeyStoreException">The store cannot be read.</exception>
    ValueTask<IReadOnlyDictionary<KeyId, long>> ReadUsesAsync(CancellationToken cancellationToken = default);
}
