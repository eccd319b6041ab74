namespace QuantumAttributes.Cryptography;

/// <summary>Which providers to ask, and in which order.</summary>
public enum ProviderPreference
{
    /// <summary>
    /// For each algorithm the fastest implementation this machine has, by measurement: our own in vector instructions where the
    /// processor has them, else as docs/cryptography.md says.
    /// </summary>
    Fastest = 0,

    /// <summary>The platform's implementation where there is one, else any other.</summary>
    PlatformFirst = 1,

    /// <summary>
    /// The platform's implementation or none. X-Wing is not supported then, since .NET 10 has no X25519 and a provider set made
    /// this way uses nobody else's; MLKEM768-P256 and MLKEM1024-P384 are. Likewise composite signatures: those with ECDSA are,
    /// those with Ed25519 and Ed448 are not.
    /// </summary>
    /// <remarks>
    /// It speaks of operations. Whether an imported private key in expanded form is consistent is checked by the same code under every
    /// preference: ours for ML-KEM and ML-DSA, BouncyCastle's hash tree for SLH-DSA. Keys from seeds never go there.
    /// </remarks>
    PlatformOnly = 2,
}
