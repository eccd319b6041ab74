using System.Security.Cryptography;

namespace QuantumAttributes.Keys.Protection;

/// <summary>
/// What is made of a 32-byte secret, with HKDF-Expand (RFC 5869, section 2.3; SHA-256; the secret is uniformly random, and so the
/// pseudorandom key itself): a key-encryption key, and an id that tells secrets apart. Neither says anything about the other.
/// </summary>
internal static class SecretDerivation
{
    /// <summary>Bytes of a secret.</summary>
    public const int SecretSize = 32;

    /// <summary>Bytes of an id.</summary>
    public const int IdSize = 8;

    /// <summary>Writes the secret's id, <see cref="IdSize"/> bytes, not secret.</summary>
    public static void DeriveId(ReadOnlySpan<byte> secret, Span<byte> id) =>
        HKDF.Expand(HashAlgorithmName.SHA256, secret, id[..IdSize], "qa1 kek id"u8);

    /// <summary>Writes the key-encryption key.</summary>
    public static void DeriveKey(ReadOnlySpan<byte> secret, Span<byte> key) =>
        HKDF.Expand(HashAlgorithmName.SHA256, secret, key[..KeyProtection.KeySize], "qa1 kek"u8);
}
