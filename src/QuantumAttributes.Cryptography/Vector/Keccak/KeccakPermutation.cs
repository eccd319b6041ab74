using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace QuantumAttributes.Cryptography;

/// <summary>Keccak-p[1600, n_r] (FIPS 202, section 3.3) on one state, or on several at once.</summary>
/// <remarks>
/// The whole state is in local variables, which is what makes it fast: two rounds are written out, one from a to e and one back, so that
/// nothing is moved between them. Word (x, y) is a[x + 5y]. No branch and no index depends on the state.
/// Optimized at once: the first calls in a process, and a handshake may be among them, would take a hundred times as long.
/// </remarks>
internal static class KeccakPermutation<TWord, TWords>
    where TWord : struct
    where TWords : struct, IKeccakWords<TWord>
{
    /// <summary>FIPS 202, algorithm 5: rc of the 24 rounds. With fewer rounds the last of them are used (section 3.3).</summary>
    private static ReadOnlySpan<ulong> RoundConstants =>
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000, 0x000000000000808B, 0x0000000080000001,
        0x8000000080008081, 0x8000000000008009, 0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
        0x000000000000800A, 0x800000008000000A, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    /// <summary>FIPS 202, algorithm 7.</summary>
    /// <param name="state">The first of 25 words, or of 25 vectors of words.</param>
    /// <param name="stride">How far it is from one to the next, in words or vectors.</param>
    /// <param name="rounds">The rounds, an even number, at most 24.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Permute(ref TWord state, int stride, int rounds)
    {
        Debug.Assert(rounds % 2 == 0 && rounds <= RoundConstants.Length);
        TWord a0 = state;
        TWord a1 = Unsafe.Add(ref state, 1 * stride);
        TWord a2 = Unsafe.Add(ref state, 2 * stride);
        TWord a3 = Unsafe.Add(ref state, 3 * stride);
        TWord a4 = Unsafe.Add(ref state, 4 * stride);
        TWord a5 = Unsafe.Add(ref state, 5 * stride);
        TWord a6 = Unsafe.Add(ref state, 6 * stride);
        TWord a7 = Unsafe.Add(ref state, 7 * stride);
        TWord a8 = Unsafe.Add(ref state, 8 * stride);
        TWord a9 = Unsafe.Add(ref state, 9 * stride);
        TWord a10 = Unsafe.Add(ref state, 10 * stride);
        TWord a11 = Unsafe.Add(ref state, 11 * stride);
        TWord a12 = Unsafe.Add(ref state, 12 * stride);
        TWord a13 = Unsafe.Add(ref state, 13 * stride);
        TWord a14 = Unsafe.Add(ref state, 14 * stride);
        TWord a15 = Unsafe.Add(ref state, 15 * stride);
        TWord a16 = Unsafe.Add(ref state, 16 * stride);
        TWord a17 = Unsafe.Add(ref state, 17 * stride);
        TWord a18 = Unsafe.Add(ref state, 18 * stride);
        TWord a19 = Unsafe.Add(ref state, 19 * stride);
        TWord a20 = Unsafe.Add(ref state, 20 * stride);
        TWord a21 = Unsafe.Add(ref state, 21 * stride);
        TWord a22 = Unsafe.Add(ref state, 22 * stride);
        TWord a23 = Unsafe.Add(ref state, 23 * stride);
        TWord a24 = Unsafe.Add(ref state, 24 * stride);
        TWord e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12;
        TWord e13, e14, e15, e16, e17, e18, e19, e20, e21, e22, e23, e24;
        for (int round = RoundConstants.Length - rounds; round < RoundConstants.Length; round += 2)
        {
            TWord c0 = TWords.Xor(a0, a5, a10, a15, a20);
            TWord c1 = TWords.Xor(a1, a6, a11, a16, a21);
            TWord c2 = TWords.Xor(a2, a7, a12, a17, a22);
            TWord c3 = TWords.Xor(a3, a8, a13, a18, a23);
            TWord c4 = TWords.Xor(a4, a9, a14, a19, a24);
            Theta(c0, c1, c2, c3, c4, out TWord d0, out TWord d1, out TWord d2, out TWord d3, out TWord d4);
            Chi(
                TWords.Xor(a0, d0),
                Rho(a6, d1, 44),
                Rho(a12, d2, 43),
                Rho(a18, d3, 21),
                Rho(a24, d4, 14),
                out e0, out e1, out e2, out e3, out e4);
            Chi(
                Rho(a3, d3, 28),
                Rho(a9, d4, 20),
                Rho(a10, d0, 3),
                Rho(a16, d1, 45),
                Rho(a22, d2, 61),
                out e5, out e6, out e7, out e8, out e9);
            Chi(
                Rho(a1, d1, 1),
                Rho(a7, d2, 6),
                Rho(a13, d3, 25),
                Rho(a19, d4, 8),
                Rho(a20, d0, 18),
                out e10, out e11, out e12, out e13, out e14);
            Chi(
                Rho(a4, d4, 27),
                Rho(a5, d0, 36),
                Rho(a11, d1, 10),
                Rho(a17, d2, 15),
                Rho(a23, d3, 56),
                out e15, out e16, out e17, out e18, out e19);
            Chi(
                Rho(a2, d2, 62),
                Rho(a8, d3, 55),
                Rho(a14, d4, 39),
                Rho(a15, d0, 41),
                Rho(a21, d1, 2),
                out e20, out e21, out e22, out e23, out e24);
            e0 = TWords.Xor(e0, TWords.Broadcast(RoundConstants[round])); // iota, algorithm 6

            c0 = TWords.Xor(e0, e5, e10, e15, e20);
            c1 = TWords.Xor(e1, e6, e11, e16, e21);
            c2 = TWords.Xor(e2, e7, e12, e17, e22);
            c3 = TWords.Xor(e3, e8, e13, e18, e23);
            c4 = TWords.Xor(e4, e9, e14, e19, e24);
            Theta(c0, c1, c2, c3, c4, out d0, out d1, out d2, out d3, out d4);
            Chi(
                TWords.Xor(e0, d0),
                Rho(e6, d1, 44),
                Rho(e12, d2, 43),
                Rho(e18, d3, 21),
                Rho(e24, d4, 14),
                out a0, out a1, out a2, out a3, out a4);
            Chi(
                Rho(e3, d3, 28),
                Rho(e9, d4, 20),
                Rho(e10, d0, 3),
                Rho(e16, d1, 45),
                Rho(e22, d2, 61),
                out a5, out a6, out a7, out a8, out a9);
            Chi(
                Rho(e1, d1, 1),
                Rho(e7, d2, 6),
                Rho(e13, d3, 25),
                Rho(e19, d4, 8),
                Rho(e20, d0, 18),
                out a10, out a11, out a12, out a13, out a14);
            Chi(
                Rho(e4, d4, 27),
                Rho(e5, d0, 36),
                Rho(e11, d1, 10),
                Rho(e17, d2, 15),
                Rho(e23, d3, 56),
                out a15, out a16, out a17, out a18, out a19);
            Chi(
                Rho(e2, d2, 62),
                Rho(e8, d3, 55),
                Rho(e14, d4, 39),
                Rho(e15, d0, 41),
                Rho(e21, d1, 2),
                out a20, out a21, out a22, out a23, out a24);
            a0 = TWords.Xor(a0, TWords.Broadcast(RoundConstants[round + 1])); // iota, algorithm 6
        }

        state = a0;
        Unsafe.Add(ref state, 1 * stride) = a1;
        Unsafe.Add(ref state, 2 * stride) = a2;
        Unsafe.Add(ref state, 3 * stride) = a3;
        Unsafe.Add(ref state, 4 * stride) = a4;
        Unsafe.Add(ref state, 5 * stride) = a5;
        Unsafe.Add(ref state, 6 * stride) = a6;
        Unsafe.Add(ref state, 7 * stride) = a7;
        Unsafe.Add(ref state, 8 * stride) = a8;
        Unsafe.Add(ref state, 9 * stride) = a9;
        Unsafe.Add(ref state, 10 * stride) = a10;
        Unsafe.Add(ref state, 11 * stride) = a11;
        Unsafe.Add(ref state, 12 * stride) = a12;
        Unsafe.Add(ref state, 13 * stride) = a13;
        Unsafe.Add(ref state, 14 * stride) = a14;
        Unsafe.Add(ref state, 15 * stride) = a15;
        Unsafe.Add(ref state, 16 * stride) = a16;
        Unsafe.Add(ref state, 17 * stride) = a17;
        Unsafe.Add(ref state, 18 * stride) = a18;
        Unsafe.Add(ref state, 19 * stride) = a19;
        Unsafe.Add(ref state, 20 * stride) = a20;
        Unsafe.Add(ref state, 21 * stride) = a21;
        Unsafe.Add(ref state, 22 * stride) = a22;
        Unsafe.Add(ref state, 23 * stride) = a23;
        Unsafe.Add(ref state, 24 * stride) = a24;
    }

    /// <summary>FIPS 202, algorithm 1, from the parities of the columns: what is added to each word of a column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Theta(
        TWord c0, TWord c1, TWord c2, TWord c3, TWord c4, out TWord d0, out TWord d1, out TWord d2, out TWord d3, out TWord d4)
    {
        d0 = TWords.Xor(c4, TWords.RotateLeft(c1, 1));
        d1 = TWords.Xor(c0, TWords.RotateLeft(c2, 1));
        d2 = TWords.Xor(c1, TWords.RotateLeft(c3, 1));
        d3 = TWords.Xor(c2, TWords.RotateLeft(c4, 1));
        d4 = TWords.Xor(c3, TWords.RotateLeft(c0, 1));
    }

    /// <summary>The end of theta and FIPS 202, algorithm 2. Algorithm 3, pi, is which words are handed to which row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWord Rho(TWord a, TWord d, [ConstantExpected] byte offset) => TWords.RotateLeft(TWords.Xor(a, d), offset);

    /// <summary>FIPS 202, algorithm 4, on one row: each bit with the next two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Chi(
        TWord b0, TWord b1, TWord b2, TWord b3, TWord b4, out TWord e0, out TWord e1, out TWord e2, out TWord e3, out TWord e4)
    {
        e0 = TWords.XorAndNot(b0, b1, b2);
        e1 = TWords.XorAndNot(b1, b2, b3);
        e2 = TWords.XorAndNot(b2, b3, b4);
        e3 = TWords.XorAndNot(b3, b4, b0);
        e4 = TWords.XorAndNot(b4, b0, b1);
    }
}
