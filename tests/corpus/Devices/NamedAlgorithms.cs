using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Devices.Fleet;

/// <summary>The algorithms that BouncyCastle knows by name.</summary>
public sealed class NamedAlgorithms(string signature)
{
    private const string CardWrap = "RSA/ECB/OAEPWithSHA256AndMGF1Padding";

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["RS256"] = "rsa", // clean
        ["ES256"] = "ecdsa", // clean
    };

    public ISigner CreateSigner() => SignerUtilities.GetSigner(signature); // clean

    public static ISigner Rsa() => SignerUtilities.GetSigner("SHA256withRSA"); // find: signatures

    public static ISigner QuantumSafe() => SignerUtilities.GetSigner("ML-DSA-65"); // clean

    public static ISigner Edwards(AsymmetricKeyParameter key, bool forSigning) =>
        SignerUtilities.InitSigner("Ed25519", forSigning, key, new SecureRandom()); // find: signatures

    public static IBufferedCipher Wrap(AsymmetricKeyParameter key)
    {
        IBufferedCipher cipher = CipherUtilities.GetCipher(CardWrap); // find: encryption
        cipher.Init(true, key);
        return cipher;
    }

    public static IBufferedCipher OldWrap() => CipherUtilities.GetCipher("RSA/NONE/PKCS1Padding"); // find: encryption

    public static IBufferedCipher Content() => CipherUtilities.GetCipher("AES/GCM/NoPadding"); // clean

    public static IBufferedCipher MeterCipher() => CipherUtilities.GetCipher("DESede/CBC/PKCS7Padding"); // find: weak

    public static IBufferedCipher RadioCipher(byte[] key)
    {
        IBufferedCipher cipher = CipherUtilities.GetCipher("RC4"); // find: weak
        cipher.Init(true, new KeyParameter(key)); // clean
        return cipher;
    }

    public static IAsymmetricCipherKeyPairGenerator Generator(string name) => GeneratorUtilities.GetKeyPairGenerator(name); // clean

    public static IAsymmetricCipherKeyPairGenerator[] All() =>
    [
        Generator("RSA"), // find: encryption
        Generator("ECDSA"), // find: signatures
        Generator("X25519"), // find: encryption
        Generator("ML-KEM-768"), // clean
        Generator("ML-DSA-87"), // clean
    ];

    public static IAsymmetricCipherKeyPairGenerator ByIdentifier() =>
        GeneratorUtilities.GetKeyPairGenerator(PkcsObjectIdentifiers.RsaEncryption); // find: encryption

    public static CipherKeyGenerator SymmetricGenerator() => GeneratorUtilities.GetKeyGenerator("AES256"); // clean

    public static IDigest Digest(string name = "MD5") => DigestUtilities.GetDigest(name); // find: weak

    public static IDigest LongDigest() => DigestUtilities.GetDigest("SHA3-256"); // clean

    public static IMac Mac() => MacUtilities.GetMac("HMAC-SHA256"); // clean

    public static IMac OldMac() => MacUtilities.GetMac("HMAC-MD5"); // find: weak

    public static IBasicAgreement Agreement(string? name)
    {
        string chosen = string.IsNullOrEmpty(name)
            ? "ECDH" // find: encryption
            : name;
        return AgreementUtilities.GetBasicAgreement(chosen);
    }

    public static IRawAgreement Raw() => AgreementUtilities.GetRawAgreement("X448"); // find: encryption

    public static ISigner FromDevice(BinaryReader message) => SignerUtilities.GetSigner(message.ReadString()); // lower: signatures

    public static string Normalize(string name) => Aliases.TryGetValue(name, out string? alias) ? alias : name; // clean

    public static bool IsRsa(string name) =>
        name.EndsWith("withRSA", StringComparison.OrdinalIgnoreCase) || name == "RSASSA-PSS"; // clean

    public static string Advice(string name) => name switch
    {
        "SHA1withRSA" or "SHA256withRSA" => "move to ML-DSA-65", // clean
        "X25519" => "move to ML-KEM-768", // clean
        "ECDSA" when DateTime.UtcNow.Year < 2030 => "plan to leave ECDSA", // clean
        _ => "nothing to do",
    };

    public static IEnumerable<ISigner> ForGateways() =>
        new[] { "SHA384withECDSA", "ML-DSA-44" }.Select(SignerUtilities.GetSigner); // find: signatures
}
