using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Ring;

namespace QuantumAttributes.Keys.Lifecycle;

/// <summary>How a key begins: its first revision, with the next number of its slot.</summary>
internal static class NewKey
{
    /// <summary>Describes a key that is new to the ring.</summary>
    /// <param name="ring">The ring that it comes into.</param>
    /// <param name="slot">Its place.</param>
    /// <param name="algorithm">Its algorithm's name.</param>
    /// <param name="publicKey">Its public key, raw; empty for a symmetric one.</param>
    /// <param name="isActive">Whether it is active at once; otherwise it waits.</param>
    /// <param name="now">The time.</param>
    /// <param name="providers">Where its id is drawn.</param>
    /// <returns>The key, whose times are still to be set (<see cref="KeyTransitions.Scheduled"/>).</returns>
    public static KeyDescription Describe(
        RingSnapshot ring, KeySlot slot, string algorithm, byte[] publicKey, bool isActive, DateTimeOffset now, ProviderSet providers) => new()
        {
            Id = KeyId.Create(providers.Random),
            Slot = slot,
            Algorithm = algorithm,
            Generation = ring.NextGeneration(slot),
            Revision = 1,
            State = isActive ? KeyState.Active : KeyState.PreActivation,
            Changed = now,
            Created = now,
            Activation = now,
            ActiveUntil = now,
            PublicKey = publicKey,
            AuditSequence = 0,
        };
}
