using System.Runtime.CompilerServices;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// An encapsulation key, expanded: the matrix A, the vector tHat and the hash H(ek). All of it is public. Encryption allocates nothing,
/// and leaves nothing of its secrets behind.
/// </summary>
internal sealed class MLKemExpandedKey<TParameters>
    where TParameters : IMLKemParameters
{
    private readonly MLKemPolynomial[] _aHat;
    private readonly MLKemPolynomial[] _tHat = GC.AllocateUninitializedArray<MLKemPolynomial>(TParameters.K);
    private readonly byte[] _hash = new byte[MLKemRing.SymbolSize];

    public MLKemExpandedKey(ReadOnlySpan<byte> ek)
        : this(ek, MLKemMatrix.Expand<TParameters>(Checked(ek)[MLKemSizes<TParameters>.VectorSize..]))
    {
    }

    /// <summary>The key whose matrix is expanded already.</summary>
    public MLKemExpandedKey(ReadOnlySpan<byte> ek, MLKemPolynomial[] aHat)
    {
        _aHat = aHat;
        for (int i = 0; i < TParameters.K; i++)
            MLKemByteEncoding.Decode(ek.Slice(i * MLKemRing.EncodedSize, MLKemRing.EncodedSize), 12, ref _tHat[i]);
        using KeccakSponge h = KeccakSponge.Sha3_256();
        h.Absorb(ek);
        h.Squeeze(_hash);
    }

    /// <summary><c>(K, r) = G(m || H(ek))</c>: FIPS 203, Algorithm 17, line 1, and Algorithm 18, line 6.</summary>
    public void Derive(ReadOnlySpan<byte> m, Span<byte> secretAndRandomness)
    {
        using KeccakSponge g = KeccakSponge.Sha3_512();
        g.Absorb(m);
        g.Absorb(_hash);
        g.Squeeze(secretAndRandomness);
    }

    /// <summary>FIPS 203, Algorithm 14 (K-PKE.Encrypt).</summary>
    public void Encrypt(ReadOnlySpan<byte> m, ReadOnlySpan<byte> r, Span<byte> ciphertext)
    {
        Span<MLKemPolynomial> noise = stackalloc MLKemPolynomial[MLKemSizes<TParameters>.NoisePolynomials];
        Span<MLKemFactor> yHat = stackalloc MLKemFactor[TParameters.K];
        try
        {
            SampleNoise(r, noise);
            for (int i = 0; i < TParameters.K; i++)
            {
                MLKemNtt.Forward(ref noise[i]);
                yHat[i].Set(in noise[i]);
            }

            Span<MLKemPolynomial> e1 = noise.Slice(TParameters.K, TParameters.K);
            EncryptU(yHat, e1, ciphertext[..MLKemSizes<TParameters>.VOffset]);
            EncryptV(yHat, m, ref noise[^1], ciphertext[MLKemSizes<TParameters>.VOffset..]);
        }
        finally
        {
            MLKemPolynomial.Zero(noise);
            MLKemFactor.Zero(yHat);
        }
    }

    /// <summary>Lines 9 to 17: y from eta1, e1 and e2 from eta2, numbered on.</summary>
    private static void SampleNoise(ReadOnlySpan<byte> r, Span<MLKemPolynomial> noise)
    {
        if (TParameters.Eta1 == MLKemRing.Eta2)
        {
            MLKemNoise.Sample(r, 0, MLKemRing.Eta2, noise);
        }
        else
        {
            MLKemNoise.Sample(r, 0, TParameters.Eta1, noise[..TParameters.K]);
            MLKemNoise.Sample(r, TParameters.K, MLKemRing.Eta2, noise[TParameters.K..]);
        }
    }

    /// <summary>Lines 19 and 22: u = A^T y + e1, compressed.</summary>
    private void EncryptU(ReadOnlySpan<MLKemFactor> yHat, ReadOnlySpan<MLKemPolynomial> e1, Span<byte> output)
    {
        MLKemPolynomial u = default;
        for (int i = 0; i < TParameters.K; i++)
        {
            MLKemFactor.SumOfProducts(_aHat, i, TParameters.K, yHat, ref u);
            MLKemNtt.InverseToMontgomery(ref u);
            AddToCanonical(in e1[i], ref u);
            MLKemCompression.Compress(ref u, TParameters.Du);
            int size = MLKemSizes<TParameters>.CompressedUSize;
            MLKemByteEncoding.Encode(in u, TParameters.Du, output.Slice(i * size, size));
        }

        MLKemPolynomial.Zero(new(ref u));
    }

    /// <summary>Lines 20, 21 and 23: v = t^T y + e2 + the message, compressed.</summary>
    private void EncryptV(ReadOnlySpan<MLKemFactor> yHat, ReadOnlySpan<byte> m, ref MLKemPolynomial e2, Span<byte> output)
    {
        MLKemPolynomial v = default;
        MLKemFactor.SumOfProducts(_tHat, 0, 1, yHat, ref v);
        MLKemNtt.InverseToMontgomery(ref v);
        MLKemCompression.AddMessage(m, ref e2);
        AddToCanonical(in e2, ref v);
        MLKemCompression.Compress(ref v, TParameters.Dv);
        MLKemByteEncoding.Encode(in v, TParameters.Dv, output);
        MLKemPolynomial.Zero(new(ref v));
    }

    /// <summary>The sum, in [0, q). In: w below q, and added at most q/2 + 3, in absolute value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddToCanonical(in MLKemPolynomial added, ref MLKemPolynomial w)
    {
        for (int i = 0; i < MLKemPolynomial.Vectors; i++)
            w.Set(i, MLKemReduction.ToCanonical(w.Get(i) + added.Get(i)));
    }

    private static ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> ek)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(ek.Length, MLKemSizes<TParameters>.EncapsulationKeySize);
        return ek;
    }
}
