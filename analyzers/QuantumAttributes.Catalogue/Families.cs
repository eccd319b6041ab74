using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Catalogue;

/// <summary>Reads whose rule speaks of an entry.</summary>
internal static class Families
{
    /// <summary>From the catalogue's own, finer family, the threat, and what is to take its place.</summary>
    public static Family Of(string id, string family, Threat threat, string replacement) => family switch
    {
        "TLS" or "TLS-suite" or "BC-TLS" => Family.Tls,
        _ when threat is Threat.Broken or Threat.Grover || replacement is "hash" or "sym" => Family.Weak,
        "X509" or "BC-X509" => Family.Certificates,
        "X509-key" => Family.CertificateKeys,
        "CMS" or "BC-CMS" or "BC-PGP" or "MimeKit" or "COSE" => Family.Messages,
        "XML" or "XML-DSig" or "XML-Enc" => Family.Xml,
        "JWS" or "JWE" or "JWT-key" or "JWT-cred" or "OIDC-server" => Family.Tokens,
        "SSH" => Family.Ssh,
        "DataProtection" => Family.DataProtection,
        "AWS-KMS" or "Azure-KV" or "PKCS11" or "SQL-AlwaysEncrypted" => Family.KeyServices,
        "OID" => Family.Oids,
        _ when threat is Threat.Forgery || replacement is "sig" => Family.Signatures,
        _ when threat is Threat.HarvestNow or Threat.Both or Threat.Inventory => Family.Encryption,
        _ => throw new InvalidDataException($"{id}: no rule speaks of '{family}' under threat {threat}."),
    };
}
