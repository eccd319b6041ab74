using QuantumAttributes.Channels.Identities;

namespace QuantumAttributes.AspNetCore;

/// <summary>Where identities come from, as the options name it.</summary>
internal abstract record IdentitySource
{
    private IdentitySource()
    {
    }

    public sealed record JwkSetFile(string Path) : IdentitySource;

    public sealed record Store(IQuantumIdentityStore Value) : IdentitySource;
}
