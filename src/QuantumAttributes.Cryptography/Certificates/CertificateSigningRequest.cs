using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Signing requests (PKCS #10, RFC 2986) for post-quantum signature keys: read by the platform's
/// <see cref="CertificateRequest"/>, with the signature verified by this library, whether or not the platform knows the
/// algorithm.
/// </summary>
public static class CertificateSigningRequest
{
    /// <summary>Reads a request whose sender has proved to hold the private key: its signature is verified.</summary>
    /// <param name="source">The request, DER.</param>
    /// <param name="options">
    /// Whether to take over the extensions it asks for, see <see cref="CertificateRequestLoadOptions"/>. The signature is
    /// verified whatever they say.
    /// </param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <returns>A request that is ready for <see cref="SigningKey.AsSignatureGenerator"/> to issue.</returns>
    /// <exception cref="CryptographicException">
    /// The request or its key is malformed, the key is of no signature algorithm known here, or the signature is not the key's.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the algorithm.</exception>
    public static CertificateRequest Load(
        ReadOnlySpan<byte> source,
        CertificateRequestLoadOptions options = CertificateRequestLoadOptions.Default,
        ProviderSet? providers = null)
    {
        SignedStructure signed = SignedStructure.Read(source);
        CertificateRequest request = CertificateRequest.LoadSigningRequest(
            source, HashAlgorithmName.SHA512, out _, options | CertificateRequestLoadOptions.SkipSignatureValidation);
        using VerifyingKey key =
            VerifyingKey.ImportSubjectPublicKeyInfo(request.PublicKey.ExportSubjectPublicKeyInfo(), providers);
        return signed.IsSignedBy(key)
            ? request
            : throw new CryptographicException("The signing request is not signed by the key that it holds.");
    }

    /// <summary>Reads a request from text with one <c>CERTIFICATE REQUEST</c> block (RFC 7468, section 7).</summary>
    /// <inheritdoc cref="Load(ReadOnlySpan{byte}, CertificateRequestLoadOptions, ProviderSet?)"/>
    /// <param name="pem">The text.</param>
    /// <param name="options">See the other overload.</param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    public static CertificateRequest LoadPem(
        ReadOnlySpan<char> pem,
        CertificateRequestLoadOptions options = CertificateRequestLoadOptions.Default,
        ProviderSet? providers = null)
    {
        using PemContents contents = PemContents.Read(pem, PemContents.CertificateRequestLabel);
        return Load(contents.Bytes, options, providers);
    }
}
