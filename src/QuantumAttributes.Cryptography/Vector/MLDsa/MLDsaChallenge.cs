namespace QuantumAttributes.Cryptography;

/// <summary>
/// The challenge polynomial c of a commitment hash c~ (FIPS 204, Algorithm 29), in the domain of the transform.
/// </summary>
internal static class MLDsaChallenge
{
    /// <param name="commitmentHash">c~.</param>
    /// <param name="cHat">Receives the transform of c, below 9q.</param>
    public static void Sample<TParameters>(ReadOnlySpan<byte> commitmentHash, ref MLDsaPolynomial cHat)
        where TParameters : IMLDsaParameters
    {
        // The first block has the signs and more positions than are refused but once in a long while.
        Span<byte> block = stackalloc byte[KeccakSponge.Rate256];
        using KeccakSponge h = KeccakSponge.Shake256();
        h.Absorb(commitmentHash);
        h.Squeeze(block);
        MLDsaSampleInBall<TParameters> sampler = new(block, ref cHat);
        ReadOnlySpan<byte> positions = block[MLDsaSampleInBall<TParameters>.SignsSize..];
        while (!sampler.Take(positions))
        {
            h.Squeeze(block);
            positions = block;
        }

        MLDsaNtt.Forward(ref cHat);
    }
}
