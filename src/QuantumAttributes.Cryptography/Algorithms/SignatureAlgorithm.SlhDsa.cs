using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography;

/// <content>
/// SLH-DSA (FIPS 205, table 2). Keys and signatures of the sets with an s are slow to make and signatures small; with an f the
/// opposite.
/// </content>
public sealed partial class SignatureAlgorithm
{
    /// <summary>SLH-DSA-SHA2-128s (FIPS 205, NIST category 1): signatures of 7,856 bytes.</summary>
    public static SignatureAlgorithm SlhDsaSha2_128s { get; } = SlhDsa(
        SlhDsaParameters.slh_dsa_sha2_128s, SignatureAlgorithmName.SlhDsaSha2_128s, oidArc: 20, n: 16, signatureSize: 7856,
        familyAlias: "SPHINCS+");

    /// <summary>SLH-DSA-SHA2-128f (FIPS 205, NIST category 1): signatures of 17,088 bytes.</summary>
    public static SignatureAlgorithm SlhDsaSha2_128f { get; } = SlhDsa(
        SlhDsaParameters.slh_dsa_sha2_128f, SignatureAlgorithmName.SlhDsaSha2_128f, oidArc: 21, n: 16, signatureSize: 17088);

    /// <summary>SLH-DSA-SHA2-192s (FIPS 205, NIST category 3): signatures of 16,224 bytes.</summary>
    public static SignatureAlgorithm SlhDsaSha2_192s { get; } = SlhDsa(
        SlhDsaParameters.slh_dsa_sha2_192s, SignatureAlgorithmName.SlhDsaSha2_192s, oidArc: 22, n: 24, signatureSize: 16224);

    /// <summary>SLH-DSA-SHA2-192f (FIPS 205, NIST category 3): signatures of 35,664 bytes.</summary>
    public static SignatureAlgorithm SlhDsaSha2_192f { get; } = SlhDsa(
        SlhDsaParameters.slh_dsa_sha2_192f, SignatureAlgorithmName.SlhDsaSha2_192f, oidArc: 23, n: 24, signatureSize: 35664);

    /// <summary>SLH-DSA-SHA2-256s (FIPS 205, NIST category 5): signatures of 29,792 bytes.</summary>
    public static SignatureAlgorithm SlhDsaSha2_256s { get; } = SlhDsa(
        SlhDsaParameters.slh_dsa_sha2_256s, SignatureAlgorithmName.SlhDsaSha2_256s, oidArc: 24, n: 32, signatureSize: 29792);

    /// <summary>SLH-DSA-SHA2-256f (FIPS 205, NIST category 5): signatures of 49,856 bytes.</summary>
    public static SignatureAlgorithm SlhDsaSha2_256f { get; } = SlhDsa(
        SlhDsaParameters.slh_dsa_sha2_256f, SignatureAlgorithmName.SlhDsaSha2_256f, oidArc: 25, n: 32, signatureSize: 49856);

    /// <summary>SLH-DSA-SHAKE-128s (FIPS 205, NIST category 1): signatures of 7,856 bytes.</summary>
    public static SignatureAlgorithm SlhDsaShake128s { get; } = SlhDsa(
        SlhDsaParameters.slh_dsa_shake_128s, SignatureAlgorithmName.SlhDsaShake128s, oidArc: 26, n: 16, signatureSize: 7856);

    /// <summary>SLH-DSA-SHAKE-128f (FIPS 205, NIST category 1): signatures of 17,088 bytes.</summary>
    public static SignatureAlgorithm SlhDsaShake128f { get; } = SlhDsa(
        SlhDsaParameters.slh_dsa_shake_128f, SignatureAlgorithmName.SlhDsaShake128f, oidArc: 27, n: 16, signatureSize: 17088);

    /// <summary>SLH-DSA-SHAKE-192s (FIPS 205, NIST category 3): signatures of 16,224 bytes.</summary>
    public static SignatureAlgorithm SlhDsaShake192s { get; } = SlhDsa(
        SlhDsaParameters.slh_dsa_shake_192s, SignatureAlgorithmName.SlhDsaShake192s, oidArc: 28, n: 24, signatureSize: 16224);

    /// <summary>SLH-DSA-SHAKE-192f (FIPS 205, NIST category 3): signatures of 35,664 bytes.</summary>
    public static SignatureAlgorithm SlhDsaShake192f { get; } = SlhDsa(
        SlhDsaParameters.slh_dsa_shake_192f, SignatureAlgorithmName.SlhDsaShake192f, oidArc: 29, n: 24, signatureSize: 35664);

    /// <summary>SLH-DSA-SHAKE-256s (FIPS 205, NIST category 5): signatures of 29,792 bytes.</summary>
    public static SignatureAlgorithm SlhDsaShake256s { get; } = SlhDsa(
        SlhDsaParameters.slh_dsa_shake_256s, SignatureAlgorithmName.SlhDsaShake256s, oidArc: 30, n: 32, signatureSize: 29792);

    /// <summary>SLH-DSA-SHAKE-256f (FIPS 205, NIST category 5): signatures of 49,856 bytes.</summary>
    public static SignatureAlgorithm SlhDsaShake256f { get; } = SlhDsa(
        SlhDsaParameters.slh_dsa_shake_256f, SignatureAlgorithmName.SlhDsaShake256f, oidArc: 31, n: 32, signatureSize: 49856);

    // JOSE and COSE have no registered names: draft-ietf-cose-sphincs-plus is not an RFC yet.
    private static SignatureAlgorithm SlhDsa(
        SlhDsaParameters set, string name, int oidArc, int n, int signatureSize, string? familyAlias = null)
    {
        string suffix = name["SLH-DSA-".Length..];
        string compact = suffix.Replace("-", "", StringComparison.Ordinal);
        string[] aliases = [$"SLHDSA{compact}", $"SPHINCS+-{suffix}-simple", $"sphincs{compact}simple"];
        return new SignatureAlgorithm(new SlhDsaRules(set, n), PrivateKeyEncoding.RawExpanded)
        {
            Name = name,
            Family = "SLH-DSA",
            Aliases = familyAlias is null ? aliases : [.. aliases, familyAlias],
            Oid = $"2.16.840.1.101.3.4.3.{oidArc}",
            PublicKeySize = 2 * n,
            ExpandedPrivateKeySize = 4 * n,
            SignatureSize = signatureSize,
            MaxContextSize = 255,
            HasPreHash = true,
            HasDeterministicMode = true,
            NistCategory = n switch { 16 => 1, 24 => 3, _ => 5 },
            Standard = "FIPS 205",
            Status = AlgorithmStatus.Standard,
        };
    }
}
