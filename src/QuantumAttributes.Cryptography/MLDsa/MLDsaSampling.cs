using Org.BouncyCastle.Crypto.Digests;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The public matrix A of an ML-DSA key, one entry at a time. All of it is public, so it may branch on what it reads.
/// </summary>
internal sealed class MLDsaSampling
{
    private const int Shake128Rate = 168; // a multiple of the three bytes that make a candidate

    private readonly ShakeDigest _xof = new(128);
    private readonly byte[] _seed = new byte[MLDsaShape.RhoSize + 2];
    private readonly byte[] _block = new byte[Shake128Rate];

    public MLDsaSampling(ReadOnlySpan<byte> rho) => rho.CopyTo(_seed);

    /// <summary>One entry of FIPS 204, Algorithm 32 (ExpandA), by Algorithm 30 (RejNTTPoly): coefficients in [0, q).</summary>
    public void ExpandA(int row, int column, Span<int> aHat)
    {
        _seed[^2] = (byte)column;
        _seed[^1] = (byte)row;
        _xof.Reset();
        _xof.BlockUpdate(_seed);
        int j = 0;
        while (j < aHat.Length)
        {
            _xof.Output(_block);
            for (int i = 0; i < _block.Length && j < aHat.Length; i += 3)
            {
                // Algorithm 14, CoeffFromThreeBytes: 23 bits, refused when not below q.
                int candidate = _block[i] | (_block[i + 1] << 8) | ((_block[i + 2] & 0x7F) << 16);
                if (candidate < MLDsaRing.Q)
                    aHat[j++] = candidate;
            }
        }
    }
}
