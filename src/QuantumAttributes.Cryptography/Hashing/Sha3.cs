using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using PlatformShake128 = System.Security.Cryptography.Shake128;
using PlatformShake256 = System.Security.Cryptography.Shake256;

namespace QuantumAttributes.Cryptography;

/// <summary>SHA3-256, SHA3-512, SHAKE128 and SHAKE256 (FIPS 202): the platform's where it has them, else BouncyCastle's.</summary>
internal static class Sha3
{
    /// <summary>SHA3-256 of the data, into 32 bytes.</summary>
    public static void Sha3_256(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        if (SHA3_256.IsSupported)
            SHA3_256.HashData(data, hash);
        else
            BouncyCastleSha3(256, data, hash);
    }

    /// <summary>SHA3-512 of the data, into 64 bytes.</summary>
    public static void Sha3_512(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        if (SHA3_512.IsSupported)
            SHA3_512.HashData(data, hash);
        else
            BouncyCastleSha3(512, data, hash);
    }

    /// <summary>SHAKE128 of the data, as many bytes as the output has.</summary>
    public static void Shake128(ReadOnlySpan<byte> data, Span<byte> output)
    {
        if (PlatformShake128.IsSupported)
            PlatformShake128.HashData(data, output);
        else
            BouncyCastleShake(128, data, output);
    }

    /// <summary>SHAKE256 of the data, as many bytes as the output has.</summary>
    public static void Shake256(ReadOnlySpan<byte> data, Span<byte> output)
    {
        if (PlatformShake256.IsSupported)
            PlatformShake256.HashData(data, output);
        else
            BouncyCastleShake(256, data, output);
    }

    internal static void BouncyCastleSha3(int bits, ReadOnlySpan<byte> data, Span<byte> hash)
    {
        Sha3Digest digest = new(bits);
        digest.BlockUpdate(data);
        digest.DoFinal(hash);
    }

    internal static void BouncyCastleShake(int strength, ReadOnlySpan<byte> data, Span<byte> output)
    {
        ShakeDigest digest = new(strength);
        digest.BlockUpdate(data);
        digest.OutputFinal(output);
    }
}
