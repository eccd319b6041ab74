namespace QuantumAttributes.Cryptography;

/// <summary>An expanded signing key. Safe to use from many threads, except for disposal, which zeroes it.</summary>
public interface ISigner : IDisposable
{
    /// <summary>Signs, with fresh randomness (hedged). The signature span has the algorithm's exact size.</summary>
    void Sign(ReadOnlySpan<byte> data, Span<byte> signature, ReadOnlySpan<byte> context);

    /// <summary>Writes the verifying key, <see cref="SignatureAlgorithm.PublicKeySize"/> bytes.</summary>
    void ExportPublicKey(Span<byte> publicKey);

    /// <summary>Writes the expanded signing key, <see cref="SignatureAlgorithm.ExpandedPrivateKeySize"/> bytes.</summary>
    /// <exception cref="NotSupportedException">The algorithm defines no expanded signing key.</exception>
    void ExportExpandedKey(Span<byte> expandedKey);
}
