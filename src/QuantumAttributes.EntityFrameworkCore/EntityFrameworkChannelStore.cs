using System.Globalization;
using Microsoft.EntityFrameworkCore;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.EntityFrameworkCore.Databases;
using QuantumAttributes.EntityFrameworkCore.Rows;

namespace QuantumAttributes.EntityFrameworkCore;

/// <summary>
/// Keeps the channels that the servers of a farm share in SQLite or PostgreSQL. A request is one statement. Tables are those of
/// <see cref="QuantumKeysContext"/>: <see cref="EntityFrameworkKeyStore.MigrateAsync"/> creates them, and <see cref="DatabaseSweeper"/> removes
/// what has ended.
/// </summary>
/// <remarks>
/// Safe to use from several threads, and from several processes over one database. Marks are flushed to disk before they count; that a
/// channel was added or confirmed is not on PostgreSQL, where a crash may forget the last moment of it and a client opens another.
/// SQLite works synchronously: there a call returns when its work is done.
/// </remarks>
public sealed class EntityFrameworkChannelStore : IChannelStore
{
    private readonly FarmDatabase _database;
    private readonly TimeProvider _time;
    private readonly string _mark;
    private readonly string _markHandshake;

    /// <summary>Creates a store. It does not touch the database yet.</summary>
    /// <param name="contexts">Makes contexts whose options come from <c>UseQuantumSqlite</c> or <c>UseQuantumPostgreSql</c>.</param>
    /// <param name="time">The clock, by which channels end. Those of all servers must agree to within some seconds.</param>
    /// <exception cref="InvalidOperationException">The options are others.</exception>
    public EntityFrameworkChannelStore(IDbContextFactory<QuantumKeysContext> contexts, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(time);
        _database = new FarmDatabase(contexts);
        _time = time;

        // One statement looks for the channel, tests and marks. The primary key lets one of several through, whatever the others see.
        // Channels never share a number's row, so that only two of the same request ever wait for each other.
        _mark = string.Create(CultureInfo.InvariantCulture, $$"""
            INSERT INTO quantum_channel_marks (channel, number) SELECT {0}, {1}
            WHERE EXISTS (SELECT 1 FROM quantum_channels WHERE id = {0} AND state < {{ChannelRow.Removed}} AND expires > {2})
            AND {1} >= COALESCE((SELECT MAX(number) FROM quantum_channel_marks WHERE channel = {0}), 0) + 1 - {{IChannelStore.WindowSize}}
            {{_database.AndDurable}} ON CONFLICT (channel, number) DO NOTHING
            """);
        _markHandshake = $$"""
            INSERT INTO quantum_handshakes (hash, until) SELECT {0}, {1} WHERE TRUE {{_database.AndDurable}} ON CONFLICT (hash) DO NOTHING
            """;
    }

    /// <inheritdoc/>
    public string Description => _database.Description;

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public async ValueTask<bool> TryMarkHandshakeAsync(ReadOnlyMemory<byte> hash, DateTimeOffset until, CancellationToken cancellationToken) =>
        await _database.ExecuteAsync(_markHandshake, cancellationToken, hash.ToArray(), until.ToUnixTimeMilliseconds())
            .ConfigureAwait(false) == 1;

