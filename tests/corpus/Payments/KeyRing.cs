using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;

namespace Payments.Gateway;

/// <summary>How the key ring of the gateway is kept.</summary>
public static class KeyRing
{
    public static IDataProtectionBuilder AddPaymentsKeyRing(this IServiceCollection services, X509Certificate2 certificate)
    {
        IDataProtectionBuilder builder = services.AddDataProtection()
            .SetDefaultKeyLifetime(TimeSpan.FromDays(90))
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration
            {
                EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM, // clean
                ValidationAlgorithm = ValidationAlgorithm.HMACSHA512, // clean
            });
        builder.ProtectKeysWithCertificate(certificate); // find: data-protection
        return builder;
    }

    public static IDataProtectionBuilder ByThumbprint(this IDataProtectionBuilder builder, string thumbprint) =>
        builder.ProtectKeysWithCertificate(thumbprint); // find: data-protection

    public static IDataProtectionBuilder ForTests(this IDataProtectionBuilder builder) => builder.UseEphemeralDataProtectionProvider(); // clean

    public static X509Certificate2[] Retired() =>
    [
        .. Directory.EnumerateFiles("/run/secrets", "keyring-*.pfx")
            .Select(static path => X509CertificateLoader.LoadPkcs12FromFile(path, null)), // lower: certificates
    ];

    public static string Protect(IDataProtectionProvider provider, string card) =>
        provider.CreateProtector("Payments.RSA.Cards").Protect(card); // clean
}
