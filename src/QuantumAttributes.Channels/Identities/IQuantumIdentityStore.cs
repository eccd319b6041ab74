using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Identities;

/// <summary>Who may sign in: from a key's thumbprint to its identity.</summary>
/// <remarks>
/// Implementations are safe to call from several threads. The store is asked on each request, so that a revocation takes effect on the
/// next one; one over a network should cache.
/// </remarks>
public interface IQuantumIdentityStore
{
    /// <summary>Finds the identity of a key, revoked and expired ones included, or null where the key is unknown.</summary>
    ValueTask<QuantumIdentity?> FindAsync(KeyThumbprint keyId, CancellationToken cancellationToken);
}
