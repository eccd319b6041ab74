using System.Security.Cryptography;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Tests;

/// <summary>A secret of a test's choice. Its parameters are random, as those of the real protections are.</summary>
internal sealed class FixedProtection(byte secret) : KeyProtection
{
    /// <summary>Whether it is out of order.</summary>
    public bool Fails { get; set; }

    public override KeyProtectionKind Kind => KeyProtectionKind.Secret;

    public override byte[] CreateParameters(RandomNumberGenerator random)
    {
        var parameters = new byte[16];
        random.GetBytes(parameters);
        return Fails ? throw new KeyProtectionException("out of order") : parameters;
    }

    public override void DeriveKey(ReadOnlySpan<byte> parameters, Span<byte> key)
    {
        if (Fails)
            throw new KeyProtectionException("out of order");
        HKDF.DeriveKey(HashAlgorithmName.SHA256, [secret], key, parameters, "test"u8);
    }

    /// <summary>The key-encryption key of a container's parameters.</summary>
    public byte[] KeyOf(ReadOnlySpan<byte> parameters)
    {
        var key = new byte[KeySize];
        DeriveKey(parameters, key);
        return key;
    }
}
