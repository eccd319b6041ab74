namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>The rules about classical cryptography that have fixes.</summary>
internal static class CryptographyRules
{
    public const string Encryption = "QA1001";
    public const string Signatures = "QA1002";
    public const string Certificates = "QA1003";
    public const string CertificateKeys = "QA1004";
    public const string Tokens = "QA1007";
    public const string Tls = "QA1008";
}
