using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Core.Helpers;

/// <summary>Certificates of the branches and of the developers.</summary>
public static class CertificateHelper
{
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1"; // clean

    public static X509Certificate2 CreateSelfSignedCertificate(string commonName, string password)
    {
        var sanBuilder = new SubjectAlternativeNameBuilder();
        sanBuilder.AddDnsName("localhost");
        sanBuilder.AddDnsName(Environment.MachineName);
        var distinguishedName = new X500DistinguishedName($"CN={commonName}");

        using (RSA rsa = RSA.Create(2048)) // find: encryption
        {
            var request = new CertificateRequest(distinguishedName, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1); // find: certificates
            request.CertificateExtensions.Add(
                new X509KeyUsageExtension(X509KeyUsageFlags.DataEncipherment | X509KeyUsageFlags.KeyEncipherment, false));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(new OidCollection { new Oid(ServerAuth) }, false)); // clean
            request.CertificateExtensions.Add(sanBuilder.Build());

            var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(3650)); // lower: certificates
            byte[] pfx = certificate.Export(X509ContentType.Pfx, password);
            return new X509Certificate2(pfx, password, X509KeyStorageFlags.Exportable); // lower: certificates
        }
    }

    public static X509Certificate2 CreateBranchCertificate(string branch, X509Certificate2 issuer)
    {
        using var ecdsa = ECDsa.Create(ECCurve.CreateFromFriendlyName("nistP384")); // find: signatures
        var req = new CertificateRequest("CN=" + branch, ecdsa, HashAlgorithmName.SHA384); // find: certificates
        req.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(req.PublicKey, false)); // clean
        var cert = req.Create(issuer, DateTimeOffset.UtcNow, issuer.NotAfter, Guid.NewGuid().ToByteArray()); // lower: certificates
        return cert.CopyWithPrivateKey(ecdsa); // find: certificate-keys
    }

    public static X509Certificate2 GetCertificate(string thumbprint)
    {
        X509Store store = new X509Store(StoreName.My, StoreLocation.CurrentUser); // clean
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            X509Certificate2Collection found = store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, false); // clean
            if (found.Count == 0)
                throw new FileNotFoundException("No certificate with thumbprint " + thumbprint);
            return found[0];
        }
        finally
        {
            store.Close();
        }
    }

    public static X509Certificate2 LoadPem(string certPath, string keyPath)
    {
        using X509Certificate2 publicOnly = X509CertificateLoader.LoadCertificateFromFile(certPath); // lower: certificates
        using RSA rsa = RSA.Create(); // find: encryption
        rsa.ImportFromPem(File.ReadAllText(keyPath)); // lower: encryption
        return publicOnly.CopyWithPrivateKey(rsa); // find: certificate-keys
    }

    public static byte[] Encrypt(this X509Certificate2 cert, byte[] data)
    {
        using (RSA? rsa = cert.GetRSAPublicKey()) // find: certificate-keys
            return rsa!.Encrypt(data, RSAEncryptionPadding.OaepSHA1); // find: encryption
    }

    public static byte[] Decrypt(this X509Certificate2 cert, byte[] data)
    {
        using (RSA? rsa = cert.GetRSAPrivateKey()) // lower: certificate-keys
            return rsa!.Decrypt(data, RSAEncryptionPadding.OaepSHA1); // lower: encryption
    }

    public static string Sign(string text, X509Certificate2 cert)
    {
        RSACryptoServiceProvider? csp = (RSACryptoServiceProvider?)cert.PrivateKey; // find: certificate-keys
        if (csp == null)
            throw new InvalidOperationException("The certificate has no private key");
        byte[] hash = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)); // clean
        return Convert.ToBase64String(csp.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)); // find: signatures
    }

    public static bool Verify(byte[] data, byte[] signature, X509Certificate2 cert)
    {
        using ECDsa? ecdsa = cert.GetECDsaPublicKey(); // lower: certificate-keys
        return ecdsa != null && ecdsa.VerifyData(data, signature, HashAlgorithmName.SHA256); // lower: signatures
    }

    public static bool IsTrusted(X509Certificate2 cert, X509Certificate2 root)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust; // clean
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(cert) && chain.ChainElements[^1].Certificate.Thumbprint == root.Thumbprint;
    }

    public static bool IsWeak(X509Certificate2 cert) =>
        cert.SignatureAlgorithm.FriendlyName is "sha1RSA" or "md5RSA" // clean
        || cert.SignatureAlgorithm.Value == "1.2.840.113549.1.1.5"; // clean

    public static string ToPem(X509Certificate2 cert) => cert.ExportCertificatePem(); // clean

    public static string Describe(X509Certificate2 cert)
    {
        string algorithm = cert.GetKeyAlgorithm() == "1.2.840.10045.2.1" ? "EC" : "RSA or other"; // clean
        return $"{cert.GetNameInfo(X509NameType.SimpleName, false)} ({algorithm}), until {cert.NotAfter:d}";
    }
}
