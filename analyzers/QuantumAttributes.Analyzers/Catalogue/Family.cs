namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>What classical cryptography is used for: each has a rule of its own, and they are in the order in which to act.</summary>
internal enum Family
{
    /// <summary>Key establishment and encryption: recorded today, read later.</summary>
    Encryption,

    Signatures,

    /// <summary>Certificates that are issued or requested.</summary>
    Certificates,

    /// <summary>Keys that are taken from certificates.</summary>
    CertificateKeys,

    /// <summary>CMS, S/MIME, OpenPGP and COSE.</summary>
    Messages,

    /// <summary>XML signatures and encryption.</summary>
    Xml,

    /// <summary>JWS, JWE, and servers that issue them.</summary>
    Tokens,

    Tls,

    Ssh,

    /// <summary>The key ring of ASP.NET Core at rest.</summary>
    DataProtection,

    /// <summary>Keys in clouds, in hardware and in databases.</summary>
    KeyServices,

    /// <summary>Functions of native libraries.</summary>
    Native,

    /// <summary>Ciphers and hashes that are broken, or too short for CNSA 2.0.</summary>
    Weak,

    /// <summary>Object identifiers of algorithms.</summary>
    Oids,

    /// <summary>Algorithms that configuration files name.</summary>
    Configuration,
}
