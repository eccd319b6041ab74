namespace QuantumAttributes.Cryptography;

/// <summary>An expanded verifying key. Safe to use from many threads, except for disposal.</summary>
public interface IVerifier : IDisposable
{
    /// <summary>Whether the signature, of a size the algorithm allows, is this key's over the input.</summary>
    /// <exception cref="AlgorithmNotSupportedException">The provider cannot verify such an input.</exception>
    bool Verify(SignatureInput input, ReadOnlySpan<byte> signature);
}
