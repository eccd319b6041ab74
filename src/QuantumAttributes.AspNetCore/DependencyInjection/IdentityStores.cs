using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore;

/// <summary>The identity stores of the options as one, asked in order. Safe to use from several threads.</summary>
internal sealed class IdentityStores(IReadOnlyList<IQuantumIdentityStore> stores) : IQuantumIdentityStore
{
    public bool IsEmpty => stores.Count == 0;

    public async ValueTask<QuantumIdentity?> FindAsync(KeyThumbprint keyId, CancellationToken cancellationToken)
    {
        foreach (IQuantumIdentityStore store in stores)
        {
            if (await store.FindAsync(keyId, cancellationToken) is { } identity)
                return identity;
        }

        return null;
    }

    /// <summary>Opens the stores that the options name.</summary>
    /// <exception cref="QuantumConfigurationException">A file is missing, unreadable or empty; every such problem.</exception>
    public static IdentityStores Open(IEnumerable<IdentitySource> sources, string contentRoot, ProviderSet providers)
    {
        var stores = new List<IQuantumIdentityStore>();
        var problems = new List<string>();
        foreach (IdentitySource source in sources)
        {
            switch (source)
            {
                case IdentitySource.Store { Value: var store }:
                    stores.Add(store);
                    break;
                case IdentitySource.JwkSetFile { Path: var path }:
                    stores.Add(ReadFile(Path.GetFullPath(path, contentRoot), providers, problems));
                    break;
            }
        }

        return problems.Count == 0 ? new IdentityStores(stores) : throw new QuantumConfigurationException(problems);
    }

    private static MemoryIdentityStore ReadFile(string path, ProviderSet providers, List<string> problems)
    {
        var store = new MemoryIdentityStore();
        try
        {
            foreach (QuantumIdentity identity in IdentityJwkSet.Parse(File.ReadAllText(path), providers))
                store.Set(identity);
            if (store.Count == 0)
                problems.Add($"quantum.Identities: the JWK set '{path}' is empty, so nobody can sign in. Add a client's public key to it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            problems.Add($"quantum.Identities: the JWK set '{path}' cannot be read: {e.Message} Correct the path or the file.");
        }

        return store;
    }
}
