using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;
using QuantumAttributes.EntityFrameworkCore.Databases;
using QuantumAttributes.EntityFrameworkCore.Rows;

namespace QuantumAttributes.EntityFrameworkCore;

/// <summary>
/// Remembers in SQLite or PostgreSQL which requests with an idempotency key have run, for all servers over one database: a key runs once on
/// all of them, and each gives its answer again. A first use is one statement. What was asked for and what was answered lie sealed in it.
/// </summary>
/// <remarks>
/// Safe to use from several threads, and from several processes over one database. Where several begin at a cap at the same moment, each that
/// is under way may go over it by one; what counts far below a cap is counted every five seconds only. A key whose process ended while it ran
/// is called running for <see cref="LongestRun"/>, and after that one that may have run.
/// </remarks>
public sealed class EntityFrameworkIdempotencyStore : IIdempotencyStore
{
    /// <summary>
    /// How long a request that has not ended counts as running: 15 minutes. Whoever observes <c>RequestAborted</c> runs for no more than two
    /// lifetimes of a channel, ten minutes.
    /// </summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(15);

    // An age is rounded, and the two clocks that it is compared by do not tick alike.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    // A row that is no key's: since when the table has been there. No hash is all zeros.
    private static readonly byte[] SinceMark = new byte[SHA256.HashSizeInBytes];

    private const int MostAttempts = 3;

    private readonly FarmDatabase _database;
    private readonly IdempotencyOptions _options;
    private readonly IChannelSealer _sealer;
    private readonly TimeProvider _time;
    private readonly string _begin;
    private readonly string _keep;
    private readonly string _breakOff;
    private readonly KnownCounts _ofIdentities;
    private readonly KnownCounts _ofAll;
    private volatile bool _isSinceKnown;

    /// <summary>Creates a store. It does not touch the database yet.</summary>
    /// <param name="contexts">Makes contexts whose options come from <c>UseQuantumSqlite</c> or <c>UseQuantumPostgreSql</c>.</param>
    /// <param name="sharing">How long keys are remembered, and how they are sealed.</param>
    /// <param name="time">The clock. Those of all servers must agree to within some seconds.</param>
    /// <exception cref="InvalidOperationException">The contexts' options are others.</exception>
    public EntityFrameworkIdempotencyStore(IDbContextFactory<QuantumKeysContext> contexts, IdempotencySharing sharing, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(sharing);
        ArgumentNullException.ThrowIfNull(time);
        _database = new FarmDatabase(contexts);
        (_options, _sealer) = sharing;
        _time = time;
        _ofIdentities = new KnownCounts(_options.MaxBytesPerIdentity);
        _ofAll = new KnownCounts(_options.MaxBytes);

        // The primary key lets one of several through, whatever the others see. Whoever has begun ends, and nobody ends what has ended.
        _begin = string.Create(CultureInfo.InvariantCulture, $$"""
            INSERT INTO quantum_idempotency (mark, owner, begun, until, state, bytes, sealed)
            SELECT {0}, {1}, {2}, {3}, {4}, {5}, {6} WHERE TRUE {{_database.AndDurable}} ON CONFLICT (mark) DO NOTHING
            """);
        _keep = string.Create(CultureInfo.InvariantCulture, $$"""
            UPDATE quantum_idempotency SET state = {{IdempotencyRow.Kept}}, until = begun + {1}, bytes = {2}, sealed = {3}
            WHERE mark = {0} AND state = {{IdempotencyRow.Running}} {{_database.AndDurable}}
            """);
        _breakOff = string.Create(CultureInfo.InvariantCulture, $$"""
            UPDATE quantum_idempotency SET state = {{IdempotencyRow.BrokenOff}}, until = begun + {1}, bytes = {2}
            WHERE mark = {0} AND state = {{IdempotencyRow.Running}} {{_database.AndDurable}}
            """);
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private long Retention => (long)_options.Retention.TotalMilliseconds;

    /// <inheritdoc/>
    /// <exception cref="ChannelStoreException">The database or the ring cannot be used. The request must not run.</exception>
    public async ValueTask<IdempotencyDecision> BeginAsync(IdempotentRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        byte[] mark = MarkOf(request);
        await SetSinceAsync(cancellationToken).ConfigureAwait(false);
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await FindAsync(mark, cancellationToken).ConfigureAwait(false) is { } known)
                return await JudgeAsync(known, request, cancellationToken).ConfigureAwait(false);
            if (await MayBeForgottenAsync(request, cancellationToken).ConfigureAwait(false))
                return new IdempotencyDecision(IdempotencyVerdict.MayHaveRun);
            IdempotencyVerdict room = await FindRoomAsync(request.Identity, cancellationToken).ConfigureAwait(false);
            if (room != IdempotencyVerdict.Run || await TryBeginAsync(mark, request, cancellationToken).ConfigureAwait(false))
                return new IdempotencyDecision(room);
        }

