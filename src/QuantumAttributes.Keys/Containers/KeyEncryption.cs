using System.Security.Cryptography;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Containers;

/// <summary>
/// Seals and opens containers: under the present protection, and for reading under former ones. Keeps each key-encryption key that was
/// derived, since that may be slow by design. Safe to use from several threads.
/// </summary>
internal sealed class KeyEncryption(KeyProtection present, IReadOnlyList<KeyProtection> former, RandomNumberGenerator random) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(KeyProtection, string), SecretBytes> _derived = [];
    private byte[]? _parameters;
    private bool _disposed;

    public KeyProtectionKind Kind => present.Kind;

    /// <summary>Seals a key under the present protection.</summary>
    public byte[] Seal(KeyDescription key, ReadOnlySpan<byte> secret)
    {
        byte[] salt = new byte[ContainerHeader.SaltSize];
        random.GetBytes(salt);
        lock (_lock)
        {
            _parameters ??= present.CreateParameters(random);
            ContainerHeader header = new(key, present.Kind, _parameters, salt);
            return KeyContainer.Seal(header, secret, Derive(present, _parameters).Span);
        }
    }

    /// <summary>Opens a container.</summary>
    /// <returns>The header, the secret, which the caller disposes, and whether it is sealed under the present protection.</returns>
    /// <exception cref="CryptographicException">It is damaged or forged, or under none of these protections.</exception>
    public (ContainerHeader Header, SecretBytes Secret, bool IsPresent) Open(ReadOnlyMemory<byte> container)
    {
        ContainerHeader header = KeyContainer.ReadHeader(container);
        CryptographicException? failure = null;
        foreach (KeyProtection protection in (IEnumerable<KeyProtection>)[present, .. former])
        {
            if (protection.Kind != header.Protection)
                continue;
            try
            {
                lock (_lock)
                {
                    SecretBytes secret = KeyContainer.Open(container, header, Derive(protection, header.Parameters.Span).Span);
                    return (header, secret, protection == present && Adopt(header.Parameters.Span));
                }
            }
            catch (CryptographicException e)
            {
                failure ??= e;
            }
        }

        throw failure is null
            ? new KeyProtectionException($"It is protected by {header.Protection}, and the ring is set up for {present.Kind}.")
            : new KeyProtectionException("It is damaged, or protected by another secret than the ring was given.", failure);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (SecretBytes key in _derived.Values)
                key.Dispose();
            _derived.Clear();
        }
    }

    // Parameters of the ring that are good enough go on, so that one derivation opens it. Others that are good enough too count as present:
    // otherwise two processes that began at once would for ever seal anew what the other sealed.
    private bool Adopt(ReadOnlySpan<byte> parameters)
    {
        if (!present.IsCurrent(parameters))
            return false;
        if (!parameters.SequenceEqual(_parameters))
            _parameters = parameters.ToArray();
        return true;
    }

    private SecretBytes Derive(KeyProtection protection, ReadOnlySpan<byte> parameters)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        (KeyProtection, string) name = (protection, Convert.ToHexString(parameters));
        if (_derived.TryGetValue(name, out SecretBytes? known))
            return known;
        SecretBytes key = new(KeyProtection.KeySize);
        try
        {
            protection.DeriveKey(parameters, key.Span);
        }
        catch
        {
            key.Dispose();
            throw;
        }

        return _derived[name] = key;
    }
}
