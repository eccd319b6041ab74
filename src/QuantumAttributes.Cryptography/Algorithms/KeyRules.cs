using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// What makes a key of an algorithm well-formed. The checks are ours, so that they are the same under every provider.
/// </summary>
/// <remarks>Lengths have been checked before. Implementations are immutable and safe to share between threads.</remarks>
internal abstract class KeyRules
{
    /// <summary>Refuses a public key that the standard does not allow.</summary>
    /// <exception cref="CryptographicException">It is malformed.</exception>
    public abstract void CheckPublicKey(ReadOnlySpan<byte> publicKey);

    /// <summary>Refuses an expanded private key that is not consistent in itself.</summary>
    /// <exception cref="CryptographicException">It is malformed.</exception>
    public abstract void CheckExpandedKey(ReadOnlySpan<byte> expandedKey);
}
