using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Containers;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Ring;

/// <summary>
/// The keys of a store, opened. Reading is a look at a snapshot; a change is decided on a fresh one, and decided again where somebody
/// else was first. Safe to use from several threads.
/// </summary>
internal sealed class KeyRing(
    IKeyStore store, KeyEncryption encryption, ProviderSet providers, TimeProvider time, KeyRingOptions options, ILogger logger) : IDisposable
{
    /// <summary>The least time between two readings, however many unknown keys strangers name.</summary>
    private static readonly TimeSpan _readInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The least time between two readings for the sake of keys that strangers name, who can name as many as they like: a key that another
    /// process made is known by then.
    /// </summary>
    public static readonly TimeSpan StrangersInterval = TimeSpan.FromSeconds(5);

    private const int MaxAttempts = 200;

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Lock _showing = new();
    private volatile RingSnapshot _snapshot = RingSnapshot.Empty;
    private HashSet<UnreadableKey> _reported = [];
    private long _lastRead; // the stopwatch when the last reading began; 0 for none
    private KeyStoreException? _readFailure; // why that reading failed
    private long _lastReadAt; // as the stopwatch, by the clock of the ring
    private volatile bool _isOpen;
    private volatile bool _disposed;

    /// <summary>What the last reading found. Nothing before the first.</summary>
    public RingSnapshot Snapshot => _snapshot;

    public IKeyStore Store => store;

    public ProviderSet Providers => providers;

    /// <summary>The time, in whole milliseconds, as it is written down.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Whether the ring was read at least once.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Reads the ring, unless a reading that began after this call has done so, or has failed to, already.</summary>
    /// <exception cref="KeyStoreException">The store cannot be read; the snapshot stays as it was.</exception>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken = default)
    {
        long called = Stopwatch.GetTimestamp();
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_lastRead > called)
            {
                if (_readFailure is not null)
                    throw new KeyStoreException(_readFailure.Message, _readFailure);
                return;
            }

            TimeSpan early = _lastRead != 0 ? _readInterval - Stopwatch.GetElapsedTime(_lastRead) : TimeSpan.Zero;
            if (early > TimeSpan.Zero)
                await Task.Delay(early, cancellationToken).ConfigureAwait(false);
            await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Reads the ring for a key that a stranger names, unless the last reading, or the last try, is not yet <see cref="StrangersInterval"/> ago.</summary>
    /// <returns>Whether it was read: by this call, or while it waited.</returns>
    /// <exception cref="KeyStoreException">The store cannot be read; the snapshot stays as it was.</exception>
    public async ValueTask<bool> RefreshForStrangerAsync(CancellationToken cancellationToken = default)
    {
        if (IsFresh())
            return false;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!IsFresh())
                await ReadAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Changes the ring.</summary>
    /// <param name="decide">
    /// What to change, given the ring as it is, or null for nothing; called again where somebody else was first. What it throws comes out.
    /// </param>
    /// <param name="cancellationToken">Gives up before the change, never in the middle of it.</param>
    /// <returns>The ring after the change.</returns>
    /// <exception cref="KeyRingException">There are keys, and not one of them can be read.</exception>
    /// <exception cref="KeyStoreException">The store cannot be read or written.</exception>
    public async ValueTask<RingSnapshot> ChangeAsync(
        Func<RingSnapshot, RingChange?> decide, CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (int attempt = 1; ; attempt++)
            {
                await ReadAsync(cancellationToken).ConfigureAwait(false);
                RequireReadable();
                if (decide(_snapshot) is not { } change)
                    return _snapshot;
                try
                {
                    await CommitAsync(change, cancellationToken).ConfigureAwait(false);
                    return _snapshot;
                }
                catch (KeyStoreConflictException) when (attempt < MaxAttempts)
                {
                    // Somebody else got further: look again, after a while that differs from theirs.
                    var pause = TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1, 5 * Math.Min(attempt, 20)));
                    await Task.Delay(pause, CancellationToken.None).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Refuses a ring of which nothing can be read: with another passphrase everything looks damaged, and new keys beside the old ones would
    /// split the ring.
    /// </summary>
    /// <exception cref="KeyRingException">There are keys, and not one of them can be read.</exception>
    public void RequireReadable()
    {
        if (_snapshot.Unreadable is [var first, ..] && !_snapshot.Keys.Any())
            throw new KeyRingException($"None of the keys in {store.Description} can be read, and nothing is changed. {first.Location}: {first.Reason}");
    }

    // The gate stays: whoever is in the middle of something finds out by himself, and still has to leave through it.
    public void Dispose()
    {
        lock (_showing)
        {
            _disposed = true;
            foreach (RingKey key in _snapshot.Keys)
                key.Material?.Dispose();
            _snapshot = RingSnapshot.Empty;
        }

        encryption.Dispose();
    }

    private bool IsFresh() =>
        Volatile.Read(ref _lastRead) != 0 && time.GetElapsedTime(Volatile.Read(ref _lastReadAt)) is var age
        && age >= TimeSpan.Zero && age < StrangersInterval;

    private async ValueTask CommitAsync(RingChange change, CancellationToken cancellationToken)
    {
        PreparedChange prepared = new ChangePreparation(_snapshot, encryption, providers, options, Now).Prepare(change);
        bool committed = false;
        try
        {
            await store.CommitAsync(prepared.Commit, cancellationToken).ConfigureAwait(false);
            committed = true;
        }
        finally
        {
            if (!committed)
                prepared.OwnMaterial?.Dispose();
        }

        Show(prepared.After(_snapshot));
        foreach (KeyChange done in prepared.Changes)
            KeyLog.Changed(logger, done.Action, done.Key);
    }

    private async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        long begin = Stopwatch.GetTimestamp();
        Volatile.Write(ref _lastReadAt, time.GetTimestamp());
        try
        {
            KeyStoreContents contents = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
            RequireNoStepBack(contents);
            Show(Open(contents));
            (_lastRead, _readFailure, _isOpen) = (begin, null, true);
        }
        catch (KeyStoreException e)
        {
            (_lastRead, _readFailure) = (begin, e);
            throw;
        }
    }

    // A volume that is not mounted looks like an empty ring, for which a new identity would be made; an old copy knows nothing of the keys
    // that were marked compromised since.
    private void RequireNoStepBack(KeyStoreContents contents)
    {
        long known = _snapshot.LastAudit?.Sequence ?? 0, found = contents.LastAudit?.Sequence ?? 0;
        if (found < known)
        {
            throw new KeyStoreException(
                $"{store.Description} went back: its audit log ended with entry {known}, and now ends with {found}. Mount it, or put back what is newer; "
                + "where an older copy is meant, restart the application.");
        }
    }

    private RingSnapshot Open(KeyStoreContents contents)
    {
        List<RingKey> keys = [];
        List<UnreadableKey> unreadable = [.. contents.Unreadable];
        foreach (StoredKey stored in contents.Keys)
        {
            RingKey? known = _snapshot.Find(stored.Id);
            if (known?.IsReadFrom(stored) == true)
            {
                keys.Add(known);
                continue;
            }

            try
            {
                keys.Add(Open(stored, known));
            }
            catch (Exception e) when (e is CryptographicException or AlgorithmNotSupportedException)
            {
                unreadable.Add(new UnreadableKey($"{store.Description}, {stored.Slot} {stored.Generation}", stored.Slot, stored.Generation, e.Message));
            }
        }

        return new RingSnapshot(keys, unreadable, contents.LastAudit);
    }

    private RingKey Open(StoredKey stored, RingKey? known)
    {
        (ContainerHeader header, SecretBytes secret, bool isPresent) = encryption.Open(stored.Container);
        using (secret)
        {
            KeyDescription key = header.Key;
            if ((key.Id, key.Slot, key.Generation, key.Revision) != (stored.Id, stored.Slot, stored.Generation, stored.Revision))
                throw new CryptographicException("The key lies in another key's place.");
            if (key.State == KeyState.Destroyed)
                return new RingKey(key, null, stored, isPresent);
            KeyMaterial material = KeyMaterial.Decode(key.Algorithm, secret.Span, providers);
            if (!material.PublicKey.AsSpan().SequenceEqual(key.PublicKey.Span))
            {
                material.Dispose();
                throw new CryptographicException("The public key does not belong to the secret.");
            }

            // Whoever uses the key just now goes on with it.
            if (known?.Material?.IsSameAs(material) == true)
            {
                material.Dispose();
                material = known.Material;
            }

            return new RingKey(key, material, stored, isPresent);
        }
    }

    private void Show(RingSnapshot next)
    {
        lock (_showing)
        {
            RingSnapshot before = _snapshot;
            _snapshot = _disposed ? RingSnapshot.Empty : next;
            foreach (RingKey old in before.Keys.Concat(next.Keys).Where(key => key.Material is not null && _snapshot.Find(key.Id)?.Material != key.Material))
                old.Material!.Dispose();
            ObjectDisposedException.ThrowIf(_disposed, this);
        }

        foreach (UnreadableKey unreadable in next.Unreadable.Where(key => !_reported.Contains(key)))
            KeyLog.SetAside(logger, unreadable.Location, unreadable.Reason);
        _reported = [.. next.Unreadable];
    }
}
