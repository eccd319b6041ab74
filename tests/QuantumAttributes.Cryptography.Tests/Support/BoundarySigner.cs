using Org.BouncyCastle.Crypto.Digests;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Signs so that one coefficient of z has a chosen value, while everything else a verifier looks at is right (FIPS 204, Algorithm 7,
/// with the bound on z left out). No honest signer gives such signatures, and ACVP has none of them.
/// </summary>
internal sealed class BoundarySigner
{
    private const int Q = MLDsaRing.Q;
    private const int N = MLDsaShape.N;

    private readonly MLDsaSet _set;
    private readonly byte[] _key;
    private readonly int[][][] _aHat;
    private readonly int[][] _s1;
    private readonly int[][] _s2;
    private readonly int[][] _t0;

    public BoundarySigner(MLDsaSet set, byte[] expandedKey)
    {
        _set = set;
        _key = expandedKey;
        MLDsaSampling matrix = new(expandedKey.AsSpan(0, 32));
        _aHat = Polynomials(K, i => Polynomials(L, j =>
        {
            int[] entry = new int[N];
            matrix.ExpandA(i, j, entry);
            return entry;
        }));
        _s1 = Polynomials(L, j => UnpackEta(MLDsaShape.S1Offset + (j * Shape.EtaPolynomialSize)));
        _s2 = Polynomials(K, i => UnpackEta(Shape.S2Offset + (i * Shape.EtaPolynomialSize)));
        _t0 = Polynomials(K, i => UnpackT0(Shape.T0Offset + (i * MLDsaShape.T0PolynomialSize)));
    }

    private MLDsaShape Shape => _set.Shape;

    private int K => _set.Shape.K;

    private int L => _set.Shape.L;

    private int Gamma2 => _set.Gamma2;

    /// <summary>A signature over the data, without context, whose z[0][0] is the chosen coefficient.</summary>
    public byte[] Sign(byte[] data, int coefficient)
    {
        byte[] mu = Shake256(64, _key[64..128], [0, 0], data);
        for (Random random = new(coefficient); ;)
        {
            int[][] y = Polynomials<int[]>(L, _ => [.. Enumerable.Range(0, N).Select(_ => random.Next(-_set.Gamma1 / 2, _set.Gamma1 / 2))]);
            y[0][0] = coefficient + random.Next(-_set.Beta / 5, (_set.Beta / 5) + 1); // what c s1 then adds is seldom more
            if (TrySign(mu, y, coefficient) is { } signature)
                return signature;
        }
    }

    private byte[]? TrySign(byte[] mu, int[][] y, int coefficient)
    {
        int[][] w = MultiplyByA(y);
        int bits = _set.Algorithm == SignatureAlgorithm.MLDsa44 ? 6 : 4; // (q - 1) / (2 gamma2) is 44 or 16
        byte[] w1 = new byte[K * N * bits / 8];
        for (int i = 0; i < K * N; i++)
            MLDsaPacking.WriteBits(w1, i * bits, bits, Decompose(w[i / N][i % N]).High);
        byte[] cTilde = Shake256(_set.CommitmentSize, mu, w1);
        int[] c = SampleInBall(cTilde);

        int[][] z = Polynomials(L, j => Add(y[j], Multiply(c, _s1[j]), 1));
        if (z[0][0] != coefficient)
            return null;
        int[][] r = Polynomials(K, i => Add(w[i], Multiply(c, _s2[i]), -1));
        int[][] ct0 = Polynomials(K, i => Multiply(c, _t0[i]));
        if (r.Any(p => p.Any(x => Math.Abs(Decompose(x).Low) >= Gamma2 - _set.Beta))
            || ct0.Any(p => p.Any(x => Math.Abs(x) >= Gamma2)))
        {
            return null;
        }

        int[][] h = Polynomials<int[]>(K, i => [.. Enumerable.Range(0, N)
            .Where(j => Decompose(r[i][j]).High != Decompose(r[i][j] + ct0[i][j]).High)]);
        return h.Sum(static p => p.Length) <= _set.Omega ? Encode(cTilde, z, h) : null;
    }

    /// <summary>FIPS 204, Algorithm 26 (sigEncode), with Algorithms 17 and 20.</summary>
    private byte[] Encode(byte[] cTilde, int[][] z, int[][] hintPositions)
    {
        byte[] signature = new byte[_set.SignatureSize];
        int bits = _set.Gamma1Bits + 1;
        cTilde.CopyTo(signature, 0);
        for (int i = 0; i < L * N; i++)
            MLDsaPacking.WriteBits(signature.AsSpan(cTilde.Length), i * bits, bits, _set.Gamma1 - z[i / N][i % N]);

        Span<byte> hint = signature.AsSpan(_set.HintOffset);
        int count = 0;
        for (int i = 0; i < K; i++)
        {
            foreach (int position in hintPositions[i])
                hint[count++] = (byte)position;
            hint[_set.Omega + i] = (byte)count;
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
    private (int High, int Low) Decompose(int r)
    {
        r = ((r % Q) + Q) % Q;
        int low = r % (2 * Gamma2);
        if (low > Gamma2)
            low -= 2 * Gamma2;
        return r - low == Q - 1 ? (0, low - 1) : ((r - low) / (2 * Gamma2), low);
    }

    /// <summary>FIPS 204, Algorithm 29.</summary>
    private int[] SampleInBall(byte[] cTilde)
    {
        byte[] stream = Shake256(1024, cTilde);
        int[] c = new int[N];
        int next = 8;
        for (int i = N - _set.Tau; i < N; i++)
        {
            while (stream[next] > i)
                next++;
            int j = stream[next++];
            int bit = i + _set.Tau - N;
            c[i] = c[j];
            c[j] = 1 - (2 * ((stream[bit / 8] >> (bit % 8)) & 1));
        }

        return c;
    }

    /// <summary>A challenge times a small polynomial, in the integers: at most 60 terms of at most 2^12 each.</summary>
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

    private int[] UnpackEta(int offset)
    {
        int[] w = new int[N];
        MLDsaPacking.UnpackEta(_key.AsSpan(offset, Shape.EtaPolynomialSize), Shape.Eta, Shape.EtaBits, w);
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
