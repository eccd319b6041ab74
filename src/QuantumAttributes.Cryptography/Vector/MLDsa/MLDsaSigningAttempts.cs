using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace QuantumAttributes.Cryptography;

/// <summary>The rejection loop of FIPS 204, Algorithm 7, lines 10 to 33, on working memory that its owner zeroes.</summary>
/// <remarks>
/// That an attempt is refused shows, and by which check and which polynomial: the chance of each is the same for every key, and
/// the standard lets it be known. Within a polynomial every coefficient is treated alike. Positions of hints are written once
/// they are part of a signature.
/// </remarks>
internal ref struct MLDsaSigningAttempts<TParameters>
    where TParameters : IMLDsaParameters
{
    private readonly ReadOnlySpan<MLDsaPolynomial> _aHat;
    private readonly MLDsaSigningVectors<TParameters> _key;
    private readonly ReadOnlySpan<byte> _mu;
    private MLDsaMaskStream<TParameters> _y;

    private readonly ref MLDsaPolynomial _cHat;
    private readonly ref MLDsaPolynomial _product;
    private readonly Span<MLDsaPolynomial> _z; // first the transform of y
    private readonly Span<MLDsaPolynomial> _high; // w1
    private readonly Span<MLDsaPolynomial> _low; // the low bits of w, from its check on those of w - c s2
    private readonly Span<MLDsaHint> _h;
    private readonly Span<byte> _encoded; // a polynomial of w1
    private readonly Span<byte> _commitmentHash;

    /// <param name="aHat">The matrix A.</param>
    /// <param name="key">The secret vectors.</param>
    /// <param name="mu">The message representative.</param>
    /// <param name="rhoPrimePrime">The seed of the mask.</param>
    /// <param name="memory"><see cref="MemorySize"/> bytes of any content.</param>
    public MLDsaSigningAttempts(
        ReadOnlySpan<MLDsaPolynomial> aHat,
        MLDsaSigningVectors<TParameters> key,
        ReadOnlySpan<byte> mu,
        ReadOnlySpan<byte> rhoPrimePrime,
        Span<byte> memory)
    {
        _aHat = aHat;
        _key = key;
        _mu = mu;

        Span<MLDsaPolynomial> kept = Take<MLDsaPolynomial>(ref memory, MLDsaMaskStream<TParameters>.Kept);
        _cHat = ref Take<MLDsaPolynomial>(ref memory, 1)[0];
        _product = ref Take<MLDsaPolynomial>(ref memory, 1)[0];
        _z = Take<MLDsaPolynomial>(ref memory, TParameters.L);
        _high = Take<MLDsaPolynomial>(ref memory, TParameters.K);
        _low = Take<MLDsaPolynomial>(ref memory, TParameters.K);
        _h = Take<MLDsaHint>(ref memory, TParameters.K);
        _encoded = Take<byte>(ref memory, MLDsaSizes<TParameters>.CommitmentPolynomialSize);
        _commitmentHash = Take<byte>(ref memory, TParameters.CommitmentHashSize);
        _y = new MLDsaMaskStream<TParameters>(rhoPrimePrime, kept, memory);
    }

    /// <summary>The size of the working memory, in bytes.</summary>
    public static int MemorySize =>
        ((MLDsaMaskStream<TParameters>.Kept + 2 + TParameters.L + (2 * TParameters.K)) * MLDsaPolynomial.Size)
        + (TParameters.K * MLDsaHint.Size)
        + MLDsaSizes<TParameters>.CommitmentPolynomialSize
        + TParameters.CommitmentHashSize
        + MLDsaMaskStream<TParameters>.BufferSize;

    /// <summary>One attempt: 0, 1, 2 and so on, each once and in this order.</summary>
    /// <returns>Whether it is a signature.</returns>
    public bool Try(int attempt)
    {
        int firstMask = attempt * TParameters.L; // kappa
        _y.MakeUpTo(firstMask + TParameters.L);
        Commit(firstMask);
        MLDsaChallenge.Sample<TParameters>(_commitmentHash, ref _cHat);
        return AreLowBitsGood() && IsResponseGood(firstMask) && IsHintGood();
    }

    /// <summary>FIPS 204, Algorithm 26 (sigEncode), of the attempt that was good.</summary>
    public readonly void Encode(Span<byte> signature)
    {
        int size = MLDsaSizes<TParameters>.MaskPolynomialSize;
        _commitmentHash.CopyTo(signature);
        for (int j = 0; j < TParameters.L; j++)
        {
            Span<byte> packed = signature.Slice(MLDsaSizes<TParameters>.ZOffset + (j * size), size);
            MLDsaBitPacking.BitPack(in _z[j], MLDsaSizes<TParameters>.Gamma1, MLDsaSizes<TParameters>.MaskBits, packed);
        }

        MLDsaHint.BitPack<TParameters>(_h, signature[MLDsaSizes<TParameters>.HintOffset..]);
    }

    private static Span<T> Take<T>(scoped ref Span<byte> memory, int count)
        where T : unmanaged
    {
        int size = count * Unsafe.SizeOf<T>();
        Span<T> taken = MemoryMarshal.Cast<byte, T>(memory[..size]);
        memory = memory[size..];
        return taken;
    }

    /// <summary>Lines 11 to 15: <c>w = A y</c>, its parts, and the hash of mu and the high one.</summary>
    private void Commit(int firstMask)
    {
        for (int j = 0; j < TParameters.L; j++)
        {
            _z[j] = _y[firstMask + j];
            MLDsaNtt.Forward(ref _z[j]);
        }

        using KeccakSponge hash = KeccakSponge.Shake256();
        hash.Absorb(_mu);
        for (int i = 0; i < TParameters.K; i++)
        {
            MLDsaProduct.MultiplyRow(_aHat.Slice(i * TParameters.L, TParameters.L), _z, ref _low[i]);
            MLDsaNtt.InverseToMontgomery(ref _low[i]);
            MLDsaCommitment.Commit<TParameters>(ref _low[i], ref _high[i], _encoded);
            hash.Absorb(_encoded);
        }

        hash.Squeeze(_commitmentHash);
    }

    /// <summary>
    /// Lines 19, 21 and 23 as far as they concern r0 = LowBits(w - c s2): low bits of w, less what is at most beta, are those of
    /// the difference, unless they are so large that they are refused.
    /// </summary>
    private readonly bool AreLowBitsGood()
    {
        for (int i = 0; i < TParameters.K; i++)
        {
            MultiplyByChallenge(in _key.S2Hat[i]);
            ref MLDsaPolynomial r0 = ref _low[i];
            for (int v = 0; v < MLDsaPolynomial.Vectors256; v++)
                r0.Set256(v, r0.Get256(v) - _product.Get256(v));
            if (!MLDsaNorm.IsBelow(in r0, MLDsaSizes<TParameters>.Gamma2 - MLDsaSizes<TParameters>.Beta))
                return false;
        }

        return true;
    }

    /// <summary>Lines 18, 20 and 23 as far as they concern z = y + c s1.</summary>
    private readonly bool IsResponseGood(int firstMask)
    {
        for (int j = 0; j < TParameters.L; j++)
        {
            MultiplyByChallenge(in _key.S1Hat[j]);
            ref MLDsaPolynomial z = ref _z[j];
            ref MLDsaPolynomial y = ref _y[firstMask + j];
            for (int v = 0; v < MLDsaPolynomial.Vectors256; v++)
                z.Set256(v, y.Get256(v) + _product.Get256(v));
            if (!MLDsaNorm.IsBelow(in z, MLDsaSizes<TParameters>.Gamma1 - MLDsaSizes<TParameters>.Beta))
                return false;
        }

        return true;
    }

    /// <summary>Lines 25 to 28: the bound on c t0, and the number of hints.</summary>
    private readonly bool IsHintGood()
    {
        int count = 0;
        for (int i = 0; i < TParameters.K; i++)
        {
            MultiplyByChallenge(in _key.T0Hat[i]);
            if (!MLDsaNorm.IsBelow(in _product, MLDsaSizes<TParameters>.Gamma2))
                return false;

            for (int v = 0; v < MLDsaPolynomial.Vectors256; v++)
            {
                Vector256<int> low = _low[i].Get256(v) + _product.Get256(v);
                _h[i].Set256(v, MLDsaRounding.MakeHint<TParameters>(low, _high[i].Get256(v)));
            }

            count += _h[i].Count;
        }

        return count <= TParameters.Omega;
    }

    /// <summary>The product of the challenge and a secret polynomial, which is small and comes out as itself.</summary>
    private readonly void MultiplyByChallenge(ref readonly MLDsaPolynomial secret)
    {
        MLDsaProduct.Multiply(in _cHat, in secret, ref _product);
        MLDsaNtt.InverseToMontgomery(ref _product);
    }
}
