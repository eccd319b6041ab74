using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The secret vectors s1 and s2 of an ML-DSA key. Like every implementation of the standard it shows which half-bytes were refused,
/// and
/// nothing about those that were not: no branch, index or division depends on an accepted one.
/// </summary>
internal static class MLDsaSecretSampling
{
    /// <summary>
    /// What RejBoundedPoly reads at most, in bytes (FIPS 204, appendix C): more is needed once in 2^256 polynomials.
    /// </summary>
    public const int StreamSize = 481;


    /// <summary>FIPS 204, Algorithm 33 (ExpandS), into the zeroed places of s1 and s2 in an expanded key.</summary>
    public static void ExpandS(MLDsaShape shape, ReadOnlySpan<byte> rhoPrime, Span<byte> expandedKey)
    {
        using SecretBytes buffer = new(MLDsaShape.RhoPrimeSize + sizeof(ushort) + StreamSize);
        Span<byte> seed = buffer.Span[..(MLDsaShape.RhoPrimeSize + sizeof(ushort))];
        Span<byte> stream = buffer.Span[seed.Length..];
        rhoPrime.CopyTo(seed);
        for (int r = 0; r < shape.L + shape.K; r++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(seed[MLDsaShape.RhoPrimeSize..], (ushort)r);
            Sha3.Shake256(seed, stream);
            int offset = MLDsaShape.S1Offset + (r * shape.EtaPolynomialSize); // s2 follows s1
            RejBoundedPoly(stream, shape, expandedKey.Slice(offset, shape.EtaPolynomialSize));
        }
    }

    /// <summary>FIPS 204, Algorithm 31 (RejBoundedPoly), packed as Algorithm 17 (BitPack) does: eta minus the coefficient.</summary>
    /// <exception cref="CryptographicException">The stream has too few half-bytes that are not refused.</exception>
    public static void RejBoundedPoly(ReadOnlySpan<byte> stream, MLDsaShape shape, Span<byte> packed)
    {
        int j = 0;
        for (int i = 0; i < 2 * stream.Length && j < MLDsaShape.N; i++)
        {
            // Algorithm 15, CoeffFromHalfByte: eta = 2 gives 2 - (b mod 5) for b below 15, eta = 4 gives 4 - b for b below 9.
            int b = (stream[i >> 1] >> (4 * (i & 1))) & 0x0F;
            if (b >= (shape.Eta == 2 ? 15 : 9))
                continue;
            int value = shape.Eta == 2 ? b - (5 * ((205 * b) >> 10)) : b;
            MLDsaPacking.WriteBits(packed, j++ * shape.EtaBits, shape.EtaBits, value);
        }

        if (j < MLDsaShape.N)
            throw new CryptographicException("The seed gives no ML-DSA key within the bounds of FIPS 204, appendix C.");
    }
}
