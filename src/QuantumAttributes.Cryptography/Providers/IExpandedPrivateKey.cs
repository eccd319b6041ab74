namespace QuantumAttributes.Cryptography;

/// <summary>A provider's form of a private key. Safe to use from many threads, except for disposal, which zeroes it.</summary>
public interface IExpandedPrivateKey : IDisposable
{
    /// <summary>Writes the public key, <see cref="CryptographicAlgorithm.PublicKeySize"/> bytes.</summary>
    void ExportPublicKey(Span<byte> publicKey);

    /// <summary>Writes the expanded private key, <see cref="CryptographicAlgorithm.ExpandedPrivateKeySize"/> bytes.</summary>
    /// <exception cref="NotSupportedException">The algorithm defines no expanded private key.</exception>
    void ExportExpandedKey(Span<byte> expandedKey);
}
