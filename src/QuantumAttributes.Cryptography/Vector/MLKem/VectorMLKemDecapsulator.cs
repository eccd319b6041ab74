using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>FIPS 203, Algorithm 21 (ML-KEM.Decaps), with a key that is kept expanded. Decapsulation allocates nothing.</summary>
internal sealed class VectorMLKemDecapsulator<TParameters> : IDecapsulator
    where TParameters : IMLKemParameters
{
    private readonly SecretBytes _dk;
    private readonly SecretBytes _sHat = new(TParameters.K * MLKemPolynomial.Size);
    private readonly MLKemExpandedKey<TParameters> _key;

    /// <param name="dk">The key, which is the decapsulator's from here on.</param>
    /// <param name="aHat">Its matrix.</param>
    public VectorMLKemDecapsulator(SecretBytes dk, MLKemPolynomial[] aHat)
    {
        _dk = dk;
        for (int i = 0; i < TParameters.K; i++)
            MLKemByteEncoding.Decode(dk.Span.Slice(i * MLKemRing.EncodedSize, MLKemRing.EncodedSize), 12, ref SHat[i]);
        _key = new MLKemExpandedKey<TParameters>(PublicKey, aHat);
    }

    private Span<MLKemPolynomial> SHat => MemoryMarshal.Cast<byte, MLKemPolynomial>(_sHat.Span);

    private ReadOnlySpan<byte> PublicKey =>
        _dk.Span.Slice(MLKemSizes<TParameters>.VectorSize, MLKemSizes<TParameters>.EncapsulationKeySize);

    /// <summary>FIPS 203, Algorithm 18 (ML-KEM.Decaps_internal). A ciphertext that is not its message's gives a secret of no use.</summary>
    public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(ciphertext.Length, MLKemSizes<TParameters>.CiphertextSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(sharedSecret.Length, MLKemRing.SymbolSize);
        Span<byte> m = stackalloc byte[MLKemRing.SymbolSize];
        Span<byte> secretAndRandomness = stackalloc byte[2 * MLKemRing.SymbolSize];
        Span<byte> rejection = stackalloc byte[MLKemRing.SymbolSize];
        Span<byte> again = stackalloc byte[MLKemSizes<TParameters>.CiphertextSize];
        try
        {
            Decrypt(ciphertext, m);
            _key.Derive(m, secretAndRandomness);
            using (KeccakSponge j = KeccakSponge.Shake256())
            {
                j.Absorb(_dk.Span[MLKemSizes<TParameters>.RejectionSeedOffset..]);
                j.Absorb(ciphertext);
                j.Squeeze(rejection);
            }

            _key.Encrypt(m, secretAndRandomness[MLKemRing.SymbolSize..], again);
            MLKemSelection.Select(ciphertext, again, secretAndRandomness[..MLKemRing.SymbolSize], rejection, sharedSecret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(m);
            CryptographicOperations.ZeroMemory(secretAndRandomness);
            CryptographicOperations.ZeroMemory(rejection);
            CryptographicOperations.ZeroMemory(again);
        }
    }

    public void ExportPublicKey(Span<byte> publicKey) => PublicKey.CopyTo(publicKey);

    public void ExportExpandedKey(Span<byte> expandedKey) => _dk.Span.CopyTo(expandedKey);

    public void Dispose()
    {
        _dk.Dispose();
        _sHat.Dispose();
    }

    /// <summary>FIPS 203, Algorithm 15 (K-PKE.Decrypt).</summary>
    private void Decrypt(ReadOnlySpan<byte> ciphertext, Span<byte> m)
    {
        Span<MLKemFactor> uHat = stackalloc MLKemFactor[TParameters.K];
        MLKemPolynomial u = default;
        int size = MLKemSizes<TParameters>.CompressedUSize;
        for (int i = 0; i < TParameters.K; i++)
        {
            MLKemByteEncoding.Decode(ciphertext.Slice(i * size, size), TParameters.Du, ref u);
            MLKemCompression.Decompress(ref u, TParameters.Du);
            MLKemNtt.Forward(ref u);
            uHat[i].Set(in u);
        }

        MLKemPolynomial v = default;
        MLKemPolynomial w = default;
        MLKemByteEncoding.Decode(ciphertext[MLKemSizes<TParameters>.VOffset..], TParameters.Dv, ref v);
        MLKemCompression.Decompress(ref v, TParameters.Dv);
        MLKemFactor.SumOfProducts(SHat, 0, 1, uHat, ref w);
        MLKemNtt.InverseToMontgomery(ref w);
        SubtractToCanonical(in v, ref w);
        MLKemCompression.ToMessage(in w, m);
        MLKemPolynomial.Zero(new(ref w));
    }

    /// <summary>v - w, in [0, q). In: v in [0, q], w below q in absolute value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SubtractToCanonical(in MLKemPolynomial v, ref MLKemPolynomial w)
    {
        for (int i = 0; i < MLKemPolynomial.Vectors; i++)
            w.Set(i, MLKemReduction.ToCanonical(v.Get(i) - w.Get(i)));
    }
}
