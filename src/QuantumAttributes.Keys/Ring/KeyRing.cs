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
    IKeyStore store, KeyEncryption encryption, ProviderSet providers, TimeProvider time, string actor, ILogger logger) : IDisposable
{
    /// <summary>The least time between two readings, however many unknown keys strangers name.</summary>
    private static readonly TimeSpan _readInterval = TimeSpan.FromMilliseconds(100);

    private const int MaxAttempts = 200;

    private readonly SemaphoreSlim _gate = new(1);
    private volatile RingSnapshot _snapshot = RingSnapshot.Empty;
    private HashSet<UnreadableKey> _reported = [];
    private long _lastRead; // the stopwatch when the last reading began; 0 for none
    private bool _disposed;

    /// <summary>What the last reading found. Nothing before the first.</summary>
    public RingSnapshot Snapshot => _snapshot;

    public IKeyStore Store => store;

    public ProviderSet Providers => providers;

    /// <summary>The time, in whole milliseconds, as it is written down.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Whether the ring was read at least once.</summary>
    public bool IsOpen => Volatile.Read(ref _lastRead) != 0;

    /// <summary>Reads the ring, unless a reading that began after this call has done so already.</summary>
    /// <exception cref="KeyStoreException">The store cannot be read; the snapshot stays as it was.</exception>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken = default)
    {
        long called = Stopwatch.GetTimestamp();
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (IsOpen && _lastRead > called)
                return;
            TimeSpan early = IsOpen ? _readInterval - Stopwatch.GetElapsedTime(_lastRead) : TimeSpan.Zero;
            if (early > TimeSpan.Zero)
                await Task.Delay(early, cancellationToken).ConfigureAwait(false);
            await ReadAsync(cancellationToken).ConfigureAwait(false);
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
                RequireOpened();
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

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        RingSnapshot last = Interlocked.Exchange(ref _snapshot, RingSnapshot.Empty);
        foreach (RingKey key in last.Keys)
            key.Material?.Dispose();
        encryption.Dispose();
        _gate.Dispose();
    }

    // With another passphrase everything looks damaged. New keys beside the old ones would split the ring.
    private void RequireOpened()
    {
        if (_snapshot.Unreadable is [var first, ..] && !_snapshot.Keys.Any())
            throw new KeyRingException($"None of the keys in {store.Description} can be read, and nothing is changed. {first.Location}: {first.Reason}");
    }

    private async ValueTask CommitAsync(RingChange change, CancellationToken cancellationToken)
    {
        PreparedChange prepared = new ChangePreparation(_snapshot, encryption, providers, actor, Now).Prepare(change);
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
        KeyStoreContents contents = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
        Show(Open(contents));
        Volatile.Write(ref _lastRead, begin);
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
            catch (CryptographicException e)
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
        RingSnapshot before = _snapshot;
        _snapshot = next;
        foreach (RingKey old in before.Keys.Where(old => old.Material is not null && next.Find(old.Id)?.Material != old.Material))
            old.Material!.Dispose();
        foreach (UnreadableKey unreadable in next.Unreadable.Where(key => !_reported.Contains(key)))
            KeyLog.SetAside(logger, unreadable.Location, unreadable.Reason);
        _reported = [.. next.Unreadable];
    }
}
