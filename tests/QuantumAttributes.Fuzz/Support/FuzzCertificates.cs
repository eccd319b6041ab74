using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

/// <summary>Certificates and signing requests of keys of ours, the same on every machine.</summary>
internal static class FuzzCertificates
{
    private static readonly X500DistinguishedName Name = new("CN=fuzz");

    public static byte[] Issue(SigningKey issuer, AsymmetricPublicKey subject, X509KeyUsageFlags usage)
    {
        CertificateRequest request = Request(subject);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        using X509Certificate2 certificate = request.Create(
            Name, issuer.AsSignatureGenerator(), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100), [1]);
        return certificate.RawData;
    }

    public static byte[] Ask(SigningKey key, SigningKey signer)
    {
        CertificateRequest request = Request(key.VerifyingKey);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        return request.CreateSigningRequest(signer.AsSignatureGenerator());
    }

    private static CertificateRequest Request(AsymmetricPublicKey subject) => new(
        Name, PublicKey.CreateFromSubjectPublicKeyInfo(subject.ExportSubjectPublicKeyInfo(), out _), HashAlgorithmName.SHA512);
}
