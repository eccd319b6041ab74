using QuantumAttributes.Cryptography;

namespace HubChat;

/// <summary>What a member brings to a server.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Key">The key that the member signs in with.</param>
/// <param name="KnownServers">The file with the identities of the servers that the member has met.</param>
internal sealed record Member(string Name, SigningKey Key, string KnownServers) : IDisposable
{
    public void Dispose() => Key.Dispose();
}
