using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>A scalar of a nominal group: the private key in a Diffie-Hellman exchange. Disposal forgets it.</summary>
internal interface IGroupScalar : IDisposable
{
    /// <summary>Writes <c>Exp(g, this)</c>.</summary>
    void ExportElement(Span<byte> element);

    /// <summary>Writes <c>ElementToSharedSecret(Exp(element, this))</c>.</summary>
    /// <exception cref="CryptographicException">The bytes encode no element of the group.</exception>
    void Agree(ReadOnlySpan<byte> element, Span<byte> sharedSecret);
}
