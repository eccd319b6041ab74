namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>The ids of the rules about classical cryptography: fixes name them too.</summary>
public static class CryptographyRules
{
    /// <summary>QA1001: key establishment and encryption.</summary>
    public const string Encryption = "QA1001";

    /// <summary>QA1002: signatures.</summary>
    public const string Signatures = "QA1002";

    /// <summary>QA1003: certificates that are issued or requested.</summary>
    public const string Certificates = "QA1003";

    /// <summary>QA1004: keys that are taken from certificates.</summary>
    public const string CertificateKeys = "QA1004";

    /// <summary>QA1005: CMS, S/MIME, OpenPGP and COSE.</summary>
    public const string Messages = "QA1005";

    /// <summary>QA1006: XML signatures and encryption.</summary>
    public const string Xml = "QA1006";

    /// <summary>QA1007: JWS, JWE, and servers that issue them.</summary>
    public const string Tokens = "QA1007";

    /// <summary>QA1008: settings of TLS.</summary>
    public const string Tls = "QA1008";

    /// <summary>QA1009: SSH.</summary>
    public const string Ssh = "QA1009";

    /// <summary>QA1010: the key ring of Data Protection.</summary>
    public const string DataProtection = "QA1010";

    /// <summary>QA1011: keys in clouds, in hardware and in databases.</summary>
    public const string KeyServices = "QA1011";

    /// <summary>QA1012: functions of native libraries.</summary>
    public const string Native = "QA1012";

    /// <summary>QA1013: ciphers and hashes that are broken or too short.</summary>
    public const string Weak = "QA1013";

    /// <summary>QA1014: object identifiers.</summary>
    public const string Oids = "QA1014";

    /// <summary>QA1015: configuration files.</summary>
    public const string Configuration = "QA1015";

    /// <summary>QA1100: cryptography that is used, and no finding.</summary>
    public const string Inventory = "QA1100";
}
