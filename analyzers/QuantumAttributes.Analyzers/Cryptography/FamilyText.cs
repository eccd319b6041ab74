using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>What rules say: what a quantum computer does, and what to do about it.</summary>
internal static class FamilyText
{
    private const string Encryption = "KemPrivateKey.Generate(KemAlgorithm.XWing)";
    private const string Signatures = "SigningKey.Generate(SignatureAlgorithm.MLDsa65)";

    /// <summary>Why the family matters.</summary>
    public static string Why(Family family) => family switch
    {
        Family.Encryption or Family.DataProtection =>
            "What is encrypted, or agreed upon, with RSA or a Diffie-Hellman can be recorded today and read when a quantum computer exists.",
        Family.Tls => "Hybrid key exchange, which a quantum computer does not break, exists in TLS 1.3 only.",
        Family.Weak => "Some ciphers and hashes are broken without a quantum computer; CNSA 2.0 asks for AES-256 and SHA-384.",
        _ => "RSA, elliptic curves and Diffie-Hellman rest on factoring and discrete logarithms, which a quantum computer solves.",
    };

    /// <summary>What becomes of an algorithm that is used.</summary>
    public static string Consequence(Family family, string algorithm, Threat threat) => threat switch
    {
        _ when family is Family.Weak && threat is not Threat.Broken => $"{algorithm} is below what CNSA 2.0 asks for",
        Threat.HarvestNow => $"what {algorithm} protects today can be recorded, and read when a quantum computer exists",
        Threat.Both => $"what {algorithm} protects today can be recorded and read when a quantum computer exists, and its signatures can then be forged",
        Threat.Forgery => $"signatures of {algorithm} can be forged when a quantum computer exists",
        Threat.Broken => $"{algorithm} is broken already, without a quantum computer",
        Threat.Exclusion => $"{algorithm} without hybrid key exchange can be recorded today, and read when a quantum computer exists",
        _ => $"{algorithm} falls to a quantum computer where it is a classical public-key algorithm",
    };

    /// <summary>What to use in place of it.</summary>
    public static string Remedy(Family family, Threat threat) => family switch
    {
        Family.Tls => "allow TLS 1.3, with X25519MLKEM768 where the platform has it",
        Family.Ssh when threat is Threat.Forgery => "keep host and client keys short-lived until SSH has post-quantum ones, and the key exchange hybrid",
        Family.Ssh => "use mlkem768x25519-sha256 for the key exchange",
        Family.Tokens when threat is Threat.Forgery => "use ML-DSA (SecurityAlgorithms.MlDsa65), or [QuantumAuth]",
        Family.Tokens => "agree on the key with ML-KEM and encrypt with A256KW or dir, or use [QuantumChannel]",
        Family.Certificates => "issue a certificate for an ML-DSA key where those who rely on it accept one",
        Family.DataProtection => "encrypt the key ring with QuantumSeal, in an IXmlEncryptor of your own",
        Family.KeyServices => "use ML-DSA or ML-KEM keys where the service has them, or hybrids with a local key",
        Family.Weak => "use AES-256 and SHA-384",
        Family.Configuration or Family.Oids => "name a post-quantum algorithm where both sides know one",
        _ when threat is Threat.Forgery => $"use {Signatures}",
        _ when threat is Threat.HarvestNow => $"use {Encryption}",
        _ => $"use {Encryption} to encrypt or agree on keys, and {Signatures} to sign",
    };
}
