using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Identities;

/// <summary>The identities of a section of the configuration, read again whenever the configuration says that it changed.</summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class ConfigurationStore : IQuantumIdentityStore, IDisposable
{
    private readonly Lock _lock = new();
    private readonly IConfigurationSection _section;
    private readonly LastGoodIdentities _identities;
    private readonly IDisposable _watch;
    private string _json; // what was read at last and was good

    /// <summary>Reads a section.</summary>
    /// <exception cref="FormatException">It holds no identities.</exception>
    public ConfigurationStore(IConfigurationSection section, IdentityReader reader)
    {
        _section = section;
        IChangeToken before = section.GetReloadToken();
        _json = ConfiguredJwkSet.Write(section);
        _identities = new LastGoodIdentities($"the configuration section '{section.Path}'", _json, reader);
        _watch = ChangeToken.OnChange(section.GetReloadToken, Reload);
        if (before.HasChanged)
            Reload();
    }

    public ValueTask<QuantumIdentity?> FindAsync(KeyThumbprint keyId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_identities.Find(keyId));

    public void Dispose() => _watch.Dispose();

    private void Reload()
    {
        lock (_lock)
        {
            string json = ConfiguredJwkSet.Write(_section);
            if (json == _json)
                _identities.Recover();
            else if (_identities.TryReplace(json))
                _json = json;
        }
    }
}
