using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// GHASH (NIST SP 800-38D, algorithm 2), computed as POLYVAL of the reversed blocks under x·H (RFC 8452, appendix A), eight blocks at a time:
/// (Y ⊕ X1)·H^8 ⊕ X2·H^7 ⊕ … ⊕ X8·H, reduced once. Carry-less multiplication takes the same time for all numbers.
/// </summary>
internal static class Ghash
{
    /// <summary>How many powers of H are kept, and how many blocks are taken at a time.</summary>
    public const int Powers = 8;

    /// <summary>The bytes of the blocks that are taken at a time.</summary>
    public const int ChunkSize = Powers * BlockSize;

    private const int BlockSize = 16;

    /// <summary>Whether the processor has what it takes.</summary>
    public static bool IsSupported => Pclmulqdq.IsSupported && Ssse3.IsSupported;

    // x^127 + x^126 + x^121 + 1, which x^128 is congruent to (RFC 8452, section 3).
    private static Vector128<ulong> Modulus => Vector128.Create(1UL, 0xC200000000000000);

    private static Vector128<byte> Reversal => Vector128.Create((byte)15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);

    /// <summary>Computes the powers of x·H, the eighth one first.</summary>
    public static void ExpandKey(Vector128<byte> h, Span<Vector128<byte>> powers)
    {
        Vector128<ulong> first = MultiplyByX(Reverse(h).AsUInt64());
        Vector128<ulong> power = first;
        powers[Powers - 1] = power.AsByte();
        for (int i = Powers - 2; i >= 0; i--)
        {
            power = Dot(power, first);
            powers[i] = power.AsByte();
        }
    }

    /// <summary>Takes data of any length, its last block filled up with zeros.</summary>
    /// <param name="powers">Of the hash subkey.</param>
    /// <param name="y">What was hashed so far; zero at the beginning.</param>
    /// <param name="data">The data.</param>
    public static Vector128<ulong> Absorb(ReadOnlySpan<Vector128<byte>> powers, Vector128<ulong> y, ReadOnlySpan<byte> data)
    {
        for (; data.Length >= ChunkSize; data = data[ChunkSize..])
            y = AbsorbChunk(powers, y, ref MemoryMarshal.GetReference(data));
        if (data.IsEmpty)
            return y;

        // Zeros before the first block add nothing to the sum.
        Span<byte> chunk = stackalloc byte[ChunkSize];
        chunk.Clear();
        Span<byte> blocks = chunk[(ChunkSize - ((data.Length + BlockSize - 1) / BlockSize * BlockSize))..];
        data.CopyTo(blocks);
        (Vector128.Create<byte>(blocks) ^ Finish(y)).CopyTo(blocks);
        y = AbsorbChunk(powers, Vector128<ulong>.Zero, ref MemoryMarshal.GetReference(chunk));
        CryptographicOperations.ZeroMemory(chunk); // data that are known, and with them a sum that tells of H
        return y;
    }

    /// <summary>Takes a block that stands in a register.</summary>
    public static Vector128<ulong> Absorb(ReadOnlySpan<Vector128<byte>> powers, Vector128<ulong> y, Vector128<byte> block) =>
        Dot(y ^ Reverse(block).AsUInt64(), powers[Powers - 1].AsUInt64());

    /// <summary>Takes eight blocks.</summary>
    public static Vector128<ulong> AbsorbChunk(ReadOnlySpan<Vector128<byte>> powers, Vector128<ulong> y, ref byte chunk)
    {
        ref byte power = ref Unsafe.As<Vector128<byte>, byte>(ref MemoryMarshal.GetReference(powers));
        return Pclmulqdq.V512.IsSupported && Avx512BW.IsSupported
            ? AbsorbFours(ref power, y, ref chunk)
            : AbsorbOnes(ref power, y, ref chunk);
    }

    /// <summary>The hash of what was taken.</summary>
    public static Vector128<byte> Finish(Vector128<ulong> y) => Reverse(y.AsByte());

