namespace QuantumAttributes.Cryptography;

/// <summary>
/// Arithmetic in Z_q[X]/(X^256 + 1) with q = 8380417 (FIPS 204, section 7.5), on signed 32-bit coefficients. No branch, index or
/// division
/// depends on a coefficient; each function says what it expects and promises, as a bound on the absolute value.
/// </summary>
internal static class MLDsaRing
{
    public const int Q = 8380417;

    public const int QInverse = 58728449; // q^-1 mod 2^32
    public const int InverseNttScale = 41978; // 2^64 / 256 mod q: undoes the eight doublings, and a Montgomery factor of 2^-32

    /// <summary>FIPS 204, appendix B, in Montgomery form: <c>1753^BitRev8(i) · 2^32 mod q</c>, below q.</summary>
    private static readonly int[] Zetas = ComputeZetas();

    /// <summary>FIPS 204, appendix B: zetas[k] in Montgomery form, below q. Of the public k, not for what is secret.</summary>
    public static int Zeta(int k) => Zetas[k];

    /// <summary>FIPS 204, Algorithm 41. In: below q. Out: below 9q, since each of the eight layers adds less than q.</summary>
    public static void Ntt(Span<int> w)
    {
        int m = 0;
        for (int len = 128; len >= 1; len /= 2)
        {
            for (int start = 0; start < MLDsaShape.N; start += 2 * len)
            {
                long zeta = Zetas[++m];
                for (int j = start; j < start + len; j++)
                {
                    int t = MontgomeryReduce(zeta * w[j + len]);
                    w[j + len] = w[j] - t;
                    w[j] += t;
                }
            }
        }
    }

    /// <summary>
    /// FIPS 204, Algorithm 42, times 2^32. In: below q. Out: below q. On the way sums double with each layer, to less than 256q,
    /// which is
    /// less than 2^31.
    /// </summary>
    public static void InverseNttToMontgomery(Span<int> w)
    {
        int m = 256;
        for (int len = 1; len < MLDsaShape.N; len *= 2)
        {
            for (int start = 0; start < MLDsaShape.N; start += 2 * len)
            {
                long zeta = -Zetas[--m];
                for (int j = start; j < start + len; j++)
                {
                    int t = w[j];
                    w[j] = t + w[j + len];
                    w[j + len] = MontgomeryReduce(zeta * (t - w[j + len]));
                }
            }
        }

        for (int j = 0; j < MLDsaShape.N; j++)
            w[j] = MontgomeryReduce((long)InverseNttScale * w[j]);
    }

    /// <summary>
    /// Adds the products of coefficients, FIPS 204, Algorithm 45. In: below q and 9q. A sum of at most 7 products stays below
    /// 63q², which
    /// <see cref="MontgomeryReduce"/> accepts.
    /// </summary>
    public static void MultiplyAddNtt(ReadOnlySpan<int> aHat, ReadOnlySpan<int> bHat, Span<long> sums)
    {
        for (int j = 0; j < MLDsaShape.N; j++)
            sums[j] += (long)aHat[j] * bHat[j];
    }

    /// <summary>FIPS 204, Algorithm 49: <c>a · 2^-32 mod q</c>. In: at most 2^31·q. Out: below q.</summary>
    public static int MontgomeryReduce(long a)
    {
        int t = unchecked((int)a * QInverse);
        return (int)((a - ((long)t * Q)) >> 32);
    }

    /// <summary>The representative in [0, q). In: below 2q.</summary>
    public static int Canonical(int a)
    {
        a += (a >> 31) & Q; // above -q
        a += (a >> 31) & Q; // in [0, 2q)
        a -= Q;
        return a + ((a >> 31) & Q);
    }

    /// <summary>FIPS 204, Algorithm 35. In: [0, q). Out: r1 in [0, 1023], r0 in (-2^12, 2^12].</summary>
    public static (int R1, int R0) Power2Round(int r)
    {
        int r1 = (r + (1 << (MLDsaShape.D - 1)) - 1) >> MLDsaShape.D;
        return (r1, r - (r1 << MLDsaShape.D));
    }

    private static int[] ComputeZetas()
    {
        const long Root = 1753;
        int[] zetas = new int[MLDsaShape.N];
        long power = (1L << 32) % Q;
        for (int exponent = 0; exponent < MLDsaShape.N; exponent++)
        {
            zetas[BitRev8(exponent)] = (int)power;
            power = power * Root % Q;
        }

        return zetas;
    }

    /// <summary>FIPS 204, Algorithm 43.</summary>
    private static int BitRev8(int m)
    {
        int reversed = 0;
        for (int bit = 0; bit < 8; bit++)
            reversed |= ((m >> bit) & 1) << (7 - bit);
        return reversed;
    }
}
