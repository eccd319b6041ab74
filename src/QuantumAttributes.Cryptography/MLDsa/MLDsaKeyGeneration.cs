using System.Runtime.InteropServices;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The making of ML-DSA keys from seeds, and what of it is a function of the expanded key. Whatever is secret lies in buffers that
/// are zeroed after use.
/// </summary>
internal sealed class MLDsaKeyGeneration(MLDsaShape shape)
{

    /// <summary>FIPS 204, Algorithm 6 (ML-DSA.KeyGen_internal).</summary>
    public void Expand(ReadOnlySpan<byte> xi, Span<byte> expandedKey, Span<byte> publicKey)
    {
        using SecretBytes input = new(MLDsaShape.SeedSize + 2);
        using SecretBytes seeds = new(MLDsaShape.RhoSize + MLDsaShape.RhoPrimeSize + MLDsaShape.SigningSeedSize);
        xi.CopyTo(input.Span);
        input.Span[^2] = (byte)shape.K;
        input.Span[^1] = (byte)shape.L;
        Sha3.Shake256(input.Span, seeds.Span);

        expandedKey.Clear();
        seeds.Span[..MLDsaShape.RhoSize].CopyTo(expandedKey);
        seeds.Span[^MLDsaShape.SigningSeedSize..].CopyTo(expandedKey[MLDsaShape.SigningSeedOffset..]);
        MLDsaSecretSampling.ExpandS(shape, seeds.Span.Slice(MLDsaShape.RhoSize, MLDsaShape.RhoPrimeSize), expandedKey);
        _ = DeriveT(expandedKey, publicKey, expandedKey[shape.T0Offset..]);
        Sha3.Shake256(publicKey, expandedKey.Slice(MLDsaShape.TrOffset, MLDsaShape.TrSize));
    }

    /// <summary>
    /// FIPS 204, Algorithm 6, lines 3 to 8, on rho, s1 and s2 of an expanded key: <c>t = A s1 + s2</c>, whose high part t1 makes the
    /// public key, and whose low part is t0.
    /// </summary>
    /// <returns>Negative if and only if the coefficients of s1 and s2 are in range (Algorithm 25).</returns>
    public int DeriveT(ReadOnlySpan<byte> expandedKey, Span<byte> publicKey, Span<byte> t0)
    {
        using SecretBytes s1Hat = new(shape.L * MLDsaShape.N * sizeof(int));
        using SecretBytes row = new(MLDsaShape.N * (sizeof(long) + sizeof(int)));

        int inRange = UnpackS1(expandedKey, s1Hat);
        publicKey.Clear();
        t0.Clear();
        expandedKey[..MLDsaShape.RhoSize].CopyTo(publicKey);
        MLDsaSampling matrix = new(expandedKey[..MLDsaShape.RhoSize]);
        for (int i = 0; i < shape.K; i++)
        {
            inRange &= ComputeRow(i, expandedKey, matrix, s1Hat, row);
            Round(
                Coefficients(row),
                publicKey.Slice(MLDsaShape.RhoSize + (i * MLDsaShape.T1PolynomialSize), MLDsaShape.T1PolynomialSize),
                t0.Slice(i * MLDsaShape.T0PolynomialSize, MLDsaShape.T0PolynomialSize));
        }

        return inRange;
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
