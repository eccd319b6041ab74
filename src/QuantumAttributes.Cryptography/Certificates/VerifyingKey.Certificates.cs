using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

public sealed partial class VerifyingKey
{
    /// <summary>
    /// Lends the key to code that expects the platform's <see cref="MLDsa"/>, also where <see cref="MLDsa.IsSupported"/> is
    /// false. The result verifies and exports the public key; anything else is a <see cref="CryptographicException"/>.
    /// </summary>
    /// <remarks>Disposing the result leaves this key alone; disposing this key makes the result useless.</remarks>
    /// <exception cref="NotSupportedException">The key's algorithm is not ML-DSA-44, ML-DSA-65 or ML-DSA-87.</exception>
    public MLDsa AsMLDsa() => new LentMLDsa(this);
}
