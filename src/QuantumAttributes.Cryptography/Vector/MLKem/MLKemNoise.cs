using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>The secret polynomials that are made from a seed by PRF_eta (FIPS 203, section 4.1) and SamplePolyCBD_eta.</summary>
internal static class MLKemNoise
{
    /// <summary>The blocks of SHAKE256 that 192 bytes, those for eta of 3, are in; 128 are in one.</summary>
    private const int MostBlocks = 2;

    /// <summary>Makes polynomials, as many at once as there are sponges in a batch.</summary>
    /// <param name="seed">32 bytes, secret.</param>
    /// <param name="first">The number of the first polynomial: N in the algorithms of section 5.</param>
    /// <param name="eta">2 or 3.</param>
    /// <param name="noise">The polynomials.</param>
    public static void Sample(ReadOnlySpan<byte> seed, int first, int eta, Span<MLKemPolynomial> noise)
    {
        Span<byte> output = stackalloc byte[ShakeBatch.Lanes * MostBlocks * ShakeBatch.Rate256];
        try
        {
            for (; !noise.IsEmpty; first += ShakeBatch.Lanes)
            {
                Span<MLKemPolynomial> batch = noise[..Math.Min(noise.Length, ShakeBatch.Lanes)];
                SampleBatch(seed, first, eta, batch, output);
                noise = noise[batch.Length..];
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(output);
        }
    }

    private static void SampleBatch(
        ReadOnlySpan<byte> seed, int first, int eta, Span<MLKemPolynomial> batch, Span<byte> output)
    {
        int size = MLKemBinomialSampling.SizeOf(eta);
        int stride = size > ShakeBatch.Rate256 ? MostBlocks * ShakeBatch.Rate256 : ShakeBatch.Rate256;
        Span<ushort> numbers = stackalloc ushort[batch.Length];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = (ushort)(first + i);

        using ShakeBatch prf = new(ShakeBatch.Rate256, seed, numbers, numberSize: 1);
        for (int block = 0; block < stride; block += ShakeBatch.Rate256)
            prf.Squeeze(output[block..], stride);
        for (int i = 0; i < batch.Length; i++)
            MLKemBinomialSampling.Sample(output.Slice(i * stride, size), eta, ref batch[i]);
    }
}
