namespace QuantumAttributes.Cryptography;

/// <summary>FIPS 204, Algorithm 32 (ExpandA): the public matrix A, row by row, in the domain of the transform.</summary>
internal static class MLDsaMatrix
{
    /// <summary>The matrix, to be kept.</summary>
    public static MLDsaPolynomial[] Expand<TParameters>(ReadOnlySpan<byte> rho)
        where TParameters : IMLDsaParameters
    {
        MLDsaPolynomial[] aHat = GC.AllocateUninitializedArray<MLDsaPolynomial>(TParameters.K * TParameters.L);
        Expand<TParameters>(rho, aHat);
        return aHat;
    }

    /// <summary>The matrix, into k times l polynomials.</summary>
    public static void Expand<TParameters>(ReadOnlySpan<byte> rho, Span<MLDsaPolynomial> aHat)
        where TParameters : IMLDsaParameters
    {
        int entries = TParameters.K * TParameters.L;
        Span<ushort> numbers = stackalloc ushort[entries];
        for (int entry = 0; entry < entries; entry++)
        {
            (int r, int s) = Math.DivRem(entry, TParameters.L);
            numbers[entry] = (ushort)(s | (r << 8)); // rho || s || r
        }

        for (int first = 0; first < entries; first += ShakeBatch.Lanes)
        {
            int size = Math.Min(ShakeBatch.Lanes, entries - first);
            Sample(rho, numbers.Slice(first, size), aHat.Slice(first, size));
        }
    }

    /// <summary>
    /// Blocks are drawn until every polynomial is complete: five, and seldom a sixth. Their 168 bytes are 7 steps of 24.
    /// </summary>
    private static void Sample(ReadOnlySpan<byte> rho, ReadOnlySpan<ushort> numbers, Span<MLDsaPolynomial> batch)
    {
        Span<int> counts = stackalloc int[batch.Length];
        Span<byte> blocks = stackalloc byte[ShakeBatch.Lanes * ShakeBatch.Rate128];
        counts.Clear();
        using scoped ShakeBatch xofs = new(ShakeBatch.Rate128, rho, numbers);
        while (counts.ContainsAnyExcept(MLDsaShape.N))
        {
            xofs.Squeeze(blocks, ShakeBatch.Rate128);
            for (int lane = 0; lane < batch.Length; lane++)
            {
                ReadOnlySpan<byte> block = blocks.Slice(lane * ShakeBatch.Rate128, ShakeBatch.Rate128);
                counts[lane] = MLDsaRejection.SampleUniform(block, ref batch[lane], counts[lane]);
            }
        }
    }
}