        return new IdempotencyDecision(IdempotencyVerdict.Running); // others begin and withdraw it all the time
    }

    /// <inheritdoc/>
    /// <exception cref="ChannelStoreException">The database or the ring cannot be used. The key stays one that may have run.</exception>
    /// <exception cref="InvalidOperationException">No request with this key runs.</exception>
    public async ValueTask KeepAsync(IdempotentRequest request, KeptAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(request);
        byte[] kept = await SealAsync(request, answer, CancellationToken.None).ConfigureAwait(false);
        DemandRunning(await _database.ExecuteAsync(
            _keep, CancellationToken.None, MarkOf(request), Retention, MemoryIdempotencyStore.EntryOverhead + (long)kept.Length, kept)
            .ConfigureAwait(false));
    }

    /// <inheritdoc/>
    /// <exception cref="ChannelStoreException">The database cannot be used. The key stays one that may have run.</exception>
    /// <exception cref="InvalidOperationException">No request with this key runs.</exception>
    public async ValueTask BreakOffAsync(IdempotentRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        DemandRunning(await _database.ExecuteAsync(
            _breakOff, CancellationToken.None, MarkOf(request), Retention, (long)MemoryIdempotencyStore.EntryOverhead).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    /// <exception cref="ChannelStoreException">The database cannot be used. The key stays one that may have run.</exception>
    /// <exception cref="InvalidOperationException">No request with this key runs.</exception>
    public async ValueTask WithdrawAsync(IdempotentRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        byte[] mark = MarkOf(request);
        DemandRunning(await _database.WriteAsync(
            context => context.Idempotency.Where(row => row.Mark == mark && row.State == IdempotencyRow.Running).ExecuteDeleteAsync(),
            CancellationToken.None).ConfigureAwait(false));
    }

    private static void DemandRunning(int changed)
    {
        if (changed == 0)
            throw new InvalidOperationException("No request with this key runs.");
    }

    // H(identity, key): the identity has a fixed length, so that no two pairs are written alike.
    private static byte[] MarkOf(IdempotentRequest request) =>
        SHA256.HashData([.. request.Identity.ToArray(), .. Encoding.UTF8.GetBytes(request.Key)]);

    private Task<IdempotencyRow?> FindAsync(byte[] mark, CancellationToken cancellationToken) => _database.ReadAsync(
        context => context.Idempotency.AsNoTracking().SingleOrDefaultAsync(row => row.Mark == mark, cancellationToken), cancellationToken);

    private async ValueTask<bool> TryBeginAsync(byte[] mark, IdempotentRequest request, CancellationToken cancellationToken)
    {
        byte[] begun = await SealAsync(request, null, cancellationToken).ConfigureAwait(false);
        long now = Now, until = now + Math.Max(Retention, (long)LongestRun.TotalMilliseconds);
        return await _database.ExecuteAsync(
            _begin, cancellationToken, mark, request.Identity.ToArray(), now, until, IdempotencyRow.Running, MemoryIdempotencyStore.MostOf(_options), begun)
            .ConfigureAwait(false) == 1;
    }

    private async ValueTask<IdempotencyDecision> JudgeAsync(IdempotencyRow known, IdempotentRequest request, CancellationToken cancellationToken)
    {
        if (await OpenAsync(known, request, cancellationToken).ConfigureAwait(false) is not { } use)
            return new IdempotencyDecision(IdempotencyVerdict.MayHaveRun);
        if (!use.Fingerprint.Span.SequenceEqual(request.Fingerprint.Span))
            return new IdempotencyDecision(IdempotencyVerdict.Mismatch);
        return known.State switch
        {
            IdempotencyRow.Running when Now < known.Begun + (long)LongestRun.TotalMilliseconds => new IdempotencyDecision(IdempotencyVerdict.Running),
            IdempotencyRow.Kept when use.Answer is not null => new IdempotencyDecision(IdempotencyVerdict.Answered, use.Answer),
            _ => new IdempotencyDecision(IdempotencyVerdict.MayHaveRun),
        };
    }

    private async ValueTask<byte[]> SealAsync(IdempotentRequest request, KeptAnswer? answer, CancellationToken cancellationToken)
    {
        byte[] use = new StoredUse(request.Fingerprint, answer).Encode();
        try
        {
            return await _sealer.SealAsync(use, request.AssociatedData(), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(use);
        }
    }

    // Null where somebody changed it in the database, or the key under which it lies is gone.
    private async ValueTask<StoredUse?> OpenAsync(IdempotencyRow known, IdempotentRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return StoredUse.Decode(await _sealer.OpenAsync(known.Sealed, request.AssociatedData(), cancellationToken).ConfigureAwait(false));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // What is sent again and is not known here never came to any server of this database, unless it is forgotten, or older than the database.
    private async ValueTask<bool> MayBeForgottenAsync(IdempotentRequest request, CancellationToken cancellationToken)
    {
        if (request.Age is not { } age)
            return false;
        TimeSpan before = age + Margin;
        if (before >= _options.Retention)
            return true;
        IdempotencyRow? since = await FindAsync(SinceMark, cancellationToken).ConfigureAwait(false);
        if (since is not null)
            return Now - (long)(before + DatabaseSweeper.Grace).TotalMilliseconds < since.Begun;
        _isSinceKnown = false; // somebody emptied the table
        return true;
    }

    private async ValueTask SetSinceAsync(CancellationToken cancellationToken)
    {
        if (_isSinceKnown)
            return;
        await _database.ExecuteAsync(
            _begin, cancellationToken, SinceMark, default(KeyThumbprint).ToArray(), Now, long.MaxValue, IdempotencyRow.BrokenOff, 0L, Array.Empty<byte>())
            .ConfigureAwait(false);
        _isSinceKnown = true;
    }

    private async ValueTask<IdempotencyVerdict> FindRoomAsync(KeyThumbprint identity, CancellationToken cancellationToken)
    {
        long now = Now, more = MemoryIdempotencyStore.MostOf(_options);
        if (_ofIdentities.IsFar(identity, now, more) != true)
        {
            byte[] owner = identity.ToArray();
            long used = await SumAsync(rows => rows.Where(row => row.Owner == owner), cancellationToken).ConfigureAwait(false);
            if (used + more > _options.MaxBytesPerIdentity)
                return IdempotencyVerdict.IdentityFull;
            _ofIdentities.Set(identity, used + more, now);
        }

        if (_ofAll.IsFar(default, now, more) != true)
        {
            long used = await SumAsync(static rows => rows, cancellationToken).ConfigureAwait(false);
            if (used + more > _options.MaxBytes)
                return IdempotencyVerdict.Full;
            _ofAll.Set(default, used + more, now);
        }

        return IdempotencyVerdict.Run;
    }

    private Task<long> SumAsync(Func<IQueryable<IdempotencyRow>, IQueryable<IdempotencyRow>> which, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            context => which(context.Idempotency).Select(static row => row.Bytes).SumAsync(cancellationToken), cancellationToken);
}
