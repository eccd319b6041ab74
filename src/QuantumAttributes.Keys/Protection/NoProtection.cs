using System.Security.Cryptography;

namespace QuantumAttributes.Keys.Protection;

/// <summary>
/// No protection: the key-encryption key is 32 bytes of zero, which everybody knows. Containers are checked for damage and hide
/// nothing; what guards the keys is who may read them.
/// </summary>
/// <remarks>Safe to use from several threads. Holds no secret.</remarks>
public sealed class NoProtection : KeyProtection
{
    /// <inheritdoc/>
    public override KeyProtectionKind Kind => KeyProtectionKind.None;

    /// <summary>No bytes: there are no parameters.</summary>
    public override byte[] CreateParameters(RandomNumberGenerator random) => [];

    /// <summary>32 bytes of zero.</summary>
    /// <param name="parameters">Empty.</param>
    /// <param name="key">Receives exactly <see cref="KeyProtection.KeySize"/> bytes.</param>
    /// <exception cref="KeyProtectionException">The parameters are not empty.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> has another length.</exception>
    public override void DeriveKey(ReadOnlySpan<byte> parameters, Span<byte> key)
    {
        ClearKey(key);
        if (!parameters.IsEmpty)
            throw new KeyProtectionException("Keys without protection have no parameters: the container is damaged.");
    }
}
