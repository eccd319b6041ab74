using Microsoft.Extensions.Configuration;
using QuantumAttributes.AspNetCore.Identities;
using QuantumAttributes.Channels.Identities;

namespace QuantumAttributes.AspNetCore;

/// <summary>Who may sign in: stores that are asked in the order in which they were added.</summary>
public sealed class QuantumIdentityOptions
{
    internal List<IdentitySource> Sources { get; } = [];

    /// <summary>
    /// Adds the identities of a JWK set file (<see cref="IdentityJwkSet"/>). A relative path is taken from the content root. The file is
    /// looked at again while the application runs, at most once a second; one that is missing, damaged or empty then changes nothing, and
    /// is logged (event 37). Replace it in one step, by renaming another to its name.
    /// </summary>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public void AddJwkSet(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Sources.Add(new IdentitySource.JwkSetFile(path));
    }

    /// <summary>
    /// Adds the identities of a section of the configuration: an array of objects with the members of <see cref="IdentityJwkSet"/>. Read
    /// again when the configuration says that it has changed; one that is damaged or empty then changes nothing, and is logged (event 37).
    /// </summary>
    public void AddConfiguration(IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        Sources.Add(new IdentitySource.Configuration(section));
    }

    /// <summary>Adds a store of your own; a <see cref="MemoryIdentityStore"/> is one that grows while the application runs.</summary>
    public void AddStore(IQuantumIdentityStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        Sources.Add(new IdentitySource.Store(store));
    }
}
