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
        for (int first = 0; first < s.Length; first += MLDsaXofs.Lanes)
        {
            Span<MLDsaPolynomial> batch = s.Slice(first, Math.Min(MLDsaXofs.Lanes, s.Length - first));
            Sample<TParameters>(rhoPrime, first, batch);
        }
    }

    /// <summary>Blocks are drawn until every polynomial is complete: one or two, seldom more. Their 136 bytes are 34 steps of 4.</summary>
    private static void Sample<TParameters>(ReadOnlySpan<byte> rhoPrime, int first, Span<MLDsaPolynomial> batch)
        where TParameters : IMLDsaParameters
    {
        Span<int> counts = stackalloc int[batch.Length];
        Span<byte> blocks = stackalloc byte[MLDsaXofs.Lanes * MLDsaXofs.Rate256];
        counts.Clear();
        try
        {
            using MLDsaXofs xofs = MLDsaXofs.Shake256(rhoPrime, first);
            while (counts.ContainsAnyExcept(MLDsaShape.N))
            {
                xofs.Squeeze(blocks, MLDsaXofs.Rate256);
                for (int lane = 0; lane < batch.Length; lane++)
                {
                    ReadOnlySpan<byte> block = blocks.Slice(lane * MLDsaXofs.Rate256, MLDsaXofs.Rate256);
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
