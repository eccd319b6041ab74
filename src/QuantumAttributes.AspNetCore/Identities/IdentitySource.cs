using Microsoft.Extensions.Configuration;
using QuantumAttributes.Channels.Identities;

namespace QuantumAttributes.AspNetCore.Identities;

/// <summary>Where identities come from, as the options name it.</summary>
internal abstract record IdentitySource
{
    private IdentitySource()
    {
    }

    public sealed record JwkSetFile(string Path) : IdentitySource;

    public sealed record Configuration(IConfigurationSection Section) : IdentitySource;

    public sealed record Store(IQuantumIdentityStore Value) : IdentitySource;
}
