using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>ML-KEM (FIPS 203) in vectors of AVX2, with Keccak on those of AVX-512 where the machine has them.</summary>
internal sealed class VectorMLKem<TParameters>(RandomNumberGenerator random) : IKem
    where TParameters : IMLKemParameters
{
    public IEncapsulator CreateEncapsulator(ReadOnlySpan<byte> publicKey) =>
        new VectorMLKemEncapsulator<TParameters>(new MLKemExpandedKey<TParameters>(publicKey), random);

    public IDecapsulator CreateDecapsulatorFromSeed(ReadOnlySpan<byte> seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, 2 * MLKemRing.SymbolSize);
        SecretBytes dk = new(MLKemSizes<TParameters>.DecapsulationKeySize);
        try
        {
            MLKemPolynomial[] aHat = MLKemKeyGeneration<TParameters>.Expand(seed, dk.Span);
            return new VectorMLKemDecapsulator<TParameters>(dk, aHat);
        }
        catch
        {
            dk.Dispose();
            throw;
        }
    }

    public IDecapsulator CreateDecapsulatorFromExpandedKey(ReadOnlySpan<byte> expandedKey)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(expandedKey.Length, MLKemSizes<TParameters>.DecapsulationKeySize);
        ReadOnlySpan<byte> rho = expandedKey[..MLKemSizes<TParameters>.HashOffset][^MLKemRing.SymbolSize..];
        MLKemPolynomial[] aHat = MLKemMatrix.Expand<TParameters>(rho);
        return new VectorMLKemDecapsulator<TParameters>(SecretBytes.CopyOf(expandedKey), aHat);
    }
}
