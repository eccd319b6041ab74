using Org.BouncyCastle.Crypto.Digests;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Signs with ML-DSA-65 so that one coefficient of z has a chosen value, while everything else a verifier looks at is right
/// (FIPS 204, Algorithm 7, with the bound on z left out). No honest signer gives such signatures, and ACVP has none of them.
/// </summary>
internal sealed class BoundarySigner
{
    public const int Gamma1 = 1 << 19;
    public const int Beta = 196;

    private const int Q = MLDsaRing.Q;
    private const int N = MLDsaShape.N;
    private const int K = 6;
    private const int L = 5;
    private const int Tau = 49;
    private const int Omega = 55;
    private const int Gamma2 = (Q - 1) / 32;

    private static readonly MLDsaShape Shape = new(K, L, Eta: 4);

    private readonly byte[] _key;
    private readonly int[][][] _aHat;
    private readonly int[][] _s1;
    private readonly int[][] _s2;
    private readonly int[][] _t0;

    public BoundarySigner(byte[] expandedKey)
    {
        _key = expandedKey;
        MLDsaSampling matrix = new(expandedKey.AsSpan(0, 32));
        _aHat = Polynomials(K, i => Polynomials(L, j =>
        {
            int[] entry = new int[N];
            matrix.ExpandA(i, j, entry);
            return entry;
        }));
        _s1 = Polynomials(L, j => UnpackEta(Shape, MLDsaShape.S1Offset + (j * Shape.EtaPolynomialSize)));
        _s2 = Polynomials(K, i => UnpackEta(Shape, Shape.S2Offset + (i * Shape.EtaPolynomialSize)));
        _t0 = Polynomials(K, i => UnpackT0(Shape.T0Offset + (i * MLDsaShape.T0PolynomialSize)));
    }

    /// <summary>A signature over the data, without context, whose z[0][0] is the chosen coefficient.</summary>
    public byte[] Sign(byte[] data, int coefficient)
    {
        byte[] mu = Shake256(64, _key[64..128], [0, 0], data);
        for (Random random = new(coefficient); ;)
        {
            int[][] y = Polynomials<int[]>(L, _ => [.. Enumerable.Range(0, N).Select(_ => random.Next(-Gamma1 / 2, Gamma1 / 2))]);
            y[0][0] = coefficient + random.Next(-40, 41); // what c s1 then adds is seldom more
            if (TrySign(mu, y, coefficient) is { } signature)
                return signature;
        }
    }

    private byte[]? TrySign(byte[] mu, int[][] y, int coefficient)
    {
        int[][] w = MultiplyByA(y);
        byte[] w1 = new byte[K * N / 2];
        for (int i = 0; i < K * N; i++)
            MLDsaPacking.WriteBits(w1, i * 4, 4, Decompose(w[i / N][i % N]).High);
        byte[] cTilde = Shake256(48, mu, w1);
        int[] c = SampleInBall(cTilde);

        int[][] z = Polynomials(L, j => Add(y[j], Multiply(c, _s1[j]), 1));
        int[][] r = Polynomials(K, i => Add(w[i], Multiply(c, _s2[i]), -1));
        int[][] ct0 = Polynomials(K, i => Multiply(c, _t0[i]));
        if (z[0][0] != coefficient
            || r.Any(p => p.Any(x => Math.Abs(Decompose(x).Low) >= Gamma2 - Beta))
            || ct0.Any(p => p.Any(x => Math.Abs(x) >= Gamma2)))
        {
            return null;
        }

        int[][] h = Polynomials<int[]>(K, i => [.. Enumerable.Range(0, N)
            .Where(j => Decompose(r[i][j]).High != Decompose(r[i][j] + ct0[i][j]).High)]);
        return h.Sum(static p => p.Length) <= Omega ? Encode(cTilde, z, h) : null;
    }

