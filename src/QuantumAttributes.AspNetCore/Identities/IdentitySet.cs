using System.Collections.Frozen;
using QuantumAttributes.Channels.Classical;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Identities;

/// <summary>Identities that were read at once, and are replaced at once.</summary>
/// <remarks>
/// Immutable. Nobody disposes the keys of a set that was replaced: a request that runs may hold them for as long as it likes. Public keys
/// are no secret, and the collector takes them with their last request.
/// </remarks>
internal sealed class IdentitySet
{
    private readonly FrozenDictionary<KeyThumbprint, QuantumIdentity> _identities;

    private IdentitySet(IEnumerable<QuantumIdentity> identities) => _identities = identities.ToFrozenDictionary(identity => identity.KeyId);

    public int Count => _identities.Count;

    /// <summary>Reads a JWK set. Keys that were in the set before stay the same objects, expanded as they are.</summary>
    /// <exception cref="FormatException">It is no JWK set of identities, or it holds none.</exception>
    public static IdentitySet Parse(string json, ProviderSet providers, IdentitySet? before)
    {
        IReadOnlyList<QuantumIdentity> identities;
        try
        {
            identities = IdentityJwkSet.Parse(json, providers);
        }
        catch (AlgorithmNotSupportedException e)
        {
            throw new FormatException(e.Message, e);
        }

        return identities.Count > 0
            ? new IdentitySet(identities.Select(identity => before?.Find(identity.KeyId) is { } known ? KeepKeys(identity, known) : identity))
            : throw new FormatException("It is empty, so that nobody could sign in.");
    }

    public QuantumIdentity? Find(KeyThumbprint keyId) => _identities.GetValueOrDefault(keyId);

    private static QuantumIdentity KeepKeys(QuantumIdentity identity, QuantumIdentity known)
    {
        identity.Key.Dispose(); // just read, and nobody has it yet
        return identity with { Key = known.Key, ClassicalKey = Keep(identity.ClassicalKey, known.ClassicalKey) };
    }

    private static ClassicalVerifyingKey? Keep(ClassicalVerifyingKey? key, ClassicalVerifyingKey? known)
    {
        if (key is null || known is null || key.Thumbprint != known.Thumbprint)
            return key;
        key.Dispose();
        return known;
    }
}
