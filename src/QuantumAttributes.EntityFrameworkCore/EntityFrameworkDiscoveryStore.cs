using Microsoft.EntityFrameworkCore;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.EntityFrameworkCore.Databases;
using QuantumAttributes.EntityFrameworkCore.Rows;

namespace QuantumAttributes.EntityFrameworkCore;

/// <summary>Keeps the discovery documents that the servers of a farm have issued in SQLite or PostgreSQL.</summary>
/// <remarks>Safe to use from several threads, and from several processes over one database.</remarks>
public sealed class EntityFrameworkDiscoveryStore : IDiscoveryStore
{
    private readonly FarmDatabase _database;
    private readonly string _add;

    /// <summary>Creates a store. It does not touch the database yet.</summary>
    /// <param name="contexts">Makes contexts whose options come from <c>UseQuantumSqlite</c> or <c>UseQuantumPostgreSql</c>.</param>
    /// <exception cref="InvalidOperationException">The options are others.</exception>
    public EntityFrameworkDiscoveryStore(IDbContextFactory<QuantumKeysContext> contexts)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        _database = new FarmDatabase(contexts);
        _add = $$"""
            INSERT INTO quantum_documents (origin, number, hash, jws, until) SELECT {0}, {1}, {2}, {3}, {4}
            WHERE NOT EXISTS (SELECT 1 FROM quantum_documents WHERE origin = {0} AND number >= {1})
            {{_database.AndDurable}} ON CONFLICT (origin, number) DO NOTHING
            """;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryAddAsync(StoredDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        return await _database.ExecuteAsync(
            _add, cancellationToken, document.Origin, document.Number, document.Hash.ToArray(), document.Jws,
            document.Until.ToUnixTimeMilliseconds()).ConfigureAwait(false) == 1;
    }

    /// <inheritdoc/>
    public async ValueTask<StoredDocument?> FindNewestAsync(string origin, CancellationToken cancellationToken) =>
        await _database.ReadAsync(async context => Read(await context.Documents.AsNoTracking()
            .Where(row => row.Origin == origin).OrderByDescending(static row => row.Number)
            .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<StoredDocument?> FindAsync(string origin, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        byte[] wanted = hash.ToArray();
        return await _database.ReadAsync(async context => Read(await context.Documents.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Hash == wanted && row.Origin == origin, cancellationToken)
            .ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
    }

    private static StoredDocument? Read(DocumentRow? row) =>
        row is null ? null : new StoredDocument(row.Origin, row.Number, row.Hash, row.Jws, DateTimeOffset.FromUnixTimeMilliseconds(row.Until));
}
