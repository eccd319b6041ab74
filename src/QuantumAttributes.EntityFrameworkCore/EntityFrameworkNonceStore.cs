using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Cryptography;
using QuantumAttributes.EntityFrameworkCore.Databases;

namespace QuantumAttributes.EntityFrameworkCore;

/// <summary>
/// Keeps the nonces of signed requests in SQLite or PostgreSQL, for all servers over one database: a request counts once on all of them. A
/// nonce is flushed to disk before it counts, so that a restart forgets nothing and no signature need be refused for having been made before.
/// </summary>
/// <remarks>
/// Safe to use from several threads, and from several processes over one database. Where several add at the cap at the same moment, each
/// that is under way may go over it by one. An identity with less than half the cap is counted every five seconds only.
/// </remarks>
public sealed class EntityFrameworkNonceStore : INonceStore
{
    /// <summary>How many nonces of one identity are remembered at most.</summary>
    public const int MaxNoncesPerIdentity = MemoryNonceStore.MaxNoncesPerIdentity;

    private readonly FarmDatabase _database;
    private readonly TimeProvider _time;
    private readonly string _add;
    private readonly string _addBelowCap;
    private readonly KnownCounts _counts = new(MaxNoncesPerIdentity);
    private long _latest = long.MinValue;

    /// <summary>Creates a store. It does not touch the database yet.</summary>
    /// <param name="contexts">Makes contexts whose options come from <c>UseQuantumSqlite</c> or <c>UseQuantumPostgreSql</c>.</param>
    /// <param name="time">The clock. Those of all servers must agree to within some seconds.</param>
    /// <exception cref="InvalidOperationException">The options are others.</exception>
    public EntityFrameworkNonceStore(IDbContextFactory<QuantumKeysContext> contexts, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(time);
        _database = new FarmDatabase(contexts);
        _time = time;
        const string Add = "INSERT INTO quantum_nonces (mark, owner, until) SELECT {0}, {1}, {2} WHERE";
        _add = $"{Add} TRUE {_database.AndDurable} ON CONFLICT (mark) DO NOTHING";
        _addBelowCap = string.Create(CultureInfo.InvariantCulture, $$"""
            {{Add}} (SELECT COUNT(*) FROM
                (SELECT 1 FROM quantum_nonces WHERE owner = {1} AND until > {3} LIMIT {{MaxNoncesPerIdentity}}) AS used) < {{MaxNoncesPerIdentity}}
            {{_database.AndDurable}} ON CONFLICT (mark) DO NOTHING
            """);
    }

    /// <summary>The beginning of time: nothing is forgotten when a process ends.</summary>
    public DateTimeOffset EarliestCreated => DateTimeOffset.MinValue;

    /// <inheritdoc/>
    /// <exception cref="QuantumAttributes.Channels.Storage.ChannelStoreException">The database cannot be used.</exception>
    public async ValueTask<NonceResult> TryAddAsync(
        KeyThumbprint keyId, ReadOnlyMemory<byte> nonce, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        byte[] mark = MarkOf(keyId, nonce.Span);
        long now = Now();
        if (until.ToUnixTimeMilliseconds() <= now)
            return NonceResult.Replayed; // it may have been swept
        bool far = _counts.IsFar(keyId, now) ?? await CountAsync(keyId, now, cancellationToken).ConfigureAwait(false);
        int added = await _database.ExecuteAsync(
            far ? _add : _addBelowCap, cancellationToken, mark, keyId.ToArray(), until.ToUnixTimeMilliseconds(), now).ConfigureAwait(false);
        if (added == 1)
            return NonceResult.Added;
        bool known = await _database.ReadAsync(
            context => context.Nonces.AnyAsync(row => row.Mark == mark, cancellationToken), cancellationToken).ConfigureAwait(false);
        return known ? NonceResult.Replayed : NonceResult.Full;
    }

    // Whether the owner is so far from the cap that nobody need look at it for the next seconds.
    private async ValueTask<bool> CountAsync(KeyThumbprint keyId, long now, CancellationToken cancellationToken)
    {
        byte[] owner = keyId.ToArray();
        int count = await _database.ReadAsync(
            context => context.Nonces.Where(row => row.Owner == owner && row.Until > now).Take(MaxNoncesPerIdentity).CountAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return _counts.Set(keyId, count, now);
    }

    // The clock may be set back, and what was swept before must not count as new.
    private long Now()
    {
        long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        long latest = Volatile.Read(ref _latest);
        while (now > latest)
        {
            long seen = Interlocked.CompareExchange(ref _latest, now, latest);
            if (seen == latest)
                return now;
            latest = seen;
        }

        return latest;
    }

    // H(keyid, nonce): the key has a fixed length, so that no two pairs are written alike.
    private static byte[] MarkOf(KeyThumbprint keyId, ReadOnlySpan<byte> nonce)
    {
        if (nonce.Length is < RequestSignatureProfile.MinNonceSize or > RequestSignatureProfile.MaxNonceSize)
            throw new ArgumentException("A nonce has 16 to 32 bytes.", nameof(nonce));
        return SHA256.HashData([.. keyId.ToArray(), .. nonce]);
    }
}
