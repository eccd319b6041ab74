using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The post-quantum keys and signatures of certificates, read by this library: it works alike whether or not the platform knows
/// the algorithms.
/// </summary>
/// <remarks>Nothing here builds chains or asks whether a certificate is trusted, in date or revoked.</remarks>
public static class X509CertificateExtensions
{
    private const X509KeyUsageFlags Signing = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation
        | X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign;

    /// <summary>
    /// The certificate's key, which verifies signatures (RFC 9881 for ML-DSA, RFC 9909 for SLH-DSA). Where the certificate says
    /// what the key is for, that must be signatures and nothing else (RFC 9881, section 5; RFC 9909, section 6).
    /// </summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <exception cref="CryptographicException">
    /// The key is malformed or of no signature algorithm known here, or the key usage is malformed or not a signature key's.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static VerifyingKey GetVerifyingKey(this X509Certificate2 certificate, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (KeyUsageOf(certificate) is { } usage && ((usage & Signing) == 0 || (usage & ~Signing) != 0))
            throw new CryptographicException("The key usage of the certificate is not that of a signature key.");
        return VerifyingKey.ImportSubjectPublicKeyInfo(certificate.PublicKey.ExportSubjectPublicKeyInfo(), providers);
    }

    /// <summary>
    /// The certificate's key, which secrets are encapsulated to (RFC 9935 for ML-KEM). Where the certificate says what the key is
    /// for, that must be key encipherment alone (RFC 9935, section 5).
    /// </summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <exception cref="CryptographicException">
    /// The key is malformed or of no key encapsulation mechanism known here, or the key usage is malformed or another.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static KemPublicKey GetKemPublicKey(this X509Certificate2 certificate, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (KeyUsageOf(certificate) is { } usage && usage != X509KeyUsageFlags.KeyEncipherment)
            throw new CryptographicException("The key usage of the certificate is not key encipherment alone.");
        return KemPublicKey.ImportSubjectPublicKeyInfo(certificate.PublicKey.ExportSubjectPublicKeyInfo(), providers);
    }

    /// <summary>
    /// Whether the certificate bears this key's signature (RFC 5280, section 4.1.1.3). That alone says nothing of names, validity
    /// or trust.
    /// </summary>
    /// <returns>False as well where the certificate names another algorithm than the key's.</returns>
    /// <exception cref="CryptographicException">The certificate is not the DER that RFC 5280 demands.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public static bool IsSignedBy(this X509Certificate2 certificate, VerifyingKey issuer)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(issuer);
        SignedStructure signed = SignedStructure.Read(certificate.RawDataMemory.Span);
        if (!signed.Algorithm.SequenceEqual(TbsCertificate.ReadAlgorithm(signed.ToBeSigned)))
            throw new CryptographicException("The certificate names two signature algorithms (RFC 5280, section 4.1.1.2).");
        return signed.IsSignedBy(issuer);
    }

    private static X509KeyUsageFlags? KeyUsageOf(X509Certificate2 certificate)
    {
        X509KeyUsageExtension[] extensions = [.. certificate.Extensions.OfType<X509KeyUsageExtension>()];
        return extensions switch
        {
            [] => null,
            [var only] => only.KeyUsages,
            _ => throw new CryptographicException("The certificate has two key usages (RFC 5280, section 4.2)."),
        };
    }
}
