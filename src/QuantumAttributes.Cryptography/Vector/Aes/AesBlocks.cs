using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Aes = System.Runtime.Intrinsics.X86.Aes;

namespace QuantumAttributes.Cryptography;

/// <summary>AES-256 (FIPS 197) in the processor's AES instructions, whose time does not depend on what they compute.</summary>
internal static class AesBlocks
{
    /// <summary>Nr: AES-256 has 14 rounds.</summary>
    public const int Rounds = 14;

    /// <summary>The round keys of a key schedule, one for each round and one before the first.</summary>
    public const int RoundKeys = Rounds + 1;

    /// <summary>KeyExpansion (FIPS 197, section 5.2, algorithm 2) for a key of 32 bytes.</summary>
    public static void ExpandKey(ReadOnlySpan<byte> key, Span<Vector128<byte>> roundKeys)
    {
        Vector128<byte> even = Vector128.Create(key);
        Vector128<byte> odd = Vector128.Create(key[16..]);
        (roundKeys[0], roundKeys[1]) = (even, odd);

        // The instruction takes Rcon as a constant, so that there is a line for each.
        even = roundKeys[2] = NextEven(even, Aes.KeygenAssist(odd, 0x01));
        odd = roundKeys[3] = NextOdd(odd, Aes.KeygenAssist(even, 0));
        even = roundKeys[4] = NextEven(even, Aes.KeygenAssist(odd, 0x02));
        odd = roundKeys[5] = NextOdd(odd, Aes.KeygenAssist(even, 0));
        even = roundKeys[6] = NextEven(even, Aes.KeygenAssist(odd, 0x04));
        odd = roundKeys[7] = NextOdd(odd, Aes.KeygenAssist(even, 0));
        even = roundKeys[8] = NextEven(even, Aes.KeygenAssist(odd, 0x08));
        odd = roundKeys[9] = NextOdd(odd, Aes.KeygenAssist(even, 0));
        even = roundKeys[10] = NextEven(even, Aes.KeygenAssist(odd, 0x10));
        odd = roundKeys[11] = NextOdd(odd, Aes.KeygenAssist(even, 0));
        even = roundKeys[12] = NextEven(even, Aes.KeygenAssist(odd, 0x20));
        odd = roundKeys[13] = NextOdd(odd, Aes.KeygenAssist(even, 0));
        roundKeys[14] = NextEven(even, Aes.KeygenAssist(odd, 0x40));
    }

    /// <summary>Cipher (FIPS 197, section 5.1, algorithm 1) on one block.</summary>
    public static Vector128<byte> Encrypt(ReadOnlySpan<Vector128<byte>> roundKeys, Vector128<byte> block)
    {
        block ^= roundKeys[0];
        for (int round = 1; round < Rounds; round++)
            block = Aes.Encrypt(block, roundKeys[round]);
        return Aes.EncryptLast(block, roundKeys[Rounds]);
    }

    // Each word is the sum of all words before it in the round key, and of SubWord(RotWord(last word before)) ⊕ Rcon.
    private static Vector128<byte> NextEven(Vector128<byte> previous, Vector128<byte> assist) =>
        SumOfWords(previous) ^ Vector128.Shuffle(assist.AsUInt32(), Vector128.Create(3u)).AsByte();

    // The same, with SubWord(last word before) alone.
    private static Vector128<byte> NextOdd(Vector128<byte> previous, Vector128<byte> assist) =>
        SumOfWords(previous) ^ Vector128.Shuffle(assist.AsUInt32(), Vector128.Create(2u)).AsByte();

    private static Vector128<byte> SumOfWords(Vector128<byte> words)
    {
        words ^= Sse2.ShiftLeftLogical128BitLane(words, 4);
        return words ^ Sse2.ShiftLeftLogical128BitLane(words, 8);
    }
}
