using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Keys.Containers;
using QuantumAttributes.Keys.Lifecycle;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Ring;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys;

/// <summary>The key manager over a store.</summary>
/// <remarks>Safe to use from several threads. Disposal wipes every key; the protections and the store stay their owner's.</remarks>
public sealed partial class QuantumKeyManager : IQuantumKeyManager, IDisposable
{
    private readonly KeyRing _ring;
    private readonly KeyRingOptions _options;
    private readonly KeyLifecycle _lifecycle;
    private readonly KeyUpkeep _upkeep;
    private readonly UseCounts _uses = new();
    private readonly ILogger _logger;
    private volatile bool _initialized;

    /// <summary>A manager of the ring in this store. Nothing is read yet.</summary>
    /// <param name="store">Where the ring is kept.</param>
    /// <param name="protection">How its keys are protected at rest.</param>
    /// <param name="options">How it is kept; not to be changed afterwards.</param>
    /// <param name="providers">Cryptography and randomness; null for the fastest of this machine.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="logger">Where it says what it does; null for nowhere.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public QuantumKeyManager(
        IKeyStore store, KeyProtection protection, KeyRingOptions? options = null, ProviderSet? providers = null, TimeProvider? time = null,
        ILogger<QuantumKeyManager>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(protection);
        _options = options ?? new KeyRingOptions();
        if (_options.Problems().FirstOrDefault() is { } problem)
            throw new ArgumentException(problem, nameof(options));
        providers ??= ProviderSet.Default;
        _logger = logger ?? NullLogger<QuantumKeyManager>.Instance;
        KeyEncryption encryption = new(protection, [.. _options.FormerProtections], providers.Random);
        _ring = new KeyRing(store, encryption, providers, time ?? TimeProvider.System, _options, _logger);
        _lifecycle = new KeyLifecycle(_options, providers);
        _upkeep = new KeyUpkeep(_options, _lifecycle);
        if (protection.Kind == KeyProtectionKind.None)
            KeyLog.NotProtected(_logger, store.Description);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync(CancellationToken cancellationToken = default)
    {
        if (_initialized)
            return;
        await _ring.RefreshAsync(cancellationToken).ConfigureAwait(false);
        _ring.RequireReadable();
        foreach (KeySlot slot in _options.Slots.Where(slot => _ring.Snapshot.Active(slot) is null).OrderBy(static slot => slot.ToString()))
        {
            using FreshKey fresh = Fresh(slot);
            fresh.KeptIn(await _ring.ChangeAsync(ring => _lifecycle.Fill(ring, slot, fresh, _ring.Now), cancellationToken).ConfigureAwait(false));
        }

        _initialized = true;
    }

    /// <inheritdoc/>
    public async ValueTask<KeyDescription> CreateKeyAsync(
        KeySlot slot, string? algorithm = null, CancellationToken cancellationToken = default)
    {
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        using FreshKey fresh = Fresh(slot, algorithm);
        RingSnapshot ring = await _ring.ChangeAsync(
            ring => new RingChange(_lifecycle.Add(
                ring, slot, fresh.Material, fresh.Algorithm, ring.Active(slot) is null, AuditAction.Create, _ring.Now)),
            cancellationToken).ConfigureAwait(false);
        fresh.KeptIn(ring);
        return ring.Describe(ring.Keys.First(key => key.Material == fresh.Material));
    }

