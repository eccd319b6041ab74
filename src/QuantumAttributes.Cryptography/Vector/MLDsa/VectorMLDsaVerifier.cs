using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A verifying key, expanded: the transform of t1 · 2^d, the hash tr of the key and, from the second use on, the matrix A. All of
/// it is public. Verification with a key in use allocates nothing.
/// </summary>
internal sealed class VectorMLDsaVerifier<TParameters> : IVerifier
    where TParameters : IMLDsaParameters
{
    private readonly byte[] _rho;
    private readonly MLDsaPolynomial[] _t1Hat = GC.AllocateUninitializedArray<MLDsaPolynomial>(TParameters.K);
    private readonly byte[] _tr = new byte[MLDsaShape.TrSize];
    private MLDsaPolynomial[]? _aHat;
    private int _wasUsed;

    public VectorMLDsaVerifier(ReadOnlySpan<byte> publicKey)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(publicKey.Length, TParameters.Shape.PublicKeySize);
        _rho = publicKey[..MLDsaShape.RhoSize].ToArray();
        for (int i = 0; i < TParameters.K; i++)
        {
            int offset = MLDsaShape.RhoSize + (i * MLDsaShape.T1PolynomialSize);
            TransformT1(publicKey.Slice(offset, MLDsaShape.T1PolynomialSize), ref _t1Hat[i]);
        }

        MLDsaMessageRepresentative.WriteTr(publicKey, _tr);
    }

    /// <summary>FIPS 204, Algorithms 3, 5 and 8.</summary>
    public bool Verify(SignatureInput input, ReadOnlySpan<byte> signature)
    {
        if (Volatile.Read(ref _aHat) is { } aHat)
            return Verify(aHat, input, signature);
        if (Interlocked.Exchange(ref _wasUsed, 1) == 0)
            return VerifyOnce(input, signature);

        // Threads that come here at once expand the same matrix, and one of them stays.
        aHat = MLDsaMatrix.Expand<TParameters>(_rho);
        Volatile.Write(ref _aHat, aHat);
        return Verify(aHat, input, signature);
    }

    public void Dispose()
    {
    }

    /// <summary>
    /// With a matrix on the stack, which is in the cache: a key that comes for one signature pays for no memory of its own.
    /// </summary>
    private bool VerifyOnce(SignatureInput input, ReadOnlySpan<byte> signature)
    {
        Span<MLDsaPolynomial> aHat = stackalloc MLDsaPolynomial[TParameters.K * TParameters.L];
        MLDsaMatrix.Expand<TParameters>(_rho, aHat);
        return Verify(aHat, input, signature);
    }

    private bool Verify(ReadOnlySpan<MLDsaPolynomial> aHat, SignatureInput input, ReadOnlySpan<byte> signature)
    {
        Span<MLDsaPolynomial> z = stackalloc MLDsaPolynomial[TParameters.L];
        Span<MLDsaHint> h = stackalloc MLDsaHint[TParameters.K];
        if (!TryDecode(signature, z, h))
            return false;

        Span<byte> mu = stackalloc byte[MLDsaMessageRepresentative.Size];
        MLDsaMessageRepresentative.Write(input, _tr, mu);
        ReadOnlySpan<byte> commitmentHash = signature[..TParameters.CommitmentHashSize];
        Span<byte> recovered = stackalloc byte[TParameters.CommitmentHashSize];
        RecoverCommitmentHash(aHat, commitmentHash, mu, z, h, recovered);
        return CryptographicOperations.FixedTimeEquals(commitmentHash, recovered);
    }

    /// <summary>FIPS 204, Algorithm 27 (sigDecode), with the bound on z of Algorithm 8, line 13.</summary>
    private static bool TryDecode(ReadOnlySpan<byte> signature, Span<MLDsaPolynomial> z, Span<MLDsaHint> h)
    {
        if (signature.Length != MLDsaSizes<TParameters>.SignatureSize
            || !MLDsaHint.TryBitUnpack<TParameters>(signature[MLDsaSizes<TParameters>.HintOffset..], h))
        {
            return false;
        }

        int size = MLDsaSizes<TParameters>.MaskPolynomialSize;
        int bound = MLDsaSizes<TParameters>.Gamma1 - MLDsaSizes<TParameters>.Beta;
        for (int j = 0; j < z.Length; j++)
        {
            ReadOnlySpan<byte> packed = signature.Slice(MLDsaSizes<TParameters>.ZOffset + (j * size), size);
            MLDsaMaskStream<TParameters>.Unpack(packed, ref z[j]);
            if (!MLDsaNorm.IsBelow(in z[j], bound))
                return false;
        }

        return true;
    }

    /// <summary>FIPS 204, Algorithm 8, lines 5 and 8 to 12.</summary>
    private void RecoverCommitmentHash(
        ReadOnlySpan<MLDsaPolynomial> aHat,
        ReadOnlySpan<byte> commitmentHash,
        ReadOnlySpan<byte> mu,
        Span<MLDsaPolynomial> z,
        ReadOnlySpan<MLDsaHint> h,
        Span<byte> recovered)
    {
        MLDsaPolynomial cHat = default;
        MLDsaChallenge.Sample<TParameters>(commitmentHash, ref cHat);
        foreach (ref MLDsaPolynomial polynomial in z)
            MLDsaNtt.Forward(ref polynomial);

        MLDsaPolynomial w = default;
        Span<byte> encoded = stackalloc byte[MLDsaSizes<TParameters>.CommitmentPolynomialSize];
        using KeccakSponge hash = KeccakSponge.Shake256();
        hash.Absorb(mu);
        for (int i = 0; i < TParameters.K; i++)
        {
            ReadOnlySpan<MLDsaPolynomial> row = aHat.Slice(i * TParameters.L, TParameters.L);
            MLDsaProduct.MultiplyRowAndSubtract(row, z, in cHat, in _t1Hat[i], ref w);
            MLDsaNtt.InverseToMontgomery(ref w);
            MLDsaCommitment.Recover<TParameters>(in h[i], in w, encoded);
            hash.Absorb(encoded);
        }

        hash.Squeeze(recovered);
    }

    /// <summary>The transform of t1 · 2^d. In: ten bits; 1023 · 2^13 = q - 1 is still below q.</summary>
    private static void TransformT1(ReadOnlySpan<byte> packed, ref MLDsaPolynomial t1Hat)
    {
        MLDsaUnpacking.SimpleBitUnpack<Bits10>(packed, ref t1Hat);
        for (int i = 0; i < MLDsaPolynomial.Vectors256; i++)
            t1Hat.Set256(i, t1Hat.Get256(i) << MLDsaShape.D);
        MLDsaNtt.Forward(ref t1Hat);
    }
}
