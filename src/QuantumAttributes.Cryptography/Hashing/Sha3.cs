using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace QuantumAttributes.Cryptography;

/// <summary>SHA3-256 and SHAKE256 (FIPS 202): the platform's where it has them, else BouncyCastle's.</summary>
internal static class Sha3
{
    /// <summary>SHA3-256 of the data, into 32 bytes.</summary>
    public static void Sha3_256(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        if (SHA3_256.IsSupported)
        {
            SHA3_256.HashData(data, hash);
            return;
        }

        Sha3Digest digest = new(256);
        digest.BlockUpdate(data);
        digest.DoFinal(hash);
    }

    /// <summary>SHAKE256 of the data, as many bytes as the output has.</summary>
    public static void Shake256(ReadOnlySpan<byte> data, Span<byte> output)
    {
        if (System.Security.Cryptography.Shake256.IsSupported)
        {
            System.Security.Cryptography.Shake256.HashData(data, output);
            return;
        }

        ShakeDigest xof = new ShakeDigest(256);
        xof.BlockUpdate(data);
        xof.OutputFinal(output);
    }
}
