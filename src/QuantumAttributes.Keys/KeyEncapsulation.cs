using System.Security.Cryptography;

namespace QuantumAttributes.Keys;

/// <summary>A shared secret, and the ciphertext from which the key's holder recovers it.</summary>
/// <remarks>Disposal zeroes the shared secret.</remarks>
public sealed class KeyEncapsulation : IDisposable
{
    private readonly byte[] _sharedSecret;

    internal KeyEncapsulation(KeyId keyId, byte[] ciphertext, byte[] sharedSecret)
    {
        KeyId = keyId;
        Ciphertext = ciphertext;
        _sharedSecret = sharedSecret;
    }

    /// <summary>The key.</summary>
    public KeyId KeyId { get; }

    /// <summary>The ciphertext, of the size that the key's algorithm has it.</summary>
    public ReadOnlyMemory<byte> Ciphertext { get; }

    /// <summary>The shared secret, of the size that the key's algorithm has it.</summary>
    public ReadOnlyMemory<byte> SharedSecret => _sharedSecret;

    /// <summary>Zeroes the shared secret.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_sharedSecret);
}
