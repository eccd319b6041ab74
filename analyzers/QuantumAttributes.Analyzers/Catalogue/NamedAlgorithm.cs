using System.Globalization;
using System.Text.RegularExpressions;

namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>An algorithm as a name says it: <c>SHA256withECDSA</c>, <c>RSA/ECB/OAEPPadding</c>, <c>ECKeyPairGenerator</c>, <c>secp384r1</c>.</summary>
internal sealed class NamedAlgorithm
{
    // The first that fits. What another has in its name, ECDSA in EdDSA's list and DSA in ML-DSA, stands before it.
    private static readonly (string Algorithm, Regex Pattern)[] Patterns =
    [
        Of("ML-KEM", "ML[-_]?KEM|Kyber"),
        Of("ML-DSA", "ML[-_]?DSA|Dilithium"),
        Of("SLH-DSA", "SLH[-_]?DSA|SPHINCS"),
        Of("X-Wing", "X-?Wing"),
        Of("Falcon", "Falcon|FN-?DSA"),
        Of("Classic McEliece", "CMCE|McEliece"),
        Of("FrodoKEM", "Frodo"),
        Of("NTRU", "NTRU"),
        Of("HQC", "HQC"),
        Of("BIKE", "Bike"),
        Of("SABER", "Saber"),
        Of("Picnic", "Picnic"),
        Of("XMSS", "XMSS"),
        Of("LMS", "LMS|HSS"),
        Of("X25519", "X25519|Curve25519|PublicKeyBox|DetachedBox|ScalarMult|crypto_(box|kx|scalarmult)"),
        Of("X448", "X448"),
        Of("Ed25519", "Ed25519|PublicKeyAuth|crypto_sign"),
        Of("Ed448", "Ed448"),
        Of("EdDSA", "EdDSA|edwards"),
        Of("SRP", "SRP"),
        Of("J-PAKE", "J-?PAKE"),
        Of("ElGamal", "El-?Gamal"),
        Of("Naccache-Stern", "Naccache"),
        Of("SM2", "SM2"),
        Of("GOST R 34.10", "GOST-?3410|^ECGOST"),
        Of("GOST 28147", "GOST-?28147"),
        Of("DSTU 4145", "DSTU-?4145"),
        Of("ECVKO", "ECVKO"),
        Of("MQV", "MQV"),
        Of("ECNR", "ECNR|CVC-?DSA"),
        Of("ECIES", "ECIES|^IES"),
        Of("ECDSA", "EC-?DSA|^ES(256K?|384|512)$"),
        Of("ECDH", "ECC?DH|EC-?Diffie-?Hellman|EcKeyAgree|DHSinglePass"),
        Of("RSA", "RSA|^[RP]S(256|384|512)$|OAEP|PKCS-?1(?![0-9])|^Pss"),
        Of("DSA", "DSA|DSS"),
        Of("DH", "Diffie-?Hellman|(?-i:DH(?![a-z]))|dh(KeyAgreement|publicnumber|e[0-9])|^DH$"),
        Of("EC", "(?-i:^ECC?|^Ecc|[._]ECC?(?![a-z]))|^EC$|ecPublicKey|secp|prime(256|192)|nistP|brainpool|^P-?[0-9]{3}K?$"),
        Of("AES", "AES|Rijndael|^A(128|192|256)(GCM|KW|CBC|$)"),
        Of("HMAC-SHA-1", "HMAC-?SHA-?1(?![0-9])"),
        Of("HMAC-MD5", "HMAC-?MD5"),
        Of("HMAC", "HMAC"),
        Of("3DES", "3DES|DES-?ede|Triple-?DES|des-ede3"),
        Of("DES", "(?-i:DES(?![a-z])|^Des(?=[A-Z]))|^DES(/|-|$)"),
        Of("RC2", "RC2"),
        Of("RC4", "A?RC4"),
        Of("Blowfish", "Blowfish"),
        Of("CAST5", "CAST-?5"),
        Of("IDEA", "IDEA"),
        Of("Skipjack", "Skipjack"),
        Of("TEA", "^X?TEA"),
        Of("MD5", "MD5"),
        Of("MD4", "MD4"),
        Of("MD2", "MD2"),
        Of("SHA-1", "SHA-?1(?![0-9])|^SHA$"),
        Of("RIPEMD", "RIPEMD"),
        Of("SHA-3", "SHA-?3(?![0-9]{2})|SHAKE"),
        Of("SHA-2", "SHA-?(224|256|384|512)"),
        Of("Camellia", "Camellia"),
        Of("ChaCha20", "ChaCha"),
        Of("HKDF", "HKDF"),
        Of("PBKDF1", "PasswordDeriveBytes"),
        Of("PBKDF2", "Rfc2898|PBKDF2|KeyDerivation"),
        Of("PBES", "^PBE"),
    ];

    // What a size says, by the algorithms that have such sizes.
    private static readonly (Regex Algorithms, string Format, Regex Pattern)[] Sizes =
    [
        Of("^EC", "P-521", "^ES512$"),
        Of("^EC", "P-{0}", "^ES(256|384)$"),
        Of("^EC", "secp256k1", "secp256k1|P256K|^ES256K$"),
        Of("^EC", "{0}", "(secp[0-9]+k1|brainpoolP[0-9]+[rt]1)"),
        Of("^EC", "P-{0}", "(?:nistP-?|secp(?=[0-9]+r1)|prime|NIST_P|(?:DSA|DH|Hellman)[_-]?P|^P-?)(192|224|256|384|521)"),
        Of("^DH", "{0}", "(ffdhe[0-9]+)"),
        Of("^RSA", "{0}", "RSA[_-]?(1024|2048|3072|4096)"),
        Of("^ML-", "{0}", "(?:KEM|DSA)[_-]?(512|768|1024|44|65|87)"),
        Of("^(AES|Camellia)", "{0}", "(?:AES|^A|Camellia)[_-]?(128|192|256)"),
        Of("^SHA-[23]", "{0}", "SHA-?(?:3_)?(224|256|384|512)"),
    ];

    private NamedAlgorithm(string name, string parameters)
    {
        Name = name;
        Parameters = parameters;
    }

    /// <summary>The algorithm, one that <see cref="AlgorithmTraits"/> knows.</summary>
    public string Name { get; }

    /// <summary>Its size or curve where the name says that too, or empty.</summary>
    public string Parameters { get; }

    public AlgorithmTraits Traits => AlgorithmTraits.Of(Name)!;

    /// <summary>What the name says, or null where it says no algorithm that is known.</summary>
    public static NamedAlgorithm? Parse(string name)
    {
        foreach (var (algorithm, pattern) in Patterns)
        {
            if (pattern.IsMatch(name))
                return new NamedAlgorithm(algorithm, ParametersOf(algorithm, name));
        }

        return null;
    }

    /// <summary>The size or curve of the algorithm that the name says, or empty.</summary>
    public static string ParametersOf(string algorithm, string name)
    {
        foreach (var (algorithms, format, pattern) in Sizes)
        {
            if (algorithms.IsMatch(algorithm) && pattern.Match(name) is { Success: true } match)
                return string.Format(CultureInfo.InvariantCulture, format, match.Groups[1].Value);
        }

        return "";
    }

    private static (string Algorithm, Regex Pattern) Of(string algorithm, string pattern) => (algorithm, Ignore(pattern));

    private static (Regex Algorithms, string Format, Regex Pattern) Of(string algorithms, string format, string pattern) =>
        (Ignore(algorithms), format, Ignore(pattern));

    private static Regex Ignore(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
