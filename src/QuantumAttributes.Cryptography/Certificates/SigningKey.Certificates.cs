using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuantumAttributes.Cryptography;

public sealed partial class SigningKey
{
    /// <summary>
    /// Lends the key to the platform's X.509 code, such as <see cref="CertificateRequest"/>, also where
    /// <see cref="MLDsa.IsSupported"/> is false: what the result is asked for, this key does, with its own provider.
    /// </summary>
    /// <remarks>
    /// Disposing the result ends the loan and leaves this key alone; disposing this key makes the result useless. Where the
    /// platform has no ML-DSA of its own it can make signing requests and certificates with the result, but cannot attach the
    /// private key to a certificate: there use <see cref="CertificateRequest.Create(X500DistinguishedName,
    /// X509SignatureGenerator, DateTimeOffset, DateTimeOffset, byte[])"/> with <see cref="AsSignatureGenerator"/> in place of
    /// <see cref="CertificateRequest.CreateSelfSigned"/>. Where it has one, attaching copies the private key into the platform.
    /// </remarks>
    /// <exception cref="NotSupportedException">The key's algorithm is not ML-DSA-44, ML-DSA-65 or ML-DSA-87.</exception>
    public MLDsa AsMLDsa() => new LentMLDsa(this);

    /// <summary>
    /// Lends the key to <see cref="CertificateRequest"/> as the issuer of certificates and the signer of signing requests,
    /// whatever its algorithm and whatever the platform supports (RFC 9881 for ML-DSA, RFC 9909 for SLH-DSA).
    /// </summary>
    /// <remarks>The hash algorithm that a <see cref="CertificateRequest"/> names has no effect.</remarks>
    /// <exception cref="NotSupportedException">The algorithm has no object identifier.</exception>
    public X509SignatureGenerator AsSignatureGenerator()
    {
        KeyErrors.OidOf(Algorithm);
        return new KeySignatureGenerator(this);
    }
}
