using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Protection;

/// <summary>
/// A secret that is held until disposal. Whoever needs it works on a copy: a disposal on another thread must not turn it into
/// zeros halfway, and have a container sealed under a key that nobody knows.
/// </summary>
internal sealed class HeldSecret(SecretBytes secret, Type owner) : IDisposable
{
    private readonly Lock _lock = new();
    private SecretBytes? _secret = secret;

    /// <summary>A copy, which the caller disposes.</summary>
    /// <exception cref="ObjectDisposedException">The owner is disposed.</exception>
    public SecretBytes Copy()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_secret is null, owner);
            return SecretBytes.CopyOf(_secret.Span);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _secret?.Dispose();
            _secret = null;
        }
    }
}
