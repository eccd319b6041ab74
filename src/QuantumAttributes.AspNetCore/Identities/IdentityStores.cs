using Microsoft.Extensions.Configuration;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Identities;

/// <summary>The identity stores of the options as one, asked in order. Safe to use from several threads.</summary>
internal sealed class IdentityStores(IQuantumIdentityStore[] stores, IReadOnlyList<IDisposable> owned)
    : IQuantumIdentityStore, IDisposable
{
    public bool IsEmpty => stores.Length == 0;

    public async ValueTask<QuantumIdentity?> FindAsync(KeyThumbprint keyId, CancellationToken cancellationToken)
    {
        foreach (IQuantumIdentityStore store in stores)
        {
            if (await store.FindAsync(keyId, cancellationToken) is { } identity)
                return identity;
        }

        return null;
    }

    public void Dispose()
    {
        foreach (IDisposable store in owned)
            store.Dispose();
    }

    /// <summary>Opens the stores that the options name.</summary>
    /// <exception cref="QuantumConfigurationException">A source is missing, unreadable or empty; every such problem.</exception>
    public static IdentityStores Open(IEnumerable<IdentitySource> sources, string contentRoot, IdentityReader reader)
    {
        var stores = new List<IQuantumIdentityStore>();
        var owned = new List<IDisposable>();
        var problems = new List<string>();
        foreach (IdentitySource source in sources)
        {
            switch (source)
            {
                case IdentitySource.Store { Value: var store }:
                    stores.Add(store);
                    break;
                case IdentitySource.JwkSetFile { Path: var path }:
                    OpenFile(Path.GetFullPath(path, contentRoot));
                    break;
                case IdentitySource.Configuration { Section: var section }:
                    OpenSection(section);
                    break;
            }
        }

        var opened = new IdentityStores([.. stores], owned);
        if (problems.Count == 0)
            return opened;
        opened.Dispose();
        throw new QuantumConfigurationException(problems);

        void OpenFile(string path)
        {
            try
            {
                stores.Add(new JwkSetFileStore(path, reader));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
            {
                problems.Add(
                    $"quantum.Identities: the JWK set '{path}' cannot be read: {e.Message} "
                    + "Correct the path or the file, and put a client's public key into it.");
            }
        }

        void OpenSection(IConfigurationSection section)
        {
            try
            {
                var store = new ConfigurationStore(section, reader);
                stores.Add(store);
                owned.Add(store);
            }
            catch (FormatException e)
            {
                problems.Add(
                    $"quantum.Identities: the configuration section '{section.Path}' cannot be read: {e.Message} "
                    + "Put a client's public key into it, with the members of a JWK.");
            }
        }
    }
}