    // Four blocks in a vector, which at the end are one sum.
    private static Vector128<ulong> AbsorbFours(ref byte power, Vector128<ulong> y, ref byte chunk)
    {
        Vector512<byte> reversal = Vector512.Create(Vector256.Create(Reversal, Reversal), Vector256.Create(Reversal, Reversal));
        Vector512<ulong> h = Vector512.LoadUnsafe(ref power).AsUInt64();
        Vector512<ulong> x = Avx512BW.Shuffle(Vector512.LoadUnsafe(ref chunk), reversal).AsUInt64() ^ y.ToVector256().ToVector512();
        Vector512<ulong> low = Pclmulqdq.V512.CarrylessMultiply(x, h, 0x00);
        Vector512<ulong> middle = Pclmulqdq.V512.CarrylessMultiply(x, h, 0x10) ^ Pclmulqdq.V512.CarrylessMultiply(x, h, 0x01);
        Vector512<ulong> high = Pclmulqdq.V512.CarrylessMultiply(x, h, 0x11);

        h = Vector512.LoadUnsafe(ref power, (nuint)Vector512<byte>.Count).AsUInt64();
        x = Avx512BW.Shuffle(Vector512.LoadUnsafe(ref chunk, (nuint)Vector512<byte>.Count), reversal).AsUInt64();
        low ^= Pclmulqdq.V512.CarrylessMultiply(x, h, 0x00);
        middle ^= Pclmulqdq.V512.CarrylessMultiply(x, h, 0x10) ^ Pclmulqdq.V512.CarrylessMultiply(x, h, 0x01);
        high ^= Pclmulqdq.V512.CarrylessMultiply(x, h, 0x11);
        return Reduce(SumOfLanes(low), SumOfLanes(middle), SumOfLanes(high));
    }

    private static Vector128<ulong> AbsorbOnes(ref byte power, Vector128<ulong> y, ref byte chunk)
    {
        Vector128<ulong> low = Vector128<ulong>.Zero, middle = Vector128<ulong>.Zero, high = Vector128<ulong>.Zero;
        for (nuint i = 0; i < ChunkSize; i += BlockSize)
        {
            Vector128<ulong> x = Reverse(Vector128.LoadUnsafe(ref chunk, i)).AsUInt64() ^ y;
            Vector128<ulong> h = Vector128.LoadUnsafe(ref power, i).AsUInt64();
            low ^= Pclmulqdq.CarrylessMultiply(x, h, 0x00);
            middle ^= Pclmulqdq.CarrylessMultiply(x, h, 0x10) ^ Pclmulqdq.CarrylessMultiply(x, h, 0x01);
            high ^= Pclmulqdq.CarrylessMultiply(x, h, 0x11);
            y = Vector128<ulong>.Zero;
        }

        return Reduce(low, middle, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> SumOfLanes(Vector512<ulong> lanes)
    {
        Vector256<ulong> halves = lanes.GetLower() ^ lanes.GetUpper();
        return halves.GetLower() ^ halves.GetUpper();
    }

    // A product of two numbers of 128 bits, in three parts that overlap by halves, times x^-128: from below, 64 bits at a time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Reduce(Vector128<ulong> low, Vector128<ulong> middle, Vector128<ulong> high)
    {
        low ^= Sse2.ShiftLeftLogical128BitLane(middle, 8);
        high ^= Sse2.ShiftRightLogical128BitLane(middle, 8);
        low = SwapHalves(low) ^ Pclmulqdq.CarrylessMultiply(low, Modulus, 0x10);
        low = SwapHalves(low) ^ Pclmulqdq.CarrylessMultiply(low, Modulus, 0x10);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> SwapHalves(Vector128<ulong> a) => Vector128.Shuffle(a, Vector128.Create(1UL, 0UL));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Reverse(Vector128<byte> block) => Ssse3.Shuffle(block, Reversal);

    // mulX_POLYVAL (RFC 8452, appendix A).
    private static Vector128<ulong> MultiplyByX(Vector128<ulong> a)
    {
        Vector128<ulong> tops = a >>> 63;
        Vector128<ulong> carried = (a << 1) | Sse2.ShiftLeftLogical128BitLane(tops, 8);
        Vector128<ulong> overflow = Vector128<ulong>.Zero - Vector128.Shuffle(tops, Vector128.Create(1UL, 1UL));
        return carried ^ (overflow & Modulus);
    }

    // a · b · x^-128 (RFC 8452, section 3).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Dot(Vector128<ulong> a, Vector128<ulong> b) => Reduce(
        Pclmulqdq.CarrylessMultiply(a, b, 0x00),
        Pclmulqdq.CarrylessMultiply(a, b, 0x10) ^ Pclmulqdq.CarrylessMultiply(a, b, 0x01),
        Pclmulqdq.CarrylessMultiply(a, b, 0x11));
}
