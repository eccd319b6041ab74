using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The compression function of SHA-256 (FIPS 180-4, section 6.2.2). In short messages the platform's costs less than what stands around it.
/// </summary>
/// <remarks>No branch and no index depends on what is hashed.</remarks>
internal static class Sha256Compression
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockSize = 64;

    /// <summary>Words of a state.</summary>
    public const int StateSize = 8;

    private const nuint Rounds = 64;

    // FIPS 180-4, section 4.2.2.
    private static ReadOnlySpan<uint> K =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>H(0): FIPS 180-4, section 5.3.3.</summary>
    public static ReadOnlySpan<uint> InitialState =>
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    /// <summary>Takes one block into the state.</summary>
    public static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Vector128<uint> w0 = Words(block);
        Vector128<uint> w1 = Words(block[16..]);
        Vector128<uint> w2 = Words(block[32..]);
        Vector128<uint> w3 = Words(block[48..]);
        Span<uint> sums = stackalloc uint[8]; // of W and K, for eight rounds
        ref uint w = ref MemoryMarshal.GetReference(sums);
        ref uint k = ref MemoryMarshal.GetReference(K);
        (uint a, uint b, uint c, uint d) = (state[0], state[1], state[2], state[3]);
        (uint e, uint f, uint g, uint h) = (state[4], state[5], state[6], state[7]);
        for (nuint t = 0; t < Rounds; t += 8)
        {
            (w0 + Vector128.LoadUnsafe(ref k, t)).StoreUnsafe(ref w);
            (w1 + Vector128.LoadUnsafe(ref k, t + 4)).StoreUnsafe(ref w, 4);
            Vector128<uint> w4 = Next(w0, w1, w2, w3);
            (w0, w1, w2, w3) = (w2, w3, w4, Next(w1, w2, w3, w4));

            // After a round each variable has the name of the next one, after eight its own again.
            h = h + sums[0] + Choice(e, f, g) + Sum1(e);
            d += h;
            h = h + Majority(a, b, c) + Sum0(a);
            g = g + sums[1] + Choice(d, e, f) + Sum1(d);
            c += g;
            g = g + Majority(h, a, b) + Sum0(h);
            f = f + sums[2] + Choice(c, d, e) + Sum1(c);
            b += f;
            f = f + Majority(g, h, a) + Sum0(g);
            e = e + sums[3] + Choice(b, c, d) + Sum1(b);
            a += e;
            e = e + Majority(f, g, h) + Sum0(f);
            d = d + sums[4] + Choice(a, b, c) + Sum1(a);
            h += d;
            d = d + Majority(e, f, g) + Sum0(e);
            c = c + sums[5] + Choice(h, a, b) + Sum1(h);
            g += c;
            c = c + Majority(d, e, f) + Sum0(d);
            b = b + sums[6] + Choice(g, h, a) + Sum1(g);
            f += b;
            b = b + Majority(c, d, e) + Sum0(c);
            a = a + sums[7] + Choice(f, g, h) + Sum1(f);
            e += a;
            a = a + Majority(b, c, d) + Sum0(b);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(sums));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Choice(uint x, uint y, uint z) => z ^ (x & (y ^ z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Majority(uint x, uint y, uint z) => (x & y) | (z & (x | y));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Sum0(uint x) => BitOperations.RotateRight(x, 2) ^ BitOperations.RotateRight(x, 13) ^ BitOperations.RotateRight(x, 22);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Sum1(uint x) => BitOperations.RotateRight(x, 6) ^ BitOperations.RotateRight(x, 11) ^ BitOperations.RotateRight(x, 25);

    // W(t) = σ1(W(t-2)) + W(t-7) + σ0(W(t-15)) + W(t-16). For the last two of four, W(t-2) are the first two.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Next(Vector128<uint> w0, Vector128<uint> w1, Vector128<uint> w2, Vector128<uint> w3)
    {
        Vector128<uint> known = w0 + Sigma0(Ssse3.AlignRight(w1, w0, 4)) + Ssse3.AlignRight(w3, w2, 4);
        Vector128<uint> two = known + Sse2.ShiftRightLogical128BitLane(Sigma1(w3), 8);
        return two + Sse2.ShiftLeftLogical128BitLane(Sigma1(two), 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Words(ReadOnlySpan<byte> block) =>
        Ssse3.Shuffle(Vector128.Create(block), Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Sigma0(Vector128<uint> x) => RotateRight(x, 7) ^ RotateRight(x, 18) ^ (x >>> 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Sigma1(Vector128<uint> x) => RotateRight(x, 17) ^ RotateRight(x, 19) ^ (x >>> 10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> RotateRight(Vector128<uint> x, int bits) => (x >>> bits) | (x << (32 - bits));
}
