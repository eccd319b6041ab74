using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Private keys of the experimental algorithms that BouncyCastle has never seen and hence left no copies of. Their secrets are
/// random, and what follows from those by a hash does; no key generation is run, so that nothing comes back that one
/// encapsulates or signs.
/// </summary>
internal static class SyntheticKeys
{
    public static SecretBytes Of(CryptographicAlgorithm algorithm) => algorithm.Family switch
    {
        "FrodoKEM" => FrodoKem(new[] { FrodoShape.Frodo640, FrodoShape.Frodo976, FrodoShape.Frodo1344 }
            .Single(s => s.PrivateKeySize == algorithm.ExpandedPrivateKeySize)),
        "HQC" => Hqc(new[] { HqcShape.Hqc128, HqcShape.Hqc192, HqcShape.Hqc256 }
            .Single(s => s.PrivateKeySize == algorithm.ExpandedPrivateKeySize)),
        _ => Falcon(new[] { FalconShape.Falcon512, FalconShape.Falcon1024 }
            .Single(s => s.PrivateKeySize == algorithm.ExpandedPrivateKeySize)),
    };

    /// <summary><c>s || pk || S^T || pkh</c>, the entries of S^T evenly distributed.</summary>
    private static SecretBytes FrodoKem(FrodoShape shape)
    {
        SecretBytes sk = new(shape.PrivateKeySize);
        int matrix = shape.SecretSize + shape.PublicKeySize;
        RandomNumberGenerator.Fill(sk.Span[..matrix]);
        for (int at = matrix; at < matrix + shape.SecretMatrixSize; at += sizeof(short))
        {
            int entry = RandomNumberGenerator.GetInt32(-shape.MaxError, shape.MaxError + 1);
            BinaryPrimitives.WriteInt16LittleEndian(sk.Span[at..], (short)entry);
        }

        ReadOnlySpan<byte> pk = sk.Span[shape.SecretSize..matrix];
        if (shape.UsesShake128)
            Sha3.Shake128(pk, sk.Span[^shape.SecretSize..]);
        else
            Sha3.Shake256(pk, sk.Span[^shape.SecretSize..]);
        return sk;
    }

    /// <summary><c>ek || dk_PKE || sigma || seed_KEM</c>, the ring element in ek random.</summary>
    private static SecretBytes Hqc(HqcShape shape)
    {
        const int SeedSize = HqcShape.SeedSize;
        SecretBytes dk = new(shape.PrivateKeySize);
        RandomNumberGenerator.Fill(dk.Span);
        dk.Span[shape.PublicKeySize - 1] = 0;

        using SecretBytes input = new(SeedSize + 1);
        using SecretBytes seedPke = new(SeedSize + shape.MessageSize);
        using SecretBytes seeds = new(2 * SeedSize);
        dk.Span[^SeedSize..].CopyTo(input.Span);
        input.Span[^1] = 1;
        Sha3.Shake256(input.Span, seedPke.Span);
        seedPke.Span[..SeedSize].CopyTo(input.Span);
        input.Span[^1] = 2;
        Sha3.Sha3_512(input.Span, seeds.Span);
        seeds.Span[SeedSize..].CopyTo(dk.Span);
        seeds.Span[..SeedSize].CopyTo(dk.Span[shape.PublicKeySize..]);
        seedPke.Span[SeedSize..].CopyTo(dk.Span[(shape.PublicKeySize + SeedSize)..]);
        return dk;
    }

    /// <summary>Header, f, g and F, each within its range.</summary>
    private static SecretBytes Falcon(FalconShape shape)
    {
        SecretBytes key = new(shape.PrivateKeySize);
        Span<byte> rest = key.Span[1..];
        key.Span[0] = shape.PrivateKeyHeader;
        foreach ((int bits, int size) in ((int, int)[])[(shape.FgBits, shape.FgSize), (shape.FgBits, shape.FgSize), (8, shape.N)])
        {
            using SecretBytes coefficients = new(shape.N * sizeof(int));
            Span<int> w = MemoryMarshal.Cast<byte, int>(coefficients.Span);
            foreach (ref int coefficient in w)
                coefficient = RandomNumberGenerator.GetInt32(1 - (1 << (bits - 1)), 1 << (bits - 1));
            FalconPacking.Pack(w, bits, rest[..size]);
            rest = rest[size..];
        }

        return key;
    }
}
