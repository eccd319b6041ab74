namespace QuantumAttributes.Cryptography;

/// <summary>
/// Arithmetic in Z_q[X]/(X^n + 1) with q = 12289 and n = 512 or 1024 (Falcon, round 3 specification, section 3.7). Every
/// coefficient is in [0, q) on the way in and out. No branch, index or division depends on one.
/// </summary>
internal static class FalconRing
{
    public const int Q = 12289;

    private const int MaxN = 1024;

    /// <summary>
    /// <c>z^BitRev10(i)</c> with z of order 2048. For n = 512 it is the same table: its first half has the powers of z², which
    /// has order 1024, in the order of nine reversed bits.
    /// </summary>
    private static readonly int[] Zetas = ComputeZetas();

    /// <summary>Evaluates a polynomial at the odd powers of the root of unity, in bit-reversed order.</summary>
    public static void Ntt(Span<int> w)
    {
        int m = 0;
        for (int len = w.Length / 2; len >= 1; len /= 2)
        {
            for (int start = 0; start < w.Length; start += 2 * len)
            {
                int zeta = Zetas[++m];
                for (int j = start; j < start + len; j++)
                {
                    int t = Multiply(zeta, w[j + len]);
                    w[j + len] = Subtract(w[j], t);
                    w[j] = Add(w[j], t);
                }
            }
        }
    }

    /// <summary>The inverse of <see cref="Ntt"/>.</summary>
    public static void InverseNtt(Span<int> w)
    {
        int m = w.Length;
        for (int len = 1; len < w.Length; len *= 2)
        {
            for (int start = 0; start < w.Length; start += 2 * len)
            {
                int zeta = Q - Zetas[--m];
                for (int j = start; j < start + len; j++)
                {
                    int t = w[j];
                    w[j] = Add(t, w[j + len]);
                    w[j + len] = Multiply(zeta, Subtract(t, w[j + len]));
                }
            }
        }

        int scale = Invert(w.Length);
        foreach (ref int coefficient in w)
            coefficient = Multiply(scale, coefficient);
    }

    /// <summary>Multiplies coefficient by coefficient, into the first.</summary>
    public static void MultiplyNtt(Span<int> w, ReadOnlySpan<int> factor)
    {
        for (int j = 0; j < w.Length; j++)
            w[j] = Multiply(w[j], factor[j]);
    }

    /// <summary>Inverts each coefficient. Returns negative if and only if none is zero, which has no inverse.</summary>
    public static int InvertNtt(Span<int> w)
    {
        int invertible = -1;
        foreach (ref int coefficient in w)
        {
            invertible &= -coefficient;
            coefficient = Invert(coefficient);
        }

        return invertible;
    }

    /// <summary>The representative in [0, q) of a number from -q on and below q.</summary>
    public static int FromSigned(int a) => a + ((a >> 31) & Q);

    /// <summary>The representative in (-q/2, q/2).</summary>
    public static int ToSigned(int a) => a - ((((Q / 2) - a) >> 31) & Q);

    /// <summary>
    /// The product, by Barrett's reduction: the quotient comes out right or one too small, as it is below 2^28.
    /// </summary>
    internal static int Multiply(int a, int b)
    {
        const int Shift = 40;
        const ulong Reciprocal = (1UL << Shift) / Q;
        uint product = (uint)(a * b);
        uint quotient = (uint)((product * Reciprocal) >> Shift);
        return Subtract((int)(product - (quotient * Q)), Q);
    }

    private static int Add(int a, int b) => Subtract(a + b, Q);

    /// <summary>In: a - b from -q on and below q.</summary>
    private static int Subtract(int a, int b) => FromSigned(a - b);

    /// <summary><c>a^(q-2)</c>; of zero it is zero.</summary>
    private static int Invert(int a)
    {
        int power = 1;
        for (int bit = 13; bit >= 0; bit--)
        {
            power = Multiply(power, power);
            if ((((Q - 2) >> bit) & 1) != 0)
                power = Multiply(power, a);
        }

        return power;
    }

    private static int[] ComputeZetas()
    {
        const int Root = 1945; // 11^6, where 11 generates the group of order 12288
        int[] zetas = new int[MaxN];
        int power = 1;
        for (int exponent = 0; exponent < MaxN; exponent++)
        {
            zetas[BitRev10(exponent)] = power;
            power = Multiply(power, Root);
        }

        return zetas;
    }

    private static int BitRev10(int m)
    {
        int reversed = 0;
        for (int bit = 0; bit < 10; bit++)
            reversed |= ((m >> bit) & 1) << (9 - bit);
        return reversed;
    }
}
