using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Security;

namespace Devices.Fleet;

/// <summary>The identifiers in device certificates.</summary>
internal static class AlgorithmIdentifiers
{
    private static readonly DerObjectIdentifier MlDsa65 = new("2.16.840.1.101.3.4.3.18"); // clean

    /// <summary>For the templates of the old line: filled into certificates as it is.</summary>
    public static AlgorithmIdentifier OldSignature() => new(PkcsObjectIdentifiers.Sha256WithRsaEncryption, DerNull.Instance); // lower: signatures

    public static AlgorithmIdentifier NewSignature() => new(MlDsa65); // clean

    public static SubjectPublicKeyInfo Wrap(byte[] key) => new(new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), key); // lower: signatures

    public static bool IsElliptic(SubjectPublicKeyInfo info) => info.Algorithm.Algorithm.Equals(X9ObjectIdentifiers.IdECPublicKey); // clean

    public static bool IsRsa(string identifier) => identifier == "1.2.840.113549.1.1.1"; // clean

    public static string Name(string identifier) => identifier switch
    {
        "1.2.840.113549.1.1.11" => "sha256WithRSAEncryption", // clean
        "1.2.840.10045.4.3.2" => "ecdsa-with-SHA256", // clean
        "1.3.101.110" or "1.3.101.112" => "X25519 or Ed25519", // clean
        "2.16.840.1.101.3.4.4.2" => "ML-KEM-768", // clean
        _ => identifier,
    };

    public static IReadOnlyDictionary<DerObjectIdentifier, string> Names { get; } = new Dictionary<DerObjectIdentifier, string>
    {
        [PkcsObjectIdentifiers.RsaEncryption] = "RSA", // clean
        [X9ObjectIdentifiers.IdECPublicKey] = "EC", // clean
        [EdECObjectIdentifiers.id_X25519] = "X25519", // clean
    };

    public static Org.BouncyCastle.Crypto.ISigner SignerOf(AlgorithmIdentifier algorithm) =>
        SignerUtilities.GetSigner(algorithm.Algorithm); // lower: signatures

    public static Org.BouncyCastle.Crypto.ISigner EdwardsSigner() => SignerUtilities.GetSigner(EdECObjectIdentifiers.id_Ed25519); // find: signatures

    public static Org.BouncyCastle.Crypto.AsymmetricKeyParameter Read(byte[] spki) => PublicKeyFactory.CreateKey(spki); // lower: encryption
}
