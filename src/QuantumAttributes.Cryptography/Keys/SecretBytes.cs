using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>A buffer for a secret: pinned, so that the collector leaves no copies of it behind, and zeroed on disposal.</summary>
internal sealed class SecretBytes(int size) : IDisposable
{
    private readonly byte[] _bytes = GC.AllocateArray<byte>(size, pinned: true);

    public Span<byte> Span => _bytes;

    /// <summary>The buffer itself, for what takes arrays only. It is not to be kept beyond disposal.</summary>
    public byte[] Array => _bytes;

    public Memory<byte> Memory => _bytes;

    public static SecretBytes CopyOf(ReadOnlySpan<byte> secret)
    {
        SecretBytes copy = new(secret.Length);
        secret.CopyTo(copy.Span);
        return copy;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);

        // The last copy of the secret has left its end in vector registers, which an exception or a signal writes to the stack. A copy
        // of the zeros, one byte to the left, goes through the same registers.
        if (_bytes.Length > 1)
            _bytes.AsSpan(1).CopyTo(_bytes);
    }
}
