using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Certificates made with the platform's builder and keys of ours.</summary>
internal static class Certificates
{
    public static readonly X500DistinguishedName Name = new("CN=test");

    public static DateTimeOffset From { get; } = DateTimeOffset.UtcNow.AddDays(-1);

    public static DateTimeOffset To { get; } = DateTimeOffset.UtcNow.AddDays(1);

    public static CertificateRequest Request(SigningKey key) => Request(key.VerifyingKey);

    /// <summary>A root certificate, which signs certificates.</summary>
    public static X509Certificate2 SelfSigned(SigningKey key)
    {
        CertificateRequest request = Request(key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request.Create(Name, key.AsSignatureGenerator(), From, To, [1]);
    }

    /// <summary>A certificate for any key.</summary>
    public static X509Certificate2 Issue(SigningKey issuer, AsymmetricPublicKey subject, X509KeyUsageFlags? usage)
    {
        CertificateRequest request = Request(subject);
        if (usage is { } flags)
            request.CertificateExtensions.Add(new X509KeyUsageExtension(flags, critical: true));
        return request.Create(Name, issuer.AsSignatureGenerator(), From, To, [2]);
    }

    /// <summary>A certificate that ends with two key usages; the platform's builder refuses to make one.</summary>
    public static byte[] WithExtensionRenamedToKeyUsage(SigningKey key)
    {
        CertificateRequest request = Request(key);
        byte[] usage = new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true).RawData;
        request.CertificateExtensions.Add(new X509Extension("2.5.29.15", usage, critical: true));
        request.CertificateExtensions.Add(new X509Extension("2.5.29.14", usage, critical: true));
        byte[] certificate = request.Create(Name, key.AsSignatureGenerator(), From, To, [1]).RawData;
        certificate[certificate.AsSpan().IndexOf((byte[])[0x06, 0x03, 0x55, 0x1D, 0x0E]) + 4] = 0x0F;
        return certificate;
    }

    private static CertificateRequest Request(AsymmetricPublicKey subject) => new(
        Name, PublicKey.CreateFromSubjectPublicKeyInfo(subject.ExportSubjectPublicKeyInfo(), out _), HashAlgorithmName.SHA512);
}
