using QuantumAttributes.Channels.Identities;

namespace QuantumAttributes.AspNetCore;

/// <summary>Who may sign in: stores that are asked in the order in which they were added.</summary>
public sealed class QuantumIdentityOptions
{
    internal List<IdentitySource> Sources { get; } = [];

    /// <summary>
    /// Adds the identities of a JWK set file (<see cref="IdentityJwkSet"/>), read when the application starts. A relative path is taken
    /// from the content root.
    /// </summary>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public void AddJwkSet(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Sources.Add(new IdentitySource.JwkSetFile(path));
    }

    /// <summary>Adds a store of your own; a <see cref="MemoryIdentityStore"/> is one that grows while the application runs.</summary>
    public void AddStore(IQuantumIdentityStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        Sources.Add(new IdentitySource.Store(store));
    }
}
