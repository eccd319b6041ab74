using System.Runtime.CompilerServices;

namespace QuantumAttributes.Keys.Storage;

/// <summary>A store that ends with the process: for tests, and for rings that nobody is to find afterwards.</summary>
/// <remarks>Safe to use from several threads.</remarks>
public sealed class MemoryKeyStore : IKeyStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<KeyId, StoredKey> _keys = [];
    private readonly List<AuditRecord> _audit = [];
    private readonly Dictionary<KeyId, long> _uses = [];

    /// <inheritdoc/>
    public string Description => "memory";

    /// <inheritdoc/>
    public ValueTask<KeyStoreContents> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return ValueTask.FromResult(new KeyStoreContents([.. _keys.Values], [], _audit.LastOrDefault()));
    }

    /// <inheritdoc/>
    public ValueTask CommitAsync(KeyStoreCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        cancellationToken.ThrowIfCancellationRequested();
        commit.Validate();
        lock (_lock)
        {
            CheckAudit(commit.Audit);
            Dictionary<KeyId, StoredKey> keys = new(_keys);
            foreach (StoredKey key in commit.Keys)
                Write(keys, key);
            foreach (StoredKey removed in commit.Removed)
            {
                if (keys.GetValueOrDefault(removed.Id)?.Revision != removed.Revision || !keys.Remove(removed.Id))
                    throw new KeyStoreConflictException($"The key {removed.Id} is not there at revision {removed.Revision}.");
            }

            _audit.AddRange(commit.Audit);
            _keys.Clear();
            foreach (StoredKey key in keys.Values)
                _keys.Add(key.Id, key with { Container = key.Container.ToArray() });
        }

        return default;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AuditRecord> ReadAuditAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        AuditRecord[] records;
        lock (_lock)
            records = [.. _audit];
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (AuditRecord record in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    /// <inheritdoc/>
    public ValueTask AddUsesAsync(IReadOnlyDictionary<KeyId, long> uses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uses);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            foreach ((KeyId id, long count) in uses)
                _uses[id] = _uses.GetValueOrDefault(id) + count;
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<KeyId, long>> ReadUsesAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return ValueTask.FromResult<IReadOnlyDictionary<KeyId, long>>(new Dictionary<KeyId, long>(_uses));
    }

    private static void Write(Dictionary<KeyId, StoredKey> keys, StoredKey key)
    {
        bool fits = keys.TryGetValue(key.Id, out StoredKey? before)
            ? key.Revision == before.Revision + 1 && (key.Slot, key.Generation) == (before.Slot, before.Generation)
            : key.Revision == 1 && !keys.Values.Any(other => other.Slot == key.Slot && other.Generation == key.Generation);
        if (!fits)
            throw new KeyStoreConflictException($"The key {key.Id} is not there at revision {key.Revision - 1}, or its place is taken.");
        keys[key.Id] = key;
    }

    private void CheckAudit(IReadOnlyList<AuditRecord> audit)
    {
        long next = (_audit.LastOrDefault()?.Sequence ?? 0) + 1;
        foreach (AuditRecord record in audit)
        {
            if (record.Sequence != next++)
                throw new KeyStoreConflictException($"The audit log goes on with {next - 1}, not {record.Sequence}.");
        }
    }
}
