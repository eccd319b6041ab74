using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Payments.Gateway;

/// <summary>Where certificates come from, and what their keys are used for.</summary>
public static class CertificateVault
{
    public static X509Certificate2 LoadServer() =>
        X509Certificate2.CreateFromPemFile("/etc/payments/tls.crt", "/etc/payments/tls.key"); // lower: certificates

    public static X509Certificate2 LoadPartner(byte[] der) => X509CertificateLoader.LoadCertificate(der); // lower: certificates

    public static X509Certificate2? FindByThumbprint(string thumbprint)
    {
        using var store = new X509Store(StoreName.My, StoreLocation.LocalMachine);
        store.Open(OpenFlags.ReadOnly);
        return store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: true).FirstOrDefault();
    }

    public static byte[] SignSettlement(this X509Certificate2 certificate, byte[] file)
    {
        if (certificate.GetRSAPrivateKey() is { } rsa) // find: certificate-keys
        {
            using (rsa)
                return rsa.SignData(file, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1); // find: signatures
        }

        using ECDsa ecdsa = certificate.GetECDsaPrivateKey() // find: certificate-keys
            ?? throw new NotSupportedException("Only RSA and ECDSA certificates can sign settlements."); // clean
        return ecdsa.SignData(file, HashAlgorithmName.SHA256); // find: signatures
    }

    public static bool VerifySettlement(this X509Certificate2 certificate, byte[] file, byte[] signature)
    {
        using RSA? rsa = certificate.GetRSAPublicKey(); // lower: certificate-keys
        if (rsa is not null)
            return rsa.VerifyData(file, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1); // lower: signatures

        using ECDsa? ecdsa = certificate.GetECDsaPublicKey(); // lower: certificate-keys
        return ecdsa?.VerifyData(file, signature, HashAlgorithmName.SHA256) ?? false; // lower: signatures
    }

    public static byte[] WrapDataKey(X509Certificate2 recipient, byte[] dataKey)
    {
        using RSA rsa = recipient.GetRSAPublicKey()!; // find: certificate-keys
        return rsa.Encrypt(dataKey, RSAEncryptionPadding.OaepSHA256); // find: encryption
    }

    public static byte[] UnwrapDataKey(X509Certificate2 own, byte[] wrapped)
    {
        using RSA rsa = own.GetRSAPrivateKey()!; // lower: certificate-keys
        return rsa.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256); // lower: encryption
    }

    public static byte[] AgreeWith(X509Certificate2 own, X509Certificate2 peer)
    {
        using ECDiffieHellman ours = own.GetECDiffieHellmanPrivateKey()!; // find: certificate-keys
        using ECDiffieHellman theirs = peer.GetECDiffieHellmanPublicKey()!; // find: certificate-keys
        return ours.DeriveKeyMaterial(theirs.PublicKey); // find: encryption
    }

    public static string Kind(X509Certificate2 certificate) => certificate.PublicKey.Oid.FriendlyName switch
    {
        "RSA" => "rsa", // clean
        "ECC" or "ECDSA" => "ec", // clean
        var other => other ?? "?",
    };

    public static Type KeyType(bool elliptic) => elliptic ? typeof(ECDsa) : typeof(RSA); // clean
}
