using System.Security.Cryptography;

namespace QuantumAttributes.Channels.Classical;

/// <summary>Signs with the classical half of a hybrid identity.</summary>
/// <remarks>
/// Safe to use from several threads, which wait for each other: an <see cref="ECDsa"/> is for one at a time. Nobody else uses the key
/// meanwhile.
/// </remarks>
public sealed class ClassicalSigner : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ECDsa _key;
    private readonly ClassicalAlgorithm _algorithm;

    /// <summary>A signer with a key.</summary>
    /// <param name="key">The key, on P-256 or P-384. It stays the caller's.</param>
    /// <exception cref="ArgumentException">The key is on another curve.</exception>
    public ClassicalSigner(ECDsa key)
    {
        VerifyingKey = ClassicalVerifyingKey.From(key);
        _algorithm = ClassicalAlgorithm.All.Single(algorithm => algorithm.HttpSignatureName == VerifyingKey.AlgorithmName);
        _key = key;
    }

    /// <summary>The public half. It is the signer's, and disposed with it.</summary>
    public ClassicalVerifyingKey VerifyingKey { get; }

    /// <summary>Signs data: r | s, 64 or 96 bytes (RFC 9421 §3.3.4, §3.3.5).</summary>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    /// <exception cref="CryptographicException">The key cannot sign: it is public, say.</exception>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (_lock)
            return _key.SignData(data, _algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>Lets go of the public half. The key stays the caller's.</summary>
    public void Dispose() => VerifyingKey.Dispose();
}
