using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>ML-DSA (FIPS 204) in vectors of AVX2 or AVX-512.</summary>
internal sealed class VectorMLDsa<TParameters>(RandomNumberGenerator random) : ISignatureScheme
    where TParameters : IMLDsaParameters
{
    public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey) => new VectorMLDsaVerifier<TParameters>(publicKey);

    public ISigner CreateSignerFromSeed(ReadOnlySpan<byte> seed)
    {
        SecretBytes expandedKey = new(TParameters.Shape.ExpandedKeySize);
        byte[] publicKey = new byte[TParameters.Shape.PublicKeySize];
        try
        {
            MLDsaPolynomial[] aHat = MLDsaVectorKeyGeneration<TParameters>.Expand(seed, expandedKey.Span, publicKey);
            return new VectorMLDsaSigner<TParameters>(random, publicKey, expandedKey, aHat);
        }
        catch
        {
            expandedKey.Dispose();
            throw;
        }
    }

    public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey)
    {
        SecretBytes copy = SecretBytes.CopyOf(expandedKey);
        byte[] publicKey = new byte[TParameters.Shape.PublicKeySize];
        try
        {
            // t0 is the key's own, which the key classes have checked.
            using SecretBytes t0 = new(TParameters.Shape.ExpandedKeySize - TParameters.Shape.T0Offset);
            MLDsaPolynomial[] aHat = MLDsaVectorKeyGeneration<TParameters>.DeriveT(expandedKey, publicKey, t0.Span);
            return new VectorMLDsaSigner<TParameters>(random, publicKey, copy, aHat);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }
}
