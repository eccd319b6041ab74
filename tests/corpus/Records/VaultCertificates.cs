using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure;
using Azure.Core;
using Azure.Security.KeyVault.Certificates;

namespace Records.Archive;

/// <summary>Certificates of hospitals, kept in Azure Key Vault.</summary>
public sealed class VaultCertificates(Uri vault, TokenCredential credential)
{
    private readonly CertificateClient _client = new(vault, credential);

    public static CertificatePolicy Policy(string subject) => new(WellKnownIssuerNames.Self, subject)
    {
        KeyType = CertificateKeyType.Rsa, // find: key-services
        KeySize = 2048,
        ReuseKey = false,
        ContentType = CertificateContentType.Pkcs12, // clean
    };

    public static CertificatePolicy HardwarePolicy(string subject)
    {
        CertificatePolicy policy = new("Unknown", subject);
        policy.KeyType = CertificateKeyType.EcHsm; // find: key-services
        policy.KeyCurveName = CertificateKeyCurveName.P384; // lower: key-services
        policy.KeyUsage.Add(CertificateKeyUsage.DigitalSignature); // clean
        return policy;
    }

    public static CertificatePolicy PolicyOf(string subject, CertificateKeyType type) => new("Self", subject) { KeyType = type }; // clean

    public Task<CertificateOperation> RenewAsync(string name, CancellationToken cancellation) => _client.StartCreateCertificateAsync(
        name,
        PolicyOf($"CN={name}", CertificateKeyType.Ec), // find: key-services
        cancellationToken: cancellation);

    public Task<CertificateOperation> RenewByNameAsync(string name) =>
        _client.StartCreateCertificateAsync(name, PolicyOf($"CN={name}", "RSA-HSM")); // find: key-services

    public async Task<byte[]> SignWithAsync(string name, byte[] document)
    {
        Response<X509Certificate2> certificate = await _client.DownloadCertificateAsync(name); // lower: certificates
        using RSA? rsa = certificate.Value.GetRSAPrivateKey(); // find: certificate-keys
        using ECDsa? ecdsa = certificate.Value.GetECDsaPrivateKey(); // find: certificate-keys
        return rsa?.SignData(document, HashAlgorithmName.SHA512, RSASignaturePadding.Pss) // find: signatures
            ?? ecdsa?.SignData(document, HashAlgorithmName.SHA512) // find: signatures
            ?? throw new NotSupportedException($"{name} is neither RSA nor ECDSA"); // clean
    }

    public async IAsyncEnumerable<string> ClassicalAsync()
    {
        await foreach (CertificateProperties properties in _client.GetPropertiesOfCertificatesAsync())
        {
            CertificatePolicy policy = await _client.GetCertificatePolicyAsync(properties.Name);
            if (policy.KeyType == CertificateKeyType.Rsa || policy.KeyType == CertificateKeyType.RsaHsm) // clean
                yield return $"{properties.Name}: RSA {policy.KeySize}"; // clean
            else if (policy.KeyType is { } type && type.Equals(CertificateKeyType.Ec)) // clean
                yield return $"{properties.Name}: EC {policy.KeyCurveName}";
        }
    }

    public static (X509Certificate2 Root, X509Certificate2 Leaf) ForTests(string host)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP384); // find: signatures
        CertificateRequest root = new("CN=Archive test root", rootKey, HashAlgorithmName.SHA384); // find: certificates
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        X509Certificate2 authority = root.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1)); // lower: certificates

        using RSA leafKey = RSA.Create(2048); // find: encryption
        var leaf = new CertificateRequest( // find: certificates
            new X500DistinguishedName($"CN={host}"),
            new PublicKey(leafKey), // lower: certificates
            HashAlgorithmName.SHA256); // clean
        var signer = X509SignatureGenerator.CreateForECDsa(rootKey); // find: certificates
        byte[] serial = RandomNumberGenerator.GetBytes(12);
        X509Certificate2 issued = leaf.Create(authority.SubjectName, signer, authority.NotBefore, authority.NotAfter, serial); // lower: certificates
        return (authority, issued.CopyWithPrivateKey(leafKey)); // find: certificate-keys
    }

    public static X509Certificate2 Pilot(MLDsa key, string host) // clean
    {
#pragma warning disable SYSLIB5006
        var request = new CertificateRequest(new X500DistinguishedName($"CN={host}"), key); // clean
#pragma warning restore SYSLIB5006
        return request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddYears(1)); // clean
    }
}
