using System.Collections.Concurrent;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Identities;

/// <summary>Identities in memory, which come and go while the application runs.</summary>
/// <remarks>Safe to use from several threads. The keys of added identities must outlive the store.</remarks>
public sealed class MemoryIdentityStore : IQuantumIdentityStore
{
    private readonly ConcurrentDictionary<KeyThumbprint, QuantumIdentity> _identities = new();

    /// <summary>How many identities there are.</summary>
    public int Count => _identities.Count;

    /// <summary>Adds an identity, or replaces the one with the same key.</summary>
    public void Set(QuantumIdentity identity) => _identities[identity.KeyId] = identity;

    /// <summary>Removes the identity of a key; false where there is none.</summary>
    public bool Remove(KeyThumbprint keyId) => _identities.TryRemove(keyId, out _);

    /// <inheritdoc/>
    public ValueTask<QuantumIdentity?> FindAsync(KeyThumbprint keyId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_identities.GetValueOrDefault(keyId));
}
