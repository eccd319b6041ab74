using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>A buffer for a secret: pinned, so that the collector leaves no copies of it behind, and zeroed on disposal.</summary>
internal sealed class SecretBytes(int size) : IDisposable
{
    private readonly byte[] _bytes = GC.AllocateArray<byte>(size, pinned: true);

    public Span<byte> Span => _bytes;

    public Memory<byte> Memory => _bytes;

    public static SecretBytes CopyOf(ReadOnlySpan<byte> secret)
    {
        SecretBytes copy = new(secret.Length);
        secret.CopyTo(copy.Span);
        return copy;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