    /// <inheritdoc/>
    public async ValueTask<KeyDescription> ImportAsync(KeySlot slot, AsymmetricPrivateKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        CheckFitness(slot, key.Algorithm.Name);
        KeyMaterial material = KeyMaterial.CopyOf(key, _ring.Providers);
        bool kept = false;
        try
        {
            RingSnapshot ring = await _ring.ChangeAsync(
                ring => ring.Keys.FirstOrDefault(known => known.Description.PublicKey.Span.SequenceEqual(material.PublicKey)) is { } known
                    ? throw new KeyRingException($"The ring has this key already: {known.Description}.")
                    : new RingChange(_lifecycle.Add(
                        ring, slot, material, key.Algorithm.Name, ring.Active(slot) is null, AuditAction.Import, _ring.Now)),
                cancellationToken).ConfigureAwait(false);
            kept = true;
            return ring.Describe(ring.Keys.First(key => key.Material == material));
        }
        finally
        {
            if (!kept)
                material.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<KeyDescription> RotateAsync(KeySlot slot, string? algorithm = null, CancellationToken cancellationToken = default)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        using FreshKey fresh = Fresh(slot, algorithm);
        RingSnapshot ring = await _ring.ChangeAsync(
            ring => _lifecycle.Rotate(ring, slot, fresh, _ring.Now, sameAlgorithm: algorithm is not null), cancellationToken).ConfigureAwait(false);
        fresh.KeptIn(ring);
        return ring.Active(slot)!.Description;
    }

    /// <inheritdoc/>
    public ValueTask<KeyDescription> ActivateAsync(KeyId id, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, (ring, key) => _lifecycle.Activate(ring, key, _ring.Now), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<KeyDescription> DeactivateAsync(KeyId id, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, (ring, key) => KeyLifecycle.Deactivate(ring, key, _ring.Now), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<KeyDescription> MarkCompromisedAsync(
        KeyId id, string reason, IReadOnlyList<string>? approvals = null, CancellationToken cancellationToken = default)
    {
        CheckReason(reason);
        return ChangeAsync(id, (ring, key) => _lifecycle.MarkCompromised(ring, key, reason, approvals ?? [], _ring.Now), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<KeyDescription> DestroyAsync(
        KeyId id, string reason, IReadOnlyList<string>? approvals = null, CancellationToken cancellationToken = default)
    {
        CheckReason(reason);
        return ChangeAsync(id, (ring, key) => _lifecycle.Destroy(ring, key, reason, approvals ?? [], _ring.Now), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<KeyDescription>> ListAsync(CancellationToken cancellationToken = default)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        RingSnapshot ring = _ring.Snapshot;
        return [.. ring.Keys.Select(ring.Describe).OrderBy(static key => key.Slot.ToString(), StringComparer.Ordinal).ThenBy(static key => key.Generation)];
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<UnreadableKey>> ListUnreadableAsync(CancellationToken cancellationToken = default)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        return _ring.Snapshot.Unreadable;
    }

    /// <summary>Reads the ring again, to see what other processes changed.</summary>
    /// <exception cref="KeyStoreException">The store cannot be read; what was known goes on working.</exception>
    public ValueTask RefreshAsync(CancellationToken cancellationToken = default) => _ring.RefreshAsync(cancellationToken);

    /// <summary>
    /// Does what the clock demands: announces, rotates, deactivates, destroys and removes keys, seals anew those under a former protection,
    /// and writes down how often keys were used. <see cref="KeyRotationService"/> calls it.
    /// </summary>
    /// <exception cref="KeyStoreException">The store cannot be read or written; what was known goes on working.</exception>
    /// <exception cref="KeyRingException">A slot needs its operator. All the others have been looked after.</exception>
    public async ValueTask MaintainAsync(CancellationToken cancellationToken = default)
    {
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        await _ring.RefreshAsync(cancellationToken).ConfigureAwait(false);
        KeyRingException? failure = null;
        foreach (KeySlot slot in _upkeep.Slots(_ring.Snapshot).ToArray())
        {
            try
            {
                await RenewAsync(slot, cancellationToken).ConfigureAwait(false);
            }
            catch (KeyRingException e)
            {
                failure ??= e; // thrown below: tickets are rotated, whatever is the matter with the identity
            }
        }

        if (_upkeep.TidyUp(_ring.Snapshot, _ring.Now) is not null)
            await _ring.ChangeAsync(ring => _upkeep.TidyUp(ring, _ring.Now), cancellationToken).ConfigureAwait(false);
        await _uses.FlushAsync(_ring.Store, cancellationToken).ConfigureAwait(false);
        Remind();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Wipes every key.</summary>
    public void Dispose() => _ring.Dispose();

    /// <summary>The active key of a slot. It stays the ring's.</summary>
    /// <exception cref="UnknownKeyException">There is none.</exception>
    /// <exception cref="KeyStateException">Its lifetime is over.</exception>
    internal SigningKey ActiveSigningKey(KeySlot slot) => ActiveOf(slot).Material!.Signing!;

    /// <summary>The KEM keys of a purpose that are announced, active or still open, as of the last reading. They stay the ring's.</summary>
    internal IEnumerable<(KeyDescription Key, KemPrivateKey PrivateKey)> KemKeys(KeyPurpose purpose)
    {
        DateTimeOffset now = _ring.Now;
        RingSnapshot ring = _ring.Snapshot;
        return
            from key in ring.Keys
            where key.Description.Slot.Purpose == purpose && (key.Description.State == KeyState.PreActivation || key.CanProcess(now))
            select (ring.Describe(key), key.Material!.Kem!);
    }

    /// <summary>
    /// Reads the ring for a key that a stranger names and this process does not know, but for a few seconds after the last reading.
    /// </summary>
    /// <returns>Whether it was read.</returns>
    /// <exception cref="KeyStoreException">The store cannot be read; what was known goes on working.</exception>
    internal ValueTask<bool> RefreshForStrangerAsync(CancellationToken cancellationToken = default) =>
        _ring.RefreshForStrangerAsync(cancellationToken);

    /// <summary>Gives a slot an active key, where it has none or only one past its lifetime: no upkeep came in time.</summary>
    internal async ValueTask EnsureActiveAsync(KeySlot slot, string algorithm, CancellationToken cancellationToken = default)
    {
        if (HasActive(_ring.Snapshot))
            return;
        using FreshKey fresh = Fresh(slot, algorithm);
        fresh.KeptIn(await _ring.ChangeAsync(
            ring => HasActive(ring) ? null : _lifecycle.Rotate(ring, slot, fresh, _ring.Now), cancellationToken).ConfigureAwait(false));

        bool HasActive(RingSnapshot ring) => ring.Active(slot)?.CanProtect(_ring.Now) == true;
    }

    private ValueTask OpenAsync(CancellationToken cancellationToken) => _ring.IsOpen ? default : _ring.RefreshAsync(cancellationToken);

    private async ValueTask<KeyDescription> ChangeAsync(
        KeyId id, Func<RingSnapshot, RingKey, RingChange> decide, CancellationToken cancellationToken)
    {
        RingSnapshot ring = await _ring.ChangeAsync(
            ring => decide(ring, ring.Find(id) ?? throw new UnknownKeyException(id)), cancellationToken).ConfigureAwait(false);
        return ring.Describe(ring.Find(id)!);
    }

    private async ValueTask RenewAsync(KeySlot slot, CancellationToken cancellationToken)
    {
        using FreshKey fresh = Fresh(slot);
        if (_upkeep.Renew(_ring.Snapshot, slot, fresh, _ring.Now) is not null)
            fresh.KeptIn(await _ring.ChangeAsync(ring => _upkeep.Renew(ring, slot, fresh, _ring.Now), cancellationToken).ConfigureAwait(false));
    }

    private FreshKey Fresh(KeySlot slot, string? algorithm = null)
    {
        algorithm ??= _options.AlgorithmOf(slot, _ring.Snapshot.Active(slot)?.Description.Algorithm);
        string name = AlgorithmCatalogue.TryFind(algorithm, out CryptographicAlgorithm? found) ? found.Name : algorithm;
        CheckFitness(slot, name);
        return new FreshKey(name, _ring.Providers);
    }

    // It goes into a header, whose size is bounded: a longer one would be written and never read again.
    private static void CheckReason(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (reason.Length > KeyDescription.MaxReasonLength)
            throw new ArgumentException($"A reason has at most {KeyDescription.MaxReasonLength} characters.", nameof(reason));
    }

    private static void CheckFitness(KeySlot slot, string algorithm)
    {
        if (KeyFitness.Problem(slot.Purpose, algorithm) is { } problem)
            throw new KeyPurposeException(problem);
    }

    private void Remind()
    {
        foreach (KeyDescription key in _ring.Snapshot.Keys.Select(_ring.Snapshot.Describe).Where(static key => key.State == KeyState.Active))
        {
            KeyPolicy policy = _options.PolicyOf(key.Slot);
            if (!policy.IsAutomatic && _ring.Now >= policy.RotationOf(key.Activation))
                KeyLog.RotationDue(_logger, key, key.ActiveUntil);
        }
    }
}
