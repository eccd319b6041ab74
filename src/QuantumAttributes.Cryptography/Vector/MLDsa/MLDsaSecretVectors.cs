using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>FIPS 204, Algorithm 33 (ExpandS): the secret vectors s1 and s2, one after the other.</summary>
internal static class MLDsaSecretVectors
{
    /// <param name="rhoPrime">The seed.</param>
    /// <param name="s">Receives s1 and s2, coefficients in [-eta, eta].</param>
    public static void Expand<TParameters>(ReadOnlySpan<byte> rhoPrime, Span<MLDsaPolynomial> s)
        where TParameters : IMLDsaParameters
    {
        for (int first = 0; first < s.Length; first += ShakeBatch.Lanes)
        {
            Span<MLDsaPolynomial> batch = s.Slice(first, Math.Min(ShakeBatch.Lanes, s.Length - first));
            Sample<TParameters>(rhoPrime, first, batch);
        }
    }

    /// <summary>
    /// Blocks are drawn until every polynomial is complete: one or two, seldom more. Their 136 bytes are 34 steps of 4.
    /// </summary>
    private static void Sample<TParameters>(ReadOnlySpan<byte> rhoPrime, int first, Span<MLDsaPolynomial> batch)
        where TParameters : IMLDsaParameters
    {
        Span<int> counts = stackalloc int[batch.Length];
        Span<byte> blocks = stackalloc byte[ShakeBatch.Lanes * ShakeBatch.Rate256];
        Span<ushort> numbers = stackalloc ushort[batch.Length];
        counts.Clear();
        for (int lane = 0; lane < numbers.Length; lane++)
            numbers[lane] = (ushort)(first + lane);
        try
        {
            using ShakeBatch xofs = new(ShakeBatch.Rate256, rhoPrime, numbers);
            while (counts.ContainsAnyExcept(MLDsaShape.N))
            {
                xofs.Squeeze(blocks, ShakeBatch.Rate256);
                for (int lane = 0; lane < batch.Length; lane++)
                {
                    ReadOnlySpan<byte> block = blocks.Slice(lane * ShakeBatch.Rate256, ShakeBatch.Rate256);
                    counts[lane] = MLDsaRejection.SampleBounded<TParameters>(block, ref batch[lane], counts[lane]);
                }
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(blocks);
        }
    }
}
