using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>What reports call the families.</summary>
internal static class FamilyNames
{
    public static string Of(Family family) => family switch
    {
        Family.CertificateKeys => "certificate-keys",
        Family.DataProtection => "data-protection",
        Family.KeyServices => "key-services",
        _ => family.ToString().ToLowerInvariant(),
    };
}
