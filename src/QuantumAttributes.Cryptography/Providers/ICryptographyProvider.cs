namespace QuantumAttributes.Cryptography;

/// <summary>
/// A source of implementations (what other libraries call a backend): the platform's, BouncyCastle's, or one of our own.
/// </summary>
/// <remarks>
/// A provider is asked once for each algorithm, when a <see cref="ProviderSet"/> is made. What it returns is used from many
/// threads.
/// It may assume that lengths and key encodings have been checked: the key classes do that, alike for every provider.
/// </remarks>
public interface ICryptographyProvider
{
    /// <summary>The name that status reports and messages show.</summary>
    string Name { get; }

    /// <summary>
    /// The provider's implementation of a key encapsulation mechanism, or null when it has none on this machine.
    /// </summary>
    IKem? FindKem(KemAlgorithm algorithm);

    /// <summary>The provider's implementation of a signature algorithm, or null when it has none on this machine.</summary>
    ISignatureScheme? FindSignature(SignatureAlgorithm algorithm);
}
