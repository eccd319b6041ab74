using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The traditional part of a composite, in the encodings of draft-ietf-lamps-pq-composite-sigs, section 5. Instances hold no
/// state and are safe to share between threads.
/// </summary>
internal abstract class TraditionalAlgorithm
{
    /// <summary>Whether BouncyCastle does the work, on every machine; else the platform does.</summary>
    public abstract bool IsBouncyCastle { get; }

    /// <summary>Whether the algorithm is there on this machine.</summary>
    public abstract bool IsSupported { get; }

    /// <summary>Refuses a public key that the standard does not allow. It has the right size.</summary>
    /// <exception cref="CryptographicException">It is malformed.</exception>
    public abstract void CheckPublicKey(ReadOnlySpan<byte> publicKey);

    /// <summary>Refuses a private key that the standard does not allow. It has the right size.</summary>
    /// <exception cref="CryptographicException">It is malformed.</exception>
    public abstract void CheckPrivateKey(ReadOnlySpan<byte> privateKey);

    /// <summary>The implementation. It signs messages only; its expanded keys are private keys in the draft's encoding.</summary>
    /// <param name="random">Where generated private keys are drawn from.</param>
    public abstract ISignatureScheme CreateScheme(RandomNumberGenerator random);
}
