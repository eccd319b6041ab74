namespace QuantumAttributes.Cryptography;

/// <summary>An expanded verifying key. Safe to use from many threads, except for disposal.</summary>
public interface IVerifier : IDisposable
{
    /// <summary>Whether the signature, of the algorithm's exact size, is this key's over the data and the context.</summary>
    bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> context);
}
