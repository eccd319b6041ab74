using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Ring;

/// <summary>A key of the ring as it was last read.</summary>
/// <param name="Description">What is known of it.</param>
/// <param name="Material">Its secret, ready for use; null where it is destroyed.</param>
/// <param name="Stored">What the store holds.</param>
/// <param name="IsPresentlyProtected">Whether its container is sealed as a new one would be.</param>
internal sealed record RingKey(KeyDescription Description, KeyMaterial? Material, StoredKey Stored, bool IsPresentlyProtected)
{
    public KeyId Id => Description.Id;

    /// <summary>Whether it was read from just this.</summary>
    public bool IsReadFrom(StoredKey stored) =>
        Stored == stored with { Container = Stored.Container } && Stored.Container.Span.SequenceEqual(stored.Container.Span);

    /// <summary>Whether it protects new data at this time, given that it is its slot's newest.</summary>
    public bool CanProtect(DateTimeOffset now) => Description.State == KeyState.Active && now < Description.ActiveUntil;

    /// <summary>Whether it verifies and opens at this time.</summary>
    public bool CanProcess(DateTimeOffset now) =>
        Description.State is KeyState.Active or KeyState.Deactivated && !(now >= Description.End);
}
