using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QuantumAttributes.Cryptography;

/// <summary>FIPS 203, Algorithms 5 and 6: coefficients of d bits, packed. Eight of them have d bytes. For d from 4 to 12.</summary>
internal static class MLKemByteEncoding
{
    private const int LargestD = 12;
    private const int Groups = MLKemRing.N / 8;

    /// <summary>For each d and each of 8 coefficients: the bytes that hold it, and the bit of the first at which it begins.</summary>
    private static readonly (Vector256<byte> Bytes, Vector256<uint> Shifts)[] Places =
        [.. Enumerable.Range(0, LargestD + 1).Select(PlacesOf)];

    /// <summary>ByteEncode_d. In: coefficients in [0, 2^d). 32 d bytes are written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Encode(in MLKemPolynomial w, int d, Span<byte> output)
    {
        Debug.Assert(d is >= 4 and <= LargestD);
        Vector256<short> joinPairs = Vector256.Create(1 | (1 << (16 + d))).AsInt16();
        Vector256<uint> gap = Vector256.Create((ulong)(32 - (2 * d))).AsUInt32(); // for the even ones of 8 lanes; 0 for the odd ones
        for (int i = 0; i < MLKemPolynomial.Vectors; i++)
        {
            Vector256<uint> pairs = Avx2.MultiplyAddAdjacent(w.Get(i), joinPairs).AsUInt32(); // 2d bits in 32
            Vector256<ulong> fours = Avx2.ShiftLeftLogicalVariable(pairs, gap).AsUInt64();
            fours = Vector256.ShiftRightLogical(fours, 32 - (2 * d)); // 4d bits in 64
            Write(fours[0], fours[1], d, output[(2 * i * d)..]);
            Write(fours[2], fours[3], d, output[(((2 * i) + 1) * d)..]);
        }
    }

    /// <summary>ByteDecode_d, for d = 12 without the reduction modulo q, which well-formed keys do not need. Out: in [0, 2^d).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Decode(ReadOnlySpan<byte> source, int d, ref MLKemPolynomial w)
    {
        Debug.Assert(source.Length == Groups * d);
        (Vector256<byte> bytes, Vector256<uint> shifts) = Places[d];
        Vector256<int> mask = Vector256.Create((1 << d) - 1);
        for (int i = 0; i < MLKemPolynomial.Vectors; i++)
        {
            Vector256<int> first = Read(source, 2 * i * d, bytes, shifts) & mask;
            Vector256<int> second = Read(source, ((2 * i) + 1) * d, bytes, shifts) & mask;
            w.Set(i, Vector256.Narrow(first, second));
        }
    }

    /// <summary>
    /// Moves what eight coefficients are in to the low bits of their lanes. The last ones are read from 16 bytes that end with them, so
    /// that nothing is read beyond. The upper bits are other coefficients', or none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Read(ReadOnlySpan<byte> source, int offset, Vector256<byte> bytes, Vector256<uint> shifts)
    {
        int start = Math.Min(offset, source.Length - Vector128<byte>.Count);
        Vector128<byte> read = Vector128.Create(source[start..]);
        Vector256<byte> here = bytes + Vector256.Create((byte)(offset - start));
        Vector256<uint> words = Avx2.Shuffle(Vector256.Create(read, read), here).AsUInt32();
        return Avx2.ShiftRightLogicalVariable(words, shifts).AsInt32();
    }

    /// <summary>Writes d bytes of 4d bits each, as two numbers that overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ulong first, ulong second, int d, Span<byte> output)
    {
        ulong low = first | (second << (4 * d));
        if (d > sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(output, low);
            BinaryPrimitives.WriteUInt32LittleEndian(output[(d - sizeof(uint))..], (uint)(second >> ((4 * d) - 32)));
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(output, (uint)low);
            BinaryPrimitives.WriteUInt32LittleEndian(output[(d - sizeof(uint))..], (uint)(low >> ((8 * d) - 32)));
        }
    }

    private static (Vector256<byte> Bytes, Vector256<uint> Shifts) PlacesOf(int d)
    {
        byte[] bytes = [.. Enumerable.Range(0, 32).Select(i => (byte)((i / 4 * d / 8) + (i % 4)))];
        uint[] shifts = [.. Enumerable.Range(0, 8).Select(i => (uint)(i * d % 8))];
        return (Vector256.Create(bytes), Vector256.Create(shifts));
    }
}
