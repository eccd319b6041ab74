using System.Collections.Frozen;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Ring;

/// <summary>
/// The ring as of one reading. Of several active keys of a slot the newest is the active one and the others count as deactivated: writing
/// the newest is therefore the one step in which a rotation happens, wherever it is interrupted. Immutable.
/// </summary>
internal sealed class RingSnapshot
{
    private readonly FrozenDictionary<KeyId, RingKey> _keys;
    private readonly ILookup<KeySlot, RingKey> _slots;
    private readonly FrozenDictionary<KeySlot, RingKey> _newestActive;

    public RingSnapshot(IEnumerable<RingKey> keys, IReadOnlyList<UnreadableKey> unreadable, AuditRecord? lastAudit)
    {
        _keys = keys.ToFrozenDictionary(static key => key.Id);
        _slots = _keys.Values.ToLookup(static key => key.Description.Slot);
        _newestActive = _keys.Values.Where(static key => key.Description.State == KeyState.Active)
            .GroupBy(static key => key.Description.Slot)
            .ToFrozenDictionary(static slot => slot.Key, static slot => slot.MaxBy(static key => key.Description.Generation)!);
        Unreadable = unreadable;
        LastAudit = lastAudit;
    }

    public static RingSnapshot Empty { get; } = new([], [], null);

    public IEnumerable<RingKey> Keys => _keys.Values;

    public IReadOnlyList<UnreadableKey> Unreadable { get; }

    public AuditRecord? LastAudit { get; }

    public RingKey? Find(KeyId id) => _keys.GetValueOrDefault(id);

    /// <summary>The slot's active key, or null.</summary>
    public RingKey? Active(KeySlot slot) => _newestActive.GetValueOrDefault(slot);

    /// <summary>
    /// The slot's key that is made and waits to take the active one's place: the oldest of several, and none that a newer key has overtaken.
    /// </summary>
    public RingKey? Successor(KeySlot slot) => OfSlot(slot)
        .Where(key => key.Description.State == KeyState.PreActivation
            && key.Description.Generation > (Active(slot)?.Description.Generation ?? 0))
        .MinBy(static key => key.Description.Generation);

    public IEnumerable<RingKey> OfSlot(KeySlot slot) => _slots[slot];

    /// <summary>Active keys of a slot that a newer one has taken the place of.</summary>
    public IEnumerable<RingKey> Superseded(KeySlot slot) =>
        OfSlot(slot).Where(key => key.Description.State == KeyState.Active && key.Id != Active(slot)!.Id);

    /// <summary>The description as it counts: a superseded key is deactivated.</summary>
    public KeyDescription Describe(RingKey key) =>
        key.Description.State == KeyState.Active && Active(key.Description.Slot) is { } active && active.Id != key.Id
            ? key.Description with { State = KeyState.Deactivated, Changed = active.Description.Activation }
            : key.Description;

    /// <summary>A number that no key of the slot has, not even one that cannot be read.</summary>
    public int NextGeneration(KeySlot slot) => 1 + Math.Max(
        OfSlot(slot).Select(static key => key.Description.Generation).DefaultIfEmpty().Max(),
        Unreadable.Where(key => key.Slot is null || key.Slot == slot).Select(static key => key.Generation).DefaultIfEmpty().Max());
}