    /// <inheritdoc/>
    public async ValueTask<ChannelAdmission> TryAddAsync(StoredChannel channel, ChannelCaps caps, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ChannelRow row = ChannelRow.Of(channel);
        long now = Now;
        return await _database.AloneAsync(async context =>
        {
            IQueryable<ChannelRow> waiting = context.Channels.Where(row => row.State == ChannelRow.Provisional && row.Expires > now);
            if (await waiting.CountAsync(cancellationToken).ConfigureAwait(false) >= caps.Provisional
                || (row.ClientKey is null && await CountAnonymousAsync(waiting, cancellationToken).ConfigureAwait(false) >= caps.AnonymousProvisional))
                return ChannelAdmission.Full;
            ChannelAdmission room = await FindRoomAsync(context, row.ClientKey, caps, now, cancellationToken).ConfigureAwait(false);
            if (room != ChannelAdmission.Admitted)
                return room;
            context.Add(row);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return ChannelAdmission.Admitted;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<StoredChannel?> FindAsync(ChannelId id, CancellationToken cancellationToken)
    {
        byte[] key = id.ToArray();
        long now = Now;
        return await _database.ReadAsync(async context =>
        {
            ChannelRow? row = await context.Channels.AsNoTracking()
                .SingleOrDefaultAsync(row => row.Id == key && row.State < ChannelRow.Removed && row.Expires > now, cancellationToken)
                .ConfigureAwait(false);
            return row?.Read();
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ChannelMark> TryMarkAsync(ChannelId id, ulong number, CancellationToken cancellationToken)
    {
        byte[] key = id.ToArray();
        int marked = await _database.ExecuteAsync(_mark, cancellationToken, key, checked((long)number), Now).ConfigureAwait(false);
        if (marked == 1)
            return ChannelMark.Marked;
        return await FindAsync(id, cancellationToken).ConfigureAwait(false) is null ? ChannelMark.Unknown : ChannelMark.Replayed;
    }

    /// <inheritdoc/>
    public async ValueTask<ChannelAdmission> TryConfirmAsync(ChannelId id, ChannelCaps caps, CancellationToken cancellationToken)
    {
        byte[] key = id.ToArray();
        long now = Now;
        return await _database.AloneAsync(async context =>
        {
            ChannelRow? channel = await context.Channels.AsNoTracking()
                .SingleOrDefaultAsync(row => row.Id == key && row.State < ChannelRow.Removed && row.Expires > now, cancellationToken)
                .ConfigureAwait(false);
            if (channel is null)
                return ChannelAdmission.Gone;
            if (channel.State == ChannelRow.Confirmed)
                return ChannelAdmission.Admitted;
            ChannelAdmission room = await FindRoomAsync(context, channel.ClientKey, caps, now, cancellationToken).ConfigureAwait(false);
            if (room != ChannelAdmission.Admitted)
                return room;
            int confirmed = await context.Channels.Where(row => row.Id == key && row.State == ChannelRow.Provisional).ExecuteUpdateAsync(
                static set => set.SetProperty(static row => row.State, ChannelRow.Confirmed).SetProperty(static row => row.Expires, static row => row.Ends),
                cancellationToken).ConfigureAwait(false);
            return confirmed == 1 ? ChannelAdmission.Admitted : ChannelAdmission.Gone;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>The row stays until it is swept, without the secrets, so that its marks are swept with it.</remarks>
    public async ValueTask RemoveAsync(ChannelId id, CancellationToken cancellationToken)
    {
        byte[] key = id.ToArray();
        await _database.WriteAsync(
            context => context.Channels.Where(row => row.Id == key).ExecuteUpdateAsync(
                static set => set.SetProperty(static row => row.State, ChannelRow.Removed).SetProperty(static row => row.Sealed, Array.Empty<byte>()),
                cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ChannelAdmission> FindRoomAsync(
        QuantumKeysContext context, byte[]? client, ChannelCaps caps, long now, CancellationToken cancellationToken)
    {
        IQueryable<ChannelRow> confirmed = context.Channels.Where(row => row.State == ChannelRow.Confirmed && row.Expires > now);
        if (await confirmed.CountAsync(cancellationToken).ConfigureAwait(false) >= caps.Confirmed)
            return ChannelAdmission.Full;
        if (client is null)
        {
            int anonymous = await CountAnonymousAsync(confirmed, cancellationToken).ConfigureAwait(false);
            return anonymous >= caps.Anonymous ? ChannelAdmission.Full : ChannelAdmission.Admitted;
        }

        int ofClient = await confirmed.CountAsync(row => row.ClientKey == client, cancellationToken).ConfigureAwait(false);
        return ofClient >= caps.PerIdentity ? ChannelAdmission.IdentityFull : ChannelAdmission.Admitted;
    }

    private static Task<int> CountAnonymousAsync(IQueryable<ChannelRow> channels, CancellationToken cancellationToken) =>
        channels.CountAsync(static row => row.ClientKey == null, cancellationToken);
}
