namespace QuantumAttributes.Cryptography;

/// <summary>
/// An expanded private key of a key encapsulation mechanism. Safe to use from many threads, except for disposal, which zeroes it.
/// </summary>
public interface IDecapsulator : IExpandedPrivateKey
{
    /// <summary>Recovers the shared secret. Both spans have the algorithm's exact sizes.</summary>
    void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret);
}
