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
        "QA1100",
        "Cryptography is used",
        "{0}: {1} belongs into the inventory{2}",
        RuleCategories.Cryptography,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The inventory has every use of cryptography: what is post-quantum, what only reads old data, what others speak of.",
        helpLinkUri: RuleHelp.LinkOf("QA1100"));

    private static readonly DiagnosticDescriptor Encryption = new(
        "QA1001", "A key is established, or data encrypted, with classical cryptography", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Encryption), RuleHelp.LinkOf("QA1001"));

    private static readonly DiagnosticDescriptor Signatures = new(
        "QA1002", "Data is signed with classical cryptography", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Signatures), RuleHelp.LinkOf("QA1002"));

    private static readonly DiagnosticDescriptor Certificates = new(
        "QA1003", "A certificate is issued or requested for a classical key", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Certificates), RuleHelp.LinkOf("QA1003"));

    private static readonly DiagnosticDescriptor CertificateKeys = new(
        "QA1004", "A classical key is taken from a certificate", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.CertificateKeys), RuleHelp.LinkOf("QA1004"));

    private static readonly DiagnosticDescriptor Messages = new(
        "QA1005", "A message is signed or encrypted with classical cryptography", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Messages), RuleHelp.LinkOf("QA1005"));

    private static readonly DiagnosticDescriptor Xml = new(
        "QA1006", "XML is signed or encrypted with classical cryptography", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Xml), RuleHelp.LinkOf("QA1006"));

    private static readonly DiagnosticDescriptor Tokens = new(
        "QA1007", "Tokens are signed or encrypted with classical cryptography", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Tokens), RuleHelp.LinkOf("QA1007"));

    private static readonly DiagnosticDescriptor Tls = new(
        "QA1008", "TLS is set up so that it cannot be post-quantum", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Tls), RuleHelp.LinkOf("QA1008"));

    private static readonly DiagnosticDescriptor Ssh = new(
        "QA1009", "SSH uses classical cryptography", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Ssh), RuleHelp.LinkOf("QA1009"));

    private static readonly DiagnosticDescriptor DataProtection = new(
        "QA1010", "The key ring of Data Protection is protected with a classical key", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.DataProtection), RuleHelp.LinkOf("QA1010"));

    private static readonly DiagnosticDescriptor KeyServices = new(
        "QA1011", "A key service is asked for a classical algorithm", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.KeyServices), RuleHelp.LinkOf("QA1011"));

    private static readonly DiagnosticDescriptor Native = new(
        "QA1012", "A native library is called for classical cryptography", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Native), RuleHelp.LinkOf("QA1012"));

    private static readonly DiagnosticDescriptor Weak = new(
        "QA1013", "A cipher or hash is broken, or too short", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Weak), RuleHelp.LinkOf("QA1013"));

    private static readonly DiagnosticDescriptor Oids = new(
        "QA1014", "An object identifier names a classical algorithm", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Oids), RuleHelp.LinkOf("QA1014"));

    private static readonly DiagnosticDescriptor Configuration = new(
        "QA1015", "Configuration names a classical algorithm", Message, RuleCategories.Cryptography, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, FamilyText.Why(Family.Configuration), RuleHelp.LinkOf("QA1015"));

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
