using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore;

/// <summary>The key by which clients know this server. The container disposes it.</summary>
internal sealed class ServerIdentity(SigningKey key) : IDisposable
{
    public SigningKey Key { get; } = key;

    public void Dispose() => Key.Dispose();
}
