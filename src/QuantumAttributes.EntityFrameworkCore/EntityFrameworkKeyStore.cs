using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using QuantumAttributes.EntityFrameworkCore.Databases;
using QuantumAttributes.EntityFrameworkCore.Rows;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.EntityFrameworkCore;

/// <summary>
/// Keeps a ring in SQLite or PostgreSQL. A commit is one transaction without a lock on a table: of several who change the same
/// thing, the database lets one through and the others get a <see cref="KeyStoreConflictException"/>.
/// </summary>
/// <remarks>
/// Safe to use from several threads, and from several processes over one database. Each operation has a connection of its own and
/// takes part in no surrounding <see cref="System.Transactions.Transaction"/>. SQLite works synchronously: there a call returns when
/// its work is done. No message has the connection string or the password.
/// </remarks>
public sealed class EntityFrameworkKeyStore : IKeyStore
{
    // Entries have at most 128 KiB: a page has at most 8 MiB.
    private const int AuditPage = 64;

    private readonly KeyDatabase _database;
    private readonly DatabaseSession _session;

    /// <summary>Creates a store. It does not touch the database yet.</summary>
    /// <param name="contexts">Makes contexts whose options come from <c>UseQuantumSqlite</c> or <c>UseQuantumPostgreSql</c>.</param>
    /// <exception cref="InvalidOperationException">The options are others.</exception>
    public EntityFrameworkKeyStore(IDbContextFactory<QuantumKeysContext> contexts)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        using QuantumKeysContext context = contexts.CreateDbContext();
        _database = KeyDatabaseExtension.Of(context);
        Description = _database.Describe(context.Database.GetDbConnection());
        _session = new DatabaseSession(contexts, _database, Description);
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <summary>
    /// Creates the tables, or brings them up to those of this version. Call it at deployment or at each start: where nothing is to be
    /// done it only reads, and several processes may call it at once. Where the database itself is missing, it creates that too: on
    /// SQLite a file that its owner alone can read, on PostgreSQL if the user may.
    /// </summary>
    /// <exception cref="KeyStoreException">The database cannot be reached, or refuses.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken = default) =>
        await _session.RunAsync("migrated", async context =>
        {
            if ((await context.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).Any())
                await _database.MigrateAsync(context.Database, cancellationToken).ConfigureAwait(false);
            return true;
        }, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<KeyStoreContents> ReadAsync(CancellationToken cancellationToken = default) =>
        await _session.RunAsync("read", async context =>
        {
            await _database.BeginSnapshotAsync(context.Database, cancellationToken).ConfigureAwait(false);
            List<FoundKey> rows = await context.Keys.Select(static row => new FoundKey(
                    row.Id, row.Purpose, row.Name, row.Generation, row.Revision,
                    row.Container.Length <= StoredKey.MaxContainerSize ? row.Container : null))
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            AuditRow? last = await context.Audit.AsNoTracking().OrderByDescending(static row => row.Sequence)
                .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);

            List<StoredKey> keys = [];
            List<UnreadableKey> unreadable = [];
            foreach (FoundKey row in rows)
                row.AddTo(keys, unreadable, Description);
            return new KeyStoreContents(keys, unreadable, last is null ? null : new AuditRecord(last.Sequence, last.Entry));
        }, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The commit is malformed (<see cref="KeyStoreCommit.Validate"/>).</exception>
    public async ValueTask CommitAsync(KeyStoreCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        commit.Validate();
        await _session.WriteAsync(async context =>
        {
            await AppendAsync(context, commit.Audit, cancellationToken).ConfigureAwait(false);
            foreach (StoredKey key in commit.Keys)
                await WriteAsync(context, key, cancellationToken).ConfigureAwait(false);
            foreach (StoredKey key in commit.Removed)
                await RemoveAsync(context, key, cancellationToken).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>Reads a page at a time, so that a slow reader holds no transaction open. Entries never change once they are there.</remarks>
    public async IAsyncEnumerable<AuditRecord> ReadAuditAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (long? after = null; ;)
        {
            List<AuditRecord> page = await _session.RunAsync("read", async context =>
                await context.Audit.Where(row => after == null || row.Sequence > after)
                    .OrderBy(static row => row.Sequence).Take(AuditPage).Select(static row => new AuditRecord(row.Sequence, row.Entry))
                    .ToListAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            foreach (AuditRecord record in page)
                yield return record;
            if (page.Count < AuditPage)
                yield break;
            after = page[^1].Sequence;
        }
    }

    /// <inheritdoc/>
    public async ValueTask AddUsesAsync(IReadOnlyDictionary<KeyId, long> uses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uses);

        // In one order everywhere: two who add to the same rows must not wait for each other.
        (string Id, long Count)[] ordered =
        [
            .. uses.Where(static use => use.Value > 0).Select(static use => ($"{use.Key}", use.Value))
                .OrderBy(static use => use.Item1, StringComparer.Ordinal),
        ];
        await _session.WriteAsync(async context =>
        {
            foreach ((string id, long count) in ordered)
            {
                await context.Database.ExecuteSqlAsync(
                    $"""
                     INSERT INTO quantum_key_uses (id, uses) VALUES ({id}, {count})
                     ON CONFLICT (id) DO UPDATE SET uses = quantum_key_uses.uses + excluded.uses
                     """, cancellationToken).ConfigureAwait(false);
            }
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<KeyId, long>> ReadUsesAsync(CancellationToken cancellationToken = default) =>
        await _session.RunAsync("read", async context =>
        {
            var uses = new Dictionary<KeyId, long>();
            await foreach (KeyUsesRow row in context.KeyUses.AsNoTracking().AsAsyncEnumerable()
                .WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (row.Uses > 0 && KeyId.TryParse(row.Id, null, out KeyId id))
                    uses[id] = row.Uses;
            }

            return uses;
        }, cancellationToken).ConfigureAwait(false);

    // Two who read the same newest number write the same next one, and the primary key lets one of them through.
    private async Task AppendAsync(QuantumKeysContext context, IReadOnlyList<AuditRecord> records, CancellationToken cancellationToken)
    {
        if (records.Count == 0)
            return;
        long newest = await context.Audit.MaxAsync(static row => (long?)row.Sequence, cancellationToken).ConfigureAwait(false) ?? 0;
        foreach (AuditRecord record in records)
        {
            if (record.Sequence != ++newest)
                throw _session.Conflict($"the next entry of the audit log has the number {newest}, not {record.Sequence}");
            context.Add(new AuditRow { Sequence = record.Sequence, Entry = record.Entry });
        }

        await SaveAsync(context, cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteAsync(QuantumKeysContext context, StoredKey key, CancellationToken cancellationToken)
    {
        KeyRow row = KeyRow.Of(key);
        if (key.Revision == 1)
        {
            context.Add(row);
        }
        else
        {
            context.Attach(row).Property(static r => r.Container).IsModified = true;
            context.Entry(row).Property(static r => r.Revision).OriginalValue = key.Revision - 1;
        }

        await SaveAsync(context, cancellationToken).ConfigureAwait(false);
    }

    private static async Task RemoveAsync(QuantumKeysContext context, StoredKey key, CancellationToken cancellationToken)
    {
        context.Remove(KeyRow.Of(key));
        await SaveAsync(context, cancellationToken).ConfigureAwait(false);
        string id = key.Id.ToString();
        await context.KeyUses.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task SaveAsync(QuantumKeysContext context, CancellationToken cancellationToken)
    {
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        context.ChangeTracker.Clear();
    }
}
