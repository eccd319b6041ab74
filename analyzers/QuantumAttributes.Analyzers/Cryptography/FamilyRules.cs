using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>The rules about classical cryptography: one for each family, and the inventory's.</summary>
internal static class FamilyRules
{
    private const string Message = "{0}: {1}{2}; {3}";

    /// <summary>QA1100: cryptography that is used, and no finding.</summary>
    public static readonly DiagnosticDescriptor Inventory = new(
        CryptographyRules.Inventory,
        "Cryptography is used",
        "{0}: {1} belongs into the inventory{2}",
        RuleCategories.Cryptography,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The inventory has every use of cryptography: what is post-quantum, what only reads old data, what others speak of.",
        helpLinkUri: RuleHelp.LinkOf(CryptographyRules.Inventory));

    private static readonly DiagnosticDescriptor Encryption = new(
        CryptographyRules.Encryption, "A key is established, or data encrypted, with classical cryptography", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Encryption), RuleHelp.LinkOf(CryptographyRules.Encryption));

    private static readonly DiagnosticDescriptor Signatures = new(
        CryptographyRules.Signatures, "Data is signed with classical cryptography", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Signatures), RuleHelp.LinkOf(CryptographyRules.Signatures));

    private static readonly DiagnosticDescriptor Certificates = new(
        CryptographyRules.Certificates, "A certificate is issued or requested for a classical key", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Certificates), RuleHelp.LinkOf(CryptographyRules.Certificates));

    private static readonly DiagnosticDescriptor CertificateKeys = new(
        CryptographyRules.CertificateKeys, "A classical key is taken from a certificate", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.CertificateKeys), RuleHelp.LinkOf(CryptographyRules.CertificateKeys));

    private static readonly DiagnosticDescriptor Messages = new(
        CryptographyRules.Messages, "A message is signed or encrypted with classical cryptography", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Messages), RuleHelp.LinkOf(CryptographyRules.Messages));

    private static readonly DiagnosticDescriptor Xml = new(
        CryptographyRules.Xml, "XML is signed or encrypted with classical cryptography", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Xml), RuleHelp.LinkOf(CryptographyRules.Xml));

    private static readonly DiagnosticDescriptor Tokens = new(
        CryptographyRules.Tokens, "Tokens are signed or encrypted with classical cryptography", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Tokens), RuleHelp.LinkOf(CryptographyRules.Tokens));

    private static readonly DiagnosticDescriptor Tls = new(
        CryptographyRules.Tls, "TLS is set up so that it cannot be post-quantum", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Tls), RuleHelp.LinkOf(CryptographyRules.Tls));

    private static readonly DiagnosticDescriptor Ssh = new(
        CryptographyRules.Ssh, "SSH uses classical cryptography", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Ssh), RuleHelp.LinkOf(CryptographyRules.Ssh));

    private static readonly DiagnosticDescriptor DataProtection = new(
        CryptographyRules.DataProtection, "The key ring of Data Protection is protected with a classical key", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.DataProtection), RuleHelp.LinkOf(CryptographyRules.DataProtection));

    private static readonly DiagnosticDescriptor KeyServices = new(
        CryptographyRules.KeyServices, "A key service is asked for a classical algorithm", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.KeyServices), RuleHelp.LinkOf(CryptographyRules.KeyServices));

    private static readonly DiagnosticDescriptor Native = new(
        CryptographyRules.Native, "A native library is called for classical cryptography", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Native), RuleHelp.LinkOf(CryptographyRules.Native));

    private static readonly DiagnosticDescriptor Weak = new(
        CryptographyRules.Weak, "A cipher or hash is broken, or too short", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Weak), RuleHelp.LinkOf(CryptographyRules.Weak));

    private static readonly DiagnosticDescriptor Oids = new(
        CryptographyRules.Oids, "An object identifier names a classical algorithm", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Oids), RuleHelp.LinkOf(CryptographyRules.Oids));

    private static readonly DiagnosticDescriptor Configuration = new(
        CryptographyRules.Configuration, "Configuration names a classical algorithm", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Configuration), RuleHelp.LinkOf(CryptographyRules.Configuration));

    // In the order of the families.
    private static readonly ImmutableArray<DiagnosticDescriptor> ByFamily =
    [
        Encryption, Signatures, Certificates, CertificateKeys, Messages, Xml, Tokens, Tls,
        Ssh, DataProtection, KeyServices, Native, Weak, Oids, Configuration,
    ];

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [.. ByFamily, Inventory];

    /// <summary>The family's rule.</summary>
    public static DiagnosticDescriptor Of(Family family) => ByFamily[(int)family];
}
