using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>FIPS 203, Algorithm 16 (ML-KEM.KeyGen_internal) with Algorithm 13 (K-PKE.KeyGen).</summary>
internal static class MLKemKeyGeneration<TParameters>
    where TParameters : IMLKemParameters
{
    /// <summary>Makes <c>dk = sHat || ek || H(ek) || z</c>.</summary>
    /// <param name="seed"><c>d || z</c>, 64 bytes.</param>
    /// <param name="dk">Receives the key.</param>
    /// <returns>The matrix A, which whoever uses the key needs.</returns>
    public static MLKemPolynomial[] Expand(ReadOnlySpan<byte> seed, Span<byte> dk)
    {
        Span<byte> rhoAndSigma = stackalloc byte[2 * MLKemRing.SymbolSize];
        try
        {
            using (KeccakSponge g = KeccakSponge.Sha3_512())
            {
                g.Absorb(seed[..MLKemRing.SymbolSize]);
                g.Absorb([(byte)TParameters.K]);
                g.Squeeze(rhoAndSigma);
            }

            Span<byte> ek = dk.Slice(MLKemSizes<TParameters>.VectorSize, MLKemSizes<TParameters>.EncapsulationKeySize);
            ReadOnlySpan<byte> rho = rhoAndSigma[..MLKemRing.SymbolSize];
            MLKemPolynomial[] aHat = MLKemMatrix.Expand<TParameters>(rho);
            WriteVectors(aHat, rhoAndSigma[MLKemRing.SymbolSize..], dk[..MLKemSizes<TParameters>.VectorSize], ek);
            rho.CopyTo(ek[MLKemSizes<TParameters>.VectorSize..]);

            using KeccakSponge h = KeccakSponge.Sha3_256();
            h.Absorb(ek);
            h.Squeeze(dk.Slice(MLKemSizes<TParameters>.HashOffset, MLKemRing.SymbolSize));
            seed[MLKemRing.SymbolSize..].CopyTo(dk[MLKemSizes<TParameters>.RejectionSeedOffset..]);
            return aHat;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(rhoAndSigma);
        }
    }

    /// <summary>Algorithm 13, lines 8 to 20: s and e from sigma, and tHat = A sHat + eHat.</summary>
    private static void WriteVectors(MLKemPolynomial[] aHat, ReadOnlySpan<byte> sigma, Span<byte> encodedS, Span<byte> encodedT)
    {
        Span<MLKemPolynomial> noise = stackalloc MLKemPolynomial[2 * TParameters.K];
        Span<MLKemFactor> sHat = stackalloc MLKemFactor[TParameters.K];
        try
        {
            MLKemNoise.Sample(sigma, 0, TParameters.Eta1, noise);
            foreach (ref MLKemPolynomial polynomial in noise)
                MLKemNtt.Forward(ref polynomial);

            for (int i = 0; i < TParameters.K; i++)
            {
                sHat[i].Set(in noise[i]);
                ToCanonical(ref noise[i]);
                MLKemByteEncoding.Encode(in noise[i], 12, encodedS.Slice(i * MLKemRing.EncodedSize, MLKemRing.EncodedSize));
            }

            MLKemPolynomial tHat = default;
            for (int i = 0; i < TParameters.K; i++)
            {
                MLKemFactor.SumOfProducts(aHat, i * TParameters.K, 1, sHat, ref tHat);
                FromProductAndAdd(in noise[TParameters.K + i], ref tHat);
                MLKemByteEncoding.Encode(in tHat, 12, encodedT.Slice(i * MLKemRing.EncodedSize, MLKemRing.EncodedSize));
            }
        }
        finally
        {
            MLKemPolynomial.Zero(noise);
            MLKemFactor.Zero(sHat);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ToCanonical(ref MLKemPolynomial w)
    {
        for (int i = 0; i < MLKemPolynomial.Vectors; i++)
            w.Set(i, MLKemReduction.ToCanonical(w.Get(i)));
    }

    /// <summary>Takes away the factor 2^-16 of a product, and adds. In: added in [0, q]. Out: in [0, q).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FromProductAndAdd(in MLKemPolynomial added, ref MLKemPolynomial w)
    {
        Vector256<short> scale = Vector256.Create(MLKemRing.MontgomeryOneSquared);
        Vector256<short> timesQInverse = Vector256.Create(MLKemRing.TimesQInverse(MLKemRing.MontgomeryOneSquared));
        for (int i = 0; i < MLKemPolynomial.Vectors; i++)
            w.Set(i, MLKemReduction.ToCanonical(MLKemReduction.Multiply(w.Get(i), scale, timesQInverse) + added.Get(i)));
    }
}
