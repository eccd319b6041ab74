namespace QuantumAttributes.Cryptography;

/// <summary>The public matrix A, row by row, in the domain of the transform (FIPS 203, Algorithm 13, lines 3 to 7).</summary>
internal static class MLKemMatrix
{
    public static MLKemPolynomial[] Expand<TParameters>(ReadOnlySpan<byte> rho)
        where TParameters : IMLKemParameters
    {
        int entries = TParameters.K * TParameters.K;
        MLKemPolynomial[] aHat = GC.AllocateUninitializedArray<MLKemPolynomial>(entries);
        Span<ushort> numbers = stackalloc ushort[entries];
        for (int entry = 0; entry < entries; entry++)
        {
            (int i, int j) = Math.DivRem(entry, TParameters.K);
            numbers[entry] = (ushort)(j | (i << 8)); // rho || j || i
        }

        for (int first = 0; first < entries; first += ShakeBatch.Lanes)
        {
            int size = Math.Min(ShakeBatch.Lanes, entries - first);
            Sample(rho, numbers.Slice(first, size), aHat.AsSpan(first, size));
        }

        return aHat;
    }

    /// <summary>Blocks are drawn until every polynomial is complete: three, and seldom a fourth. Their 168 bytes are 7 steps of 24.</summary>
    private static void Sample(ReadOnlySpan<byte> rho, ReadOnlySpan<ushort> numbers, Span<MLKemPolynomial> batch)
    {
        Span<int> counts = stackalloc int[batch.Length];
        Span<byte> blocks = stackalloc byte[ShakeBatch.Lanes * ShakeBatch.Rate128];
        counts.Clear();
        using ShakeBatch xofs = new(ShakeBatch.Rate128, rho, numbers);
        while (counts.ContainsAnyExcept(MLKemRing.N))
        {
            xofs.Squeeze(blocks, ShakeBatch.Rate128);
            for (int lane = 0; lane < batch.Length; lane++)
            {
                ReadOnlySpan<byte> block = blocks.Slice(lane * ShakeBatch.Rate128, ShakeBatch.Rate128);
                counts[lane] = MLKemUniformSampling.Sample(block, ref batch[lane], counts[lane]);
            }
        }
    }
}