    /// <summary>FIPS 204, Algorithm 26 (sigEncode), with Algorithms 17 and 20.</summary>
    private static byte[] Encode(byte[] cTilde, int[][] z, int[][] hintPositions)
    {
        byte[] signature = new byte[3309];
        cTilde.CopyTo(signature, 0);
        for (int i = 0; i < L * N; i++)
            MLDsaPacking.WriteBits(signature.AsSpan(48), i * 20, 20, Gamma1 - z[i / N][i % N]);

        Span<byte> hint = signature.AsSpan(48 + (L * 640));
        int count = 0;
        for (int i = 0; i < K; i++)
        {
            foreach (int position in hintPositions[i])
                hint[count++] = (byte)position;
            hint[Omega + i] = (byte)count;
        }

        return signature;
    }

    private int[][] MultiplyByA(int[][] y)
    {
        int[][] yHat = Polynomials(L, j =>
        {
            int[] copy = [.. y[j]];
            MLDsaRing.Ntt(copy);
            return copy;
        });
        return Polynomials<int[]>(K, i =>
        {
            long[] sums = new long[N];
            for (int j = 0; j < L; j++)
                MLDsaRing.MultiplyAddNtt(_aHat[i][j], yHat[j], sums);
            int[] w = [.. sums.Select(MLDsaRing.MontgomeryReduce)];
            MLDsaRing.InverseNttToMontgomery(w);
            return [.. w.Select(MLDsaRing.Canonical)];
        });
    }

    /// <summary>FIPS 204, Algorithm 36.</summary>
    private static (int High, int Low) Decompose(int r)
    {
        r = ((r % Q) + Q) % Q;
        int low = r % (2 * Gamma2);
        if (low > Gamma2)
            low -= 2 * Gamma2;
        return r - low == Q - 1 ? (0, low - 1) : ((r - low) / (2 * Gamma2), low);
    }

    /// <summary>FIPS 204, Algorithm 29.</summary>
    private static int[] SampleInBall(byte[] cTilde)
    {
        byte[] stream = Shake256(1024, cTilde);
        int[] c = new int[N];
        int next = 8;
        for (int i = N - Tau; i < N; i++)
        {
            while (stream[next] > i)
                next++;
            int j = stream[next++];
            int bit = i + Tau - N;
            c[i] = c[j];
            c[j] = 1 - (2 * ((stream[bit / 8] >> (bit % 8)) & 1));
        }

        return c;
    }

    /// <summary>A challenge times a small polynomial, in the integers: 49 terms of at most 2^12 each.</summary>
    private static int[] Multiply(int[] c, int[] small)
    {
        int[] product = new int[N];
        for (int i = 0; i < N; i++)
        {
            for (int j = 0; c[i] != 0 && j < N; j++)
                product[(i + j) % N] += (i + j < N ? c[i] : -c[i]) * small[j];
        }

        return product;
    }

    private static int[] Add(int[] a, int[] b, int sign) => [.. a.Zip(b, (x, y) => x + (sign * y))];

    private static TResult[] Polynomials<TResult>(int count, Func<int, TResult> make) =>
        [.. Enumerable.Range(0, count).Select(make)];

    private static byte[] Shake256(int size, params byte[][] parts)
    {
        byte[] output = new byte[size];
        ShakeDigest digest = new(256);
        foreach (byte[] part in parts)
            digest.BlockUpdate(part);
        digest.OutputFinal(output);
        return output;
    }

    private int[] UnpackEta(MLDsaShape shape, int offset)
    {
        int[] w = new int[N];
        MLDsaPacking.UnpackEta(_key.AsSpan(offset, shape.EtaPolynomialSize), shape.Eta, shape.EtaBits, w);
        return w;
    }

    private int[] UnpackT0(int offset)
    {
        int[] w = new int[N];
        for (int bit = 0; bit < N * MLDsaShape.D; bit++)
            w[bit / MLDsaShape.D] |= ((_key[offset + (bit / 8)] >> (bit % 8)) & 1) << (bit % MLDsaShape.D);
        return [.. w.Select(static v => (1 << (MLDsaShape.D - 1)) - v)];
    }
}
