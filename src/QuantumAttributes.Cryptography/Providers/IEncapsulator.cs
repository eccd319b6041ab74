namespace QuantumAttributes.Cryptography;

/// <summary>
/// An expanded public key of a key encapsulation mechanism. Safe to use from many threads, except for disposal.
/// </summary>
public interface IEncapsulator : IDisposable
{
    /// <summary>
    /// Makes a fresh shared secret and the ciphertext that carries it. Both spans have the algorithm's exact sizes.
    /// </summary>
    void Encapsulate(Span<byte> ciphertext, Span<byte> sharedSecret);
}
