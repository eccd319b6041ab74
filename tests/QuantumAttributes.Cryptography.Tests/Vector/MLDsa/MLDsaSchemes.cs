using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>The vectorised schemes themselves, and BouncyCastle's beside them.</summary>
internal static class MLDsaSchemes
{
    public static ISignatureScheme Vector(string set, RandomNumberGenerator? random = null)
    {
        Coefficients.NeedAvx2();
        random ??= RandomNumberGenerator.Create();
        return set switch
        {
            "ML-DSA-44" => new VectorMLDsa<MLDsa44Parameters>(random),
            "ML-DSA-65" => new VectorMLDsa<MLDsa65Parameters>(random),
            "ML-DSA-87" => new VectorMLDsa<MLDsa87Parameters>(random),
            _ => throw new ArgumentException("No such set.", nameof(set)),
        };
    }

    public static ISignatureScheme BouncyCastle(string set) =>
        ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle).Get(SignatureAlgorithm.Parse(set));

    /// <summary>Signs with so many attempts at most.</summary>
    public static void Sign(ISigner signer, SignatureInput input, Span<byte> signature, int attempts)
    {
        switch (signer)
        {
            case VectorMLDsaSigner<MLDsa44Parameters> mlDsa44:
                mlDsa44.Sign(input, signature, SigningMode.Deterministic, attempts);
                break;
            case VectorMLDsaSigner<MLDsa65Parameters> mlDsa65:
                mlDsa65.Sign(input, signature, SigningMode.Deterministic, attempts);
                break;
            default:
                ((VectorMLDsaSigner<MLDsa87Parameters>)signer).Sign(input, signature, SigningMode.Deterministic, attempts);
                break;
        }
    }
}
