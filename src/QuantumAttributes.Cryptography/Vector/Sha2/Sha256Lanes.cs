using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The compression function of SHA-256 (FIPS 180-4, section 6.2.2) on four messages side by side: a vector has the same word of each. It takes
/// about as long as one.
/// </summary>
/// <remarks>No branch and no index depends on what is hashed.</remarks>
internal static class Sha256Lanes
{
    /// <summary>How many messages there are.</summary>
    public const int Count = 4;

    /// <summary>Words of a block.</summary>
    public const int BlockWords = Sha256Compression.BlockSize / sizeof(uint);

    private const int Rounds = 64;

    /// <summary>Gives every lane the same state.</summary>
    /// <param name="state">8 words.</param>
    /// <param name="lanes">Receives 8 vectors.</param>
    public static void Broadcast(ReadOnlySpan<uint> state, Span<Vector128<uint>> lanes)
    {
        for (int i = 0; i < Sha256Compression.StateSize; i++)
            lanes[i] = Vector128.Create(state[i]);
    }

    /// <summary>Gives each lane its block.</summary>
    /// <param name="blocks">Four blocks, one behind the other.</param>
    /// <param name="words">Receives 16 vectors.</param>
    public static void Load(ReadOnlySpan<byte> blocks, Span<Vector128<uint>> words)
    {
        for (int i = 0; i < BlockWords; i++)
            words[i] = Vector128.Create(Word(blocks, 0, i), Word(blocks, 1, i), Word(blocks, 2, i), Word(blocks, 3, i));
    }

    /// <summary>Takes a block into the state of each lane.</summary>
    /// <param name="state">8 vectors.</param>
    /// <param name="words">16 vectors, which are overwritten.</param>
    public static void Compress(Span<Vector128<uint>> state, Span<Vector128<uint>> words)
    {
        (Vector128<uint> a, Vector128<uint> b, Vector128<uint> c, Vector128<uint> d) = (state[0], state[1], state[2], state[3]);
        (Vector128<uint> e, Vector128<uint> f, Vector128<uint> g, Vector128<uint> h) = (state[4], state[5], state[6], state[7]);
        for (int t = 0; t < Rounds; t += BlockWords)
        {
            if (t > 0)
                Schedule(words);
            for (int i = t; i < t + BlockWords; i += 8)
            {
                // After a round each variable has the name of the next one, after eight its own again.
                ReadOnlySpan<Vector128<uint>> w = words.Slice(i - t, 8);
                ReadOnlySpan<uint> k = Sha256Compression.K.Slice(i, 8);
                Round(a, b, c, ref d, e, f, g, ref h, w[0], k[0]);
                Round(h, a, b, ref c, d, e, f, ref g, w[1], k[1]);
                Round(g, h, a, ref b, c, d, e, ref f, w[2], k[2]);
                Round(f, g, h, ref a, b, c, d, ref e, w[3], k[3]);
                Round(e, f, g, ref h, a, b, c, ref d, w[4], k[4]);
                Round(d, e, f, ref g, h, a, b, ref c, w[5], k[5]);
                Round(c, d, e, ref f, g, h, a, ref b, w[6], k[6]);
                Round(b, c, d, ref e, f, g, h, ref a, w[7], k[7]);
            }
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(
        Vector128<uint> a, Vector128<uint> b, Vector128<uint> c, ref Vector128<uint> d,
        Vector128<uint> e, Vector128<uint> f, Vector128<uint> g, ref Vector128<uint> h, Vector128<uint> w, uint k)
    {
        h += w + Vector128.Create(k) + (g ^ (e & (f ^ g))) + (Sha256Compression.RotateRight(e, 6) ^ Sha256Compression.RotateRight(e, 11) ^ Sha256Compression.RotateRight(e, 25));
        d += h;
        h += ((a & b) | (c & (a | b))) + (Sha256Compression.RotateRight(a, 2) ^ Sha256Compression.RotateRight(a, 13) ^ Sha256Compression.RotateRight(a, 22));
    }

    // The next sixteen words: W(t) = σ1(W(t-2)) + W(t-7) + σ0(W(t-15)) + W(t-16).
    private static void Schedule(Span<Vector128<uint>> words)
    {
        words = words[..BlockWords];
        for (int i = 0; i < BlockWords; i++)
        {
            Vector128<uint> w2 = words[(i + 14) % BlockWords], w15 = words[(i + 1) % BlockWords];
            words[i] += Sha256Compression.Sigma1(w2) + words[(i + 9) % BlockWords] + Sha256Compression.Sigma0(w15);
        }
    }

    private static uint Word(ReadOnlySpan<byte> blocks, int lane, int word) =>
        BinaryPrimitives.ReadUInt32BigEndian(blocks[((lane * Sha256Compression.BlockSize) + (word * sizeof(uint)))..]);
}
