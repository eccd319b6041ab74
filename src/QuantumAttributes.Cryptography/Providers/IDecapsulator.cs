namespace QuantumAttributes.Cryptography;

/// <summary>
/// An expanded private key of a key encapsulation mechanism. Safe to use from many threads, except for disposal, which zeroes it.
/// </summary>
public interface IDecapsulator : IDisposable
{
    /// <summary>Recovers the shared secret. Both spans have the algorithm's exact sizes.</summary>
    void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret);

    /// <summary>Writes the public key, <see cref="KemAlgorithm.PublicKeySize"/> bytes.</summary>
    void ExportPublicKey(Span<byte> publicKey);

    /// <summary>Writes the expanded private key, <see cref="KemAlgorithm.ExpandedPrivateKeySize"/> bytes.</summary>
    /// <exception cref="NotSupportedException">The algorithm defines no expanded private key.</exception>
    void ExportExpandedKey(Span<byte> expandedKey);
}
