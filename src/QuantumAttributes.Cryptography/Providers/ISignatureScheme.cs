namespace QuantumAttributes.Cryptography;

/// <summary>One provider's implementation of one signature algorithm: it expands keys into objects that work.</summary>
/// <remarks>
/// Inputs have the algorithm's exact sizes and encode well-formed keys: <see cref="VerifyingKey"/> and <see cref="SigningKey"/>
/// see to that.
/// Code that calls this interface directly must check them itself. Implementations are safe to use from many threads.
/// </remarks>
public interface ISignatureScheme
{
    /// <summary>Expands a verifying key of <see cref="CryptographicAlgorithm.PublicKeySize"/> bytes.</summary>
    IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey);

    /// <summary>Makes a new signing key, where the algorithm makes it from no seed.</summary>
    /// <exception cref="NotSupportedException">The algorithm makes signing keys from seeds.</exception>
    ISigner GenerateSigner() => throw new NotSupportedException("The algorithm makes signing keys from seeds.");

    /// <summary>Expands a signing key from its seed of <see cref="CryptographicAlgorithm.SeedSize"/> bytes.</summary>
    /// <exception cref="NotSupportedException">The algorithm makes signing keys from no seed.</exception>
    ISigner CreateSignerFromSeed(ReadOnlySpan<byte> seed) =>
        throw new NotSupportedException("The algorithm makes signing keys from no seed.");

    /// <summary>Takes an expanded signing key of <see cref="CryptographicAlgorithm.ExpandedPrivateKeySize"/> bytes.</summary>
    /// <exception cref="NotSupportedException">The algorithm defines no expanded signing key.</exception>
    ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey);
}
