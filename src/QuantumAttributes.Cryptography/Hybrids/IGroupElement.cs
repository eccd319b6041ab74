using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>An element of a nominal group: the public key in a Diffie-Hellman exchange.</summary>
internal interface IGroupElement : IDisposable
{
    /// <summary>
    /// With <c>x = RandomScalar(seed)</c>, writes <c>Exp(g, x)</c> and <c>ElementToSharedSecret(Exp(this, x))</c>.
    /// </summary>
    /// <exception cref="CryptographicException">No scalar comes of the seed, which cannot have been random.</exception>
    void Exchange(ReadOnlySpan<byte> seed, Span<byte> ephemeralElement, Span<byte> sharedSecret);
}
