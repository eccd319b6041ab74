using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The consistency of ML-DSA keys. FIPS 204 asks for lengths only; an expanded key is checked here as far as it can be
/// recomputed, because
/// a key with s1 or s2 out of range, a wrong t0 or a wrong tr signs wrongly, and wrong signatures can give the key away.
/// </summary>
internal sealed class MLDsaRules(MLDsaShape shape) : KeyRules
{
    /// <summary>
    /// Every string of the right length is a public key (FIPS 204, Algorithm 23): t1's ten bits per coefficient fill their range.
    /// </summary>
    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey)
    {
    }

    /// <summary>
    /// FIPS 204, Algorithm 25 (skDecode) with its range check, then Algorithm 6, lines 3 to 9: <c>t = A s1 + s2</c>, split into
    /// t1, which
    /// gives the public key and tr, and t0. K, the seed of signing randomness, stands for itself.
    /// </summary>
    public override void CheckExpandedKey(ReadOnlySpan<byte> expandedKey, Span<byte> publicKey)
    {
        using SecretBytes s1Hat = new(shape.L * MLDsaShape.N * sizeof(int));
        using SecretBytes row = new(MLDsaShape.N * (sizeof(long) + sizeof(int)));
        using SecretBytes t0 = new(shape.K * MLDsaShape.T0PolynomialSize);

        int inRange = UnpackS1(expandedKey, s1Hat);
        publicKey.Clear();
        expandedKey[..MLDsaShape.RhoSize].CopyTo(publicKey);
        MLDsaSampling matrix = new(expandedKey[..MLDsaShape.RhoSize]);
        for (int i = 0; i < shape.K; i++)
        {
            inRange &= ComputeRow(i, expandedKey, matrix, s1Hat, row);
            Span<byte> t1 = publicKey.Slice(MLDsaShape.RhoSize + (i * MLDsaShape.T1PolynomialSize), MLDsaShape.T1PolynomialSize);
            Round(Coefficients(row), t1, t0.Span.Slice(i * MLDsaShape.T0PolynomialSize, MLDsaShape.T0PolynomialSize));
        }

        Span<byte> tr = stackalloc byte[MLDsaShape.TrSize];
        Sha3.Shake256(publicKey, tr);

        // The three verdicts are told apart only after all work is done.
        bool sameT0 = CryptographicOperations.FixedTimeEquals(t0.Span, expandedKey[shape.T0Offset..]);
        bool sameTr = CryptographicOperations.FixedTimeEquals(tr, expandedKey.Slice(MLDsaShape.TrOffset, MLDsaShape.TrSize));
        if (inRange >= 0)
            throw new CryptographicException(
                "The ML-DSA signing key has a coefficient of s1 or s2 out of range (FIPS 204, Algorithm 25).");
        if (!sameT0)
            throw new CryptographicException("The ML-DSA signing key has a t0 that does not follow from its s1 and s2.");
        if (!sameTr)
            throw new CryptographicException("The ML-DSA signing key has the wrong hash of its public key.");
    }

    private static Span<int> Polynomial(SecretBytes vector, int index) =>
        MemoryMarshal.Cast<byte, int>(vector.Span).Slice(index * MLDsaShape.N, MLDsaShape.N);

    private static Span<long> Sums(SecretBytes row) => MemoryMarshal.Cast<byte, long>(row.Span[..(MLDsaShape.N * sizeof(long))]);

    private static Span<int> Coefficients(SecretBytes row) =>
        MemoryMarshal.Cast<byte, int>(row.Span[(MLDsaShape.N * sizeof(long))..]);

    private int UnpackS1(ReadOnlySpan<byte> expandedKey, SecretBytes s1Hat)
    {
        int inRange = -1;
        for (int j = 0; j < shape.L; j++)
        {
            Span<int> w = Polynomial(s1Hat, j);
            ReadOnlySpan<byte> packed =
                expandedKey.Slice(MLDsaShape.S1Offset + (j * shape.EtaPolynomialSize), shape.EtaPolynomialSize);
            inRange &= MLDsaPacking.UnpackEta(packed, shape.Eta, shape.EtaBits, w);
            MLDsaRing.Ntt(w);
        }

        return inRange;
    }

    /// <summary>One polynomial of t, its coefficients in [0, q). Returns negative if and only if s2's were in range.</summary>
    private int ComputeRow(int i, ReadOnlySpan<byte> expandedKey, MLDsaSampling matrix, SecretBytes s1Hat, SecretBytes row)
    {
        Span<int> t = Coefficients(row);
        Span<long> sums = Sums(row);
        Span<int> aHat = stackalloc int[MLDsaShape.N];
        sums.Clear();
        for (int j = 0; j < shape.L; j++)
        {
            matrix.ExpandA(i, j, aHat);
            MLDsaRing.MultiplyAddNtt(aHat, Polynomial(s1Hat, j), sums);
        }

        for (int j = 0; j < t.Length; j++)
            t[j] = MLDsaRing.MontgomeryReduce(sums[j]);
        MLDsaRing.InverseNttToMontgomery(t);

        Span<int> s2 = MemoryMarshal.Cast<long, int>(sums)[..MLDsaShape.N];
        ReadOnlySpan<byte> packed = expandedKey.Slice(shape.S2Offset + (i * shape.EtaPolynomialSize), shape.EtaPolynomialSize);
        int inRange = MLDsaPacking.UnpackEta(packed, shape.Eta, shape.EtaBits, s2);
        for (int j = 0; j < t.Length; j++)
            t[j] = MLDsaRing.Canonical(t[j] + s2[j]);
        return inRange;
    }

    /// <summary>Power2Round, and the encodings of Algorithms 22 (t1: ten bits) and 24 (t0: thirteen bits of 2^12 - t0).</summary>
    private static void Round(ReadOnlySpan<int> t, Span<byte> t1, Span<byte> t0)
    {
        const int T1Bits = 10;
        for (int j = 0; j < t.Length; j++)
        {
            (int r1, int r0) = MLDsaRing.Power2Round(t[j]);
            MLDsaPacking.WriteBits(t1, j * T1Bits, T1Bits, r1);
            MLDsaPacking.WriteBits(t0, j * MLDsaShape.D, MLDsaShape.D, (1 << (MLDsaShape.D - 1)) - r0);
        }
    }
}
