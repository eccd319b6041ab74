using System.Security.Cryptography;

namespace QuantumAttributes.Keys.Protection;

/// <summary>
/// How keys are protected at rest: where the 32-byte key-encryption key comes from under which their containers are sealed (AES-256-GCM,
/// SP 800-38D). Unaudited.
/// </summary>
/// <remarks>Safe to use from several threads. Whoever made it disposes it, which wipes what it holds.</remarks>
public abstract class KeyProtection : IDisposable
{
    /// <summary>Bytes of a key-encryption key.</summary>
    public const int KeySize = 32;

    /// <summary>The most bytes of parameters.</summary>
    public const int MaxParametersSize = 4096;

    /// <summary>The kind, which stands in each container's header.</summary>
    public abstract KeyProtectionKind Kind { get; }

    /// <summary>
    /// Parameters for a new key-encryption key, at most <see cref="MaxParametersSize"/> bytes, not secret: what
    /// <see cref="DeriveKey"/> needs besides what this object holds. They stand in the header of each container sealed under it.
    /// </summary>
    public abstract byte[] CreateParameters(RandomNumberGenerator random);

    /// <summary>Finds the key-encryption key that belongs to these parameters. May take long: the ring keeps the result.</summary>
    /// <param name="parameters">From a container's header, and not authenticated yet: every bound is checked first.</param>
    /// <param name="key">Receives exactly <see cref="KeySize"/> bytes; zeroed where this fails.</param>
    /// <exception cref="KeyProtectionException">The parameters are malformed or out of bounds, or belong to another secret.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> has another length.</exception>
    /// <exception cref="ObjectDisposedException">This is disposed.</exception>
    public abstract void DeriveKey(ReadOnlySpan<byte> parameters, Span<byte> key);

    /// <summary>Whether new containers may go on with these parameters: they are as strong as those made now.</summary>
    public virtual bool IsCurrent(ReadOnlySpan<byte> parameters) => true;

    /// <summary>Wipes what it holds.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The kind. Nothing secret.</summary>
    public override string ToString() => Kind.ToString();

    /// <summary>Checks the length of a buffer for a key, and zeroes it: what fails from here on leaves zeros.</summary>
    private protected static void ClearKey(Span<byte> key)
    {
        if (key.Length != KeySize)
            throw new ArgumentException($"A key-encryption key has {KeySize} bytes.", nameof(key));
        key.Clear();
    }

    /// <summary>Wipes what it holds, where <paramref name="disposing"/>.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
