namespace QuantumAttributes.Cryptography;

/// <summary>One provider's implementation of one key encapsulation mechanism: it expands keys into objects that work.</summary>
/// <remarks>
/// Inputs have the algorithm's exact sizes and encode well-formed keys: <see cref="KemPublicKey"/> and
/// <see cref="KemPrivateKey"/> see to that.
/// Code that calls this interface directly must check them itself. Implementations are safe to use from many threads.
/// </remarks>
public interface IKem
{
    /// <summary>Expands a public key of <see cref="CryptographicAlgorithm.PublicKeySize"/> bytes.</summary>
    IEncapsulator CreateEncapsulator(ReadOnlySpan<byte> publicKey);

    /// <summary>Makes a new private key, where the algorithm makes it from no seed.</summary>
    /// <exception cref="NotSupportedException">The algorithm makes private keys from seeds.</exception>
    IDecapsulator GenerateDecapsulator() => throw new NotSupportedException("The algorithm makes private keys from seeds.");

    /// <summary>Expands a private key from its seed of <see cref="CryptographicAlgorithm.SeedSize"/> bytes.</summary>
    /// <exception cref="NotSupportedException">The algorithm makes private keys from no seed.</exception>
    IDecapsulator CreateDecapsulatorFromSeed(ReadOnlySpan<byte> seed) =>
        throw new NotSupportedException("The algorithm makes private keys from no seed.");

    /// <summary>Takes an expanded private key of <see cref="CryptographicAlgorithm.ExpandedPrivateKeySize"/> bytes.</summary>
    /// <exception cref="NotSupportedException">The algorithm defines no expanded private key.</exception>
    IDecapsulator CreateDecapsulatorFromExpandedKey(ReadOnlySpan<byte> expandedKey);
}
