namespace QuantumAttributes.Cryptography;

/// <summary>An expanded signing key. Safe to use from many threads, except for disposal, which zeroes it.</summary>
public interface ISigner : IExpandedPrivateKey
{
    /// <summary>Signs. The signature span has <see cref="SignatureAlgorithm.SignatureSize"/> bytes.</summary>
    /// <returns>The size of the signature, in bytes.</returns>
    /// <exception cref="AlgorithmNotSupportedException">The provider cannot sign such an input, or not in this mode.</exception>
    int Sign(SignatureInput input, Span<byte> signature, SigningMode mode);
}
