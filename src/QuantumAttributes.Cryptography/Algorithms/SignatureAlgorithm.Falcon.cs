using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Cryptography;

/// <content>
/// Falcon as it was submitted to the third round. FIPS 206 will be another algorithm, with another name: FN-DSA.
/// </content>
public sealed partial class SignatureAlgorithm
{
    /// <summary>
    /// Falcon-512 of the NIST round 3 submission, for experiments: not FIPS 206, whose signatures will differ. Signatures of up
    /// to 689 bytes, 656 as a rule.
    /// </summary>
    /// <remarks>
    /// Signing is BouncyCastle's, in floating-point arithmetic that nobody has audited for side channels; it leaves copies of the
    /// key in memory. There is no context, no pre-hash form and no object identifier; the private key is the submission's.
    /// </remarks>
    [Experimental(ExperimentalId, UrlFormat = ExperimentalUrlFormat)]
    public static SignatureAlgorithm Falcon512Round3 { get; } =
        Falcon(FalconShape.Falcon512, SignatureAlgorithmName.Falcon512Round3, "Falcon512Round3", category: 1);

    /// <summary>
    /// Falcon-1024 of the NIST round 3 submission, for experiments: not FIPS 206, whose signatures will differ. Signatures of up
    /// to 1,329 bytes, 1,271 as a rule.
    /// </summary>
    /// <remarks>
    /// Signing is BouncyCastle's, in floating-point arithmetic that nobody has audited for side channels; it leaves copies of the
    /// key in memory. There is no context, no pre-hash form and no object identifier; the private key is the submission's.
    /// </remarks>
    [Experimental(ExperimentalId, UrlFormat = ExperimentalUrlFormat)]
    public static SignatureAlgorithm Falcon1024Round3 { get; } =
        Falcon(FalconShape.Falcon1024, SignatureAlgorithmName.Falcon1024Round3, "Falcon1024Round3", category: 5);

    private static SignatureAlgorithm Falcon(FalconShape shape, string name, string alias, int category) =>
        new(new FalconRules(shape), PrivateKeyEncoding.RawExpanded)
        {
            Name = name,
            Family = "Falcon",
            Aliases = [alias],
            PublicKeySize = shape.PublicKeySize,
            ExpandedPrivateKeySize = shape.PrivateKeySize,
            SignatureSize = shape.MaxSignatureSize,
            HasVariableSignatureSize = true,
            MaxContextSize = 0,
            NistCategory = category,
            Standard = "Falcon, NIST round 3",
            Status = AlgorithmStatus.Experimental,
        };
}
