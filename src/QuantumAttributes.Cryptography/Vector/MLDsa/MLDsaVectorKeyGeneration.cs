using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// What <see cref="MLDsaKeyGeneration"/> does, in vectors: keys from seeds, and the public key of an expanded key. Secrets lie in
/// buffers that are zeroed after use.
/// </summary>
internal static class MLDsaVectorKeyGeneration<TParameters>
    where TParameters : IMLDsaParameters
{
    private static MLDsaShape Shape => TParameters.Shape;

    /// <summary>FIPS 204, Algorithm 6 (ML-DSA.KeyGen_internal).</summary>
    /// <param name="xi">The seed.</param>
    /// <param name="expandedKey">Receives the expanded key.</param>
    /// <param name="publicKey">Receives the public key.</param>
    /// <returns>The matrix A.</returns>
    public static MLDsaPolynomial[] Expand(ReadOnlySpan<byte> xi, Span<byte> expandedKey, Span<byte> publicKey)
    {
        using SecretBytes seeds = new(MLDsaShape.RhoSize + MLDsaShape.RhoPrimeSize + MLDsaShape.SigningSeedSize);
        using (KeccakSponge h = KeccakSponge.Shake256())
        {
            h.Absorb(xi);
            h.Absorb([(byte)TParameters.K, (byte)TParameters.L]);
            h.Squeeze(seeds.Span);
        }

        seeds.Span[..MLDsaShape.RhoSize].CopyTo(expandedKey);
        seeds.Span[^MLDsaShape.SigningSeedSize..].CopyTo(expandedKey[MLDsaShape.SigningSeedOffset..]);
        WriteSecretVectors(seeds.Span.Slice(MLDsaShape.RhoSize, MLDsaShape.RhoPrimeSize), expandedKey);
        MLDsaPolynomial[] aHat = DeriveT(expandedKey, publicKey, expandedKey[Shape.T0Offset..]);
        MLDsaMessageRepresentative.WriteTr(publicKey, expandedKey.Slice(MLDsaShape.TrOffset, MLDsaShape.TrSize));
        return aHat;
    }

    /// <summary>
    /// FIPS 204, Algorithm 6, lines 3 to 8, on rho, s1 and s2 of an expanded key: <c>t = A s1 + s2</c>, whose high part t1 makes
    /// the public key, and whose low part is t0.
    /// </summary>
    /// <returns>The matrix A.</returns>
    public static MLDsaPolynomial[] DeriveT(ReadOnlySpan<byte> expandedKey, Span<byte> publicKey, Span<byte> t0)
    {
        using SecretBytes memory = new((TParameters.L + 2) * MLDsaPolynomial.Size);
        Span<MLDsaPolynomial> polynomials = MemoryMarshal.Cast<byte, MLDsaPolynomial>(memory.Span);
        Span<MLDsaPolynomial> s1Hat = polynomials[..TParameters.L];
        ref MLDsaPolynomial t = ref polynomials[TParameters.L];
        ref MLDsaPolynomial low = ref polynomials[TParameters.L + 1];

        for (int j = 0; j < TParameters.L; j++)
        {
            UnpackSecret(expandedKey, j, ref s1Hat[j]);
            MLDsaNtt.Forward(ref s1Hat[j]);
        }

        ReadOnlySpan<byte> rho = expandedKey[..MLDsaShape.RhoSize];
        rho.CopyTo(publicKey);
        MLDsaPolynomial[] aHat = MLDsaMatrix.Expand<TParameters>(rho);
        for (int i = 0; i < TParameters.K; i++)
        {
            MLDsaProduct.MultiplyRow(aHat.AsSpan(i * TParameters.L, TParameters.L), s1Hat, ref t);
            MLDsaNtt.InverseToMontgomery(ref t);
            UnpackSecret(expandedKey, TParameters.L + i, ref low);
            AddAndRound(ref t, ref low);
            MLDsaBitPacking.SimpleBitPack(
                in t, 10, publicKey.Slice(MLDsaShape.RhoSize + (i * MLDsaShape.T1PolynomialSize), MLDsaShape.T1PolynomialSize));
            MLDsaBitPacking.BitPack(
                in low,
                1 << (MLDsaShape.D - 1),
                MLDsaShape.D,
                t0.Slice(i * MLDsaShape.T0PolynomialSize, MLDsaShape.T0PolynomialSize));
        }

        return aHat;
    }

    /// <summary>A polynomial of s1 or, from number l on, of s2, as an expanded key has it (FIPS 204, Algorithm 25).</summary>
    public static void UnpackSecret(ReadOnlySpan<byte> expandedKey, int number, ref MLDsaPolynomial s)
    {
        ReadOnlySpan<byte> packed = expandedKey.Slice(SecretOffset(number), Shape.EtaPolynomialSize);
        if (TParameters.Eta == 2)
            MLDsaUnpacking.BitUnpack<Bits3>(packed, 2, ref s);
        else
            MLDsaUnpacking.BitUnpack<Bits4>(packed, 4, ref s);
    }

    // s2 follows s1.
    private static int SecretOffset(int number) => MLDsaShape.S1Offset + (number * Shape.EtaPolynomialSize);

    private static void WriteSecretVectors(ReadOnlySpan<byte> rhoPrime, Span<byte> expandedKey)
    {
        using SecretBytes memory = new((TParameters.L + TParameters.K) * MLDsaPolynomial.Size);
        Span<MLDsaPolynomial> s = MemoryMarshal.Cast<byte, MLDsaPolynomial>(memory.Span);
        MLDsaSecretVectors.Expand<TParameters>(rhoPrime, s);
        for (int r = 0; r < s.Length; r++)
        {
            Span<byte> packed = expandedKey.Slice(SecretOffset(r), Shape.EtaPolynomialSize);
            MLDsaBitPacking.BitPack(in s[r], TParameters.Eta, Shape.EtaBits, packed);
        }
    }

    /// <summary>
    /// FIPS 204, Algorithm 35, on the sum. In: t from the inverse transform, and s2, whose sum is above -q and below q. Out: t1
    /// and t0.
    /// </summary>
    private static void AddAndRound(ref MLDsaPolynomial t, ref MLDsaPolynomial low)
    {
        for (int i = 0; i < MLDsaPolynomial.Vectors256; i++)
        {
            Vector256<int> sum = MLDsaRounding.Canonical(t.Get256(i) + low.Get256(i));
            t.Set256(i, MLDsaRounding.Power2Round(sum, out Vector256<int> r0));
            low.Set256(i, r0);
        }
    }
}
