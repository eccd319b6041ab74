using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A key of ours as the platform's X.509 code wants its signers. The hash it names is not used: these algorithms hash for
/// themselves, and sign certificates with an empty context (RFC 9881, section 3; RFC 9909, section 4).
/// </summary>
internal sealed class KeySignatureGenerator(SigningKey key) : X509SignatureGenerator
{
    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
        AlgorithmIdentifier.Encode(KeyErrors.OidOf(key.Algorithm));

    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.Sign(data);

    protected override PublicKey BuildPublicKey() =>
        PublicKey.CreateFromSubjectPublicKeyInfo(key.VerifyingKey.ExportSubjectPublicKeyInfo(), out _);
}
