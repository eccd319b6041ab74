using Microsoft.EntityFrameworkCore;
using QuantumAttributes.EntityFrameworkCore.Databases;

namespace QuantumAttributes.EntityFrameworkCore;

/// <summary>Removes what has ended from the tables that the servers of a farm share. Any number of processes may do it at once.</summary>
/// <remarks>Safe to use from several threads.</remarks>
public sealed class DatabaseSweeper
{
    /// <summary>
    /// How long a row stays after its end: 5 minutes, by which a clock may be ahead of the others before its server forgets something that
    /// they would still take.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private const int Page = 1000;

    private readonly FarmDatabase _database;
    private readonly TimeProvider _time;

    /// <summary>Creates a sweeper. It does not touch the database yet.</summary>
    /// <param name="contexts">Makes contexts whose options come from <c>UseQuantumSqlite</c> or <c>UseQuantumPostgreSql</c>.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InvalidOperationException">The options are others.</exception>
    public DatabaseSweeper(IDbContextFactory<QuantumKeysContext> contexts, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(time);
        _database = new FarmDatabase(contexts);
        _time = time;
    }

    /// <summary>Removes everything that ended longer ago than <see cref="Grace"/>.</summary>
    /// <exception cref="QuantumAttributes.Channels.Storage.ChannelStoreException">The database cannot be used.</exception>
    public async Task SweepAsync(CancellationToken cancellationToken = default)
    {
        long before = (_time.GetUtcNow() - Grace).ToUnixTimeMilliseconds();
        await _database.WriteAsync(
            context => context.Nonces.Where(row => row.Until < before).ExecuteDeleteAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        await _database.WriteAsync(
            context => context.Handshakes.Where(row => row.Until < before).ExecuteDeleteAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        await _database.WriteAsync(
            context => context.Documents.Where(row => row.Until < before).ExecuteDeleteAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        await _database.WriteAsync(
            context => context.Idempotency.Where(row => row.Until < before).ExecuteDeleteAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        while (await SweepChannelsAsync(before, cancellationToken).ConfigureAwait(false) == Page)
        {
        }
    }

    // A page at a time, so that nobody waits long. Marks go first: a channel whose time is over gets no more.
    private async Task<int> SweepChannelsAsync(long before, CancellationToken cancellationToken) =>
        await _database.WriteAsync(async context =>
        {
            List<byte[]> ended = await context.Channels.Where(row => row.Expires < before).OrderBy(static row => row.Expires)
                .Select(static row => row.Id).Take(Page).ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (byte[] id in ended)
            {
                await context.Marks.Where(row => row.Channel == id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                await context.Channels.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            }

            return ended.Count;
        }, cancellationToken).ConfigureAwait(false);
}
