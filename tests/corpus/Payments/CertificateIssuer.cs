using System.Formats.Asn1;
using System.Net;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Payments.Gateway;

/// <summary>A small authority: terminals get their certificates here.</summary>
public sealed class CertificateIssuer(TimeProvider clock, ILogger<CertificateIssuer> logger)
{
    private static readonly X500DistinguishedName RootName = new("CN=Payments Terminal Root, O=Example");

    public X509Certificate2 CreateRoot()
    {
        using RSA key = RSA.Create(4096); // find: signatures
        var request = new CertificateRequest( // find: certificates
            RootName,
            key,
            HashAlgorithmName.SHA512,
            RSASignaturePadding.Pkcs1); // lower: certificates
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 1, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        DateTimeOffset now = clock.GetUtcNow();
        return request.CreateSelfSigned(now, now.AddYears(20)); // lower: certificates
    }

    public X509Certificate2 CreateTerminal(string serial, X509Certificate2 root)
    {
        ArgumentNullException.ThrowIfNull(root);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256); // find: signatures
        CertificateRequest request = new($"CN=terminal-{serial}", key, HashAlgorithmName.SHA256); // find: certificates
        request.CertificateExtensions.Add(WithNames(serial));

        byte[] number = RandomNumberGenerator.GetBytes(16);
        using RSA? rootKey = root.GetRSAPrivateKey(); // find: certificate-keys
        var generator = X509SignatureGenerator.CreateForRSA( // find: certificates
            rootKey ?? throw new InvalidOperationException("The root has no RSA key"), // clean
            RSASignaturePadding.Pss); // lower: certificates
        DateTimeOffset now = clock.GetUtcNow();
        X509Certificate2 issued = request.Create(RootName, generator, now, now.AddYears(2), number); // lower: certificates
        return issued.CopyWithPrivateKey(key); // find: certificate-keys
    }

    public string CreateSigningRequest(string host)
    {
        using var key = RSA.Create(3072); // find: encryption
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1); // find: certificates
        logger.LogDebug("CSR for {Host} with sha256WithRSAEncryption", host); // clean
        return request.CreateSigningRequestPem(); // lower: certificates
    }

    /// <summary>For a quantum-safe pilot: the same request, signed with ML-DSA.</summary>
    public string CreatePilotRequest(string host)
    {
        using MLDsa key = MLDsa.GenerateKey(MLDsaAlgorithm.MLDsa65); // clean
#pragma warning disable SYSLIB5006
        var request = new CertificateRequest(new X500DistinguishedName($"CN={host}"), key); // clean
#pragma warning restore SYSLIB5006
        return request.CreateSigningRequestPem(); // clean
    }

    public byte[] Revoke(X509Certificate2 root, IEnumerable<X509Certificate2> revoked, BigInteger number)
    {
        CertificateRevocationListBuilder builder = new();
        foreach (X509Certificate2 certificate in revoked)
            builder.AddEntry(certificate, clock.GetUtcNow(), X509RevocationReason.CessationOfOperation);

        return builder.Build(root, number, clock.GetUtcNow().AddDays(7), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1); // find: certificates
    }

    public static bool IsAcceptable(X509Certificate2 certificate) => certificate.GetKeyAlgorithm() switch
    {
        "1.2.840.113549.1.1.1" => certificate.PublicKey.GetRSAPublicKey()?.KeySize >= 3072, // lower: certificate-keys
        "1.2.840.10045.2.1" => true, // clean
        "2.16.840.1.101.3.4.3.18" => true, // clean
        _ => false,
    };

    private static X509Extension WithNames(string serial)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName($"{serial}.terminals.example");
        names.AddIpAddress(IPAddress.Loopback);
        return names.Build();
    }
}
