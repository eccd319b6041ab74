using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The sponge (FIPS 202, section 4) over Keccak-p[1600, n_r] (section 3.3), for any number of rounds. Here for the functions with
/// twelve of them, which neither the platform nor BouncyCastle has.
/// </summary>
/// <remarks>No branch and no index depends on the message. The state is zeroed.</remarks>
internal static class Keccak
{
    private const int Side = 5; // lanes in a row and in a column; lane (x, y) is a[x + 5y]
    private const int Lanes = Side * Side;
    private const int LaneSize = sizeof(ulong);
    private const int MaxRate = 168;

    /// <summary>FIPS 202, algorithm 5: rc of the 24 rounds. With fewer rounds the last of them are used (section 3.3).</summary>
    private static ReadOnlySpan<ulong> RoundConstants =>
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000, 0x000000000000808B, 0x0000000080000001,
        0x8000000080008081, 0x8000000000008009, 0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
        0x000000000000800A, 0x800000008000000A, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    /// <summary>Hashes a message to as many bytes as the output has.</summary>
    /// <param name="message">The message.</param>
    /// <param name="separation">The domain separation bits with the first bit of the padding, 0x01 to 0x7F.</param>
    /// <param name="rate">The bytes absorbed for each permutation: 200 less the capacity, at most 168, a multiple of 8.</param>
    /// <param name="rounds">The rounds of the permutation, at most 24.</param>
    /// <param name="output">Receives the hash.</param>
    public static void Hash(ReadOnlySpan<byte> message, byte separation, int rate, int rounds, Span<byte> output)
    {
        Span<ulong> state = stackalloc ulong[Lanes];
        Span<byte> block = stackalloc byte[MaxRate];
        block = block[..rate];
        state.Clear();
        try
        {
            for (; message.Length >= rate; message = message[rate..])
                Absorb(state, message[..rate], rounds);

            block.Clear();
            message.CopyTo(block);
            block[message.Length] = separation;
            block[^1] ^= 0x80; // the last bit of the padding pad10*1
            Absorb(state, block, rounds);
            Squeeze(state, block, rounds, output);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(state));
            CryptographicOperations.ZeroMemory(block);
        }
    }

    private static void Absorb(Span<ulong> state, ReadOnlySpan<byte> block, int rounds)
    {
        for (int lane = 0; lane < block.Length / LaneSize; lane++)
            state[lane] ^= BinaryPrimitives.ReadUInt64LittleEndian(block[(lane * LaneSize)..]);
        Permute(state, rounds);
    }

    private static void Squeeze(Span<ulong> state, Span<byte> block, int rounds, Span<byte> output)
    {
        while (true)
        {
            for (int lane = 0; lane < block.Length / LaneSize; lane++)
                BinaryPrimitives.WriteUInt64LittleEndian(block[(lane * LaneSize)..], state[lane]);

            int size = Math.Min(block.Length, output.Length);
            block[..size].CopyTo(output);
            output = output[size..];
            if (output.IsEmpty)
                return;
            Permute(state, rounds);
        }
    }

    /// <summary>Keccak-p[1600, n_r] (FIPS 202, algorithm 7).</summary>
    private static void Permute(Span<ulong> a, int rounds)
    {
        foreach (ulong roundConstant in RoundConstants[^rounds..])
        {
            Theta(a);
            RhoAndPi(a);
            Chi(a);
            a[0] ^= roundConstant; // iota, algorithm 6
        }
    }

    /// <summary>FIPS 202, algorithm 1: to each bit the parities of two columns near it.</summary>
    private static void Theta(Span<ulong> a)
    {
        Span<ulong> parity = stackalloc ulong[Side];
        for (int x = 0; x < Side; x++)
            parity[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];

        for (int x = 0; x < Side; x++)
        {
            ulong effect = parity[(x + 4) % Side] ^ BitOperations.RotateLeft(parity[(x + 1) % Side], 1);
            for (int y = 0; y < Lanes; y += Side)
                a[x + y] ^= effect;
        }

        parity.Clear();
    }

    /// <summary>
    /// FIPS 202, algorithms 2 and 3: each lane is turned by a triangular number and moves on along the path that starts at (1,
    /// 0).
    /// </summary>
    private static void RhoAndPi(Span<ulong> a)
    {
        (int x, int y) = (1, 0);
        ulong moving = a[x];
        for (int t = 0; t < Lanes - 1; t++)
        {
            (x, y) = (y, ((2 * x) + (3 * y)) % Side);
            ref ulong lane = ref a[x + (Side * y)];
            (moving, lane) = (lane, BitOperations.RotateLeft(moving, (t + 1) * (t + 2) / 2));
        }
    }

    /// <summary>FIPS 202, algorithm 4: each bit of a row with the next two.</summary>
    private static void Chi(Span<ulong> a)
    {
        for (int y = 0; y < Lanes; y += Side)
        {
            (ulong a0, ulong a1) = (a[y], a[y + 1]);
            a[y] ^= ~a1 & a[y + 2];
            a[y + 1] ^= ~a[y + 2] & a[y + 3];
            a[y + 2] ^= ~a[y + 3] & a[y + 4];
            a[y + 3] ^= ~a[y + 4] & a0;
            a[y + 4] ^= ~a0 & a1;
        }
    }
}
