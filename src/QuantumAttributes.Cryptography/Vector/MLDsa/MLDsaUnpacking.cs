using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Bits to coefficients (FIPS 204, section 7.1). Eight values of so many bits are as many bytes, of which four values lie in
/// either half: each lane gets the four bytes that its value begins in, shifted down and masked. That takes up to 25 bits.
/// </summary>
internal static class MLDsaUnpacking
{
    // What the last steps read from, since they would read beyond the end of the source: at most two steps of the widest values,
    // or six of the narrowest, and what a load reads beyond them.
    private const int TailSize = 64;

    /// <summary>FIPS 204, Algorithm 18 (SimpleBitUnpack). In: 32 times as many bytes as a value has bits.</summary>
    public static void SimpleBitUnpack<TWidth>(ReadOnlySpan<byte> source, ref MLDsaPolynomial w)
        where TWidth : IBitWidth =>
        Unpack<TWidth, Unchanged>(source, 0, ref w);

    /// <summary>FIPS 204, Algorithm 19 (BitUnpack): b less the value. In: 32 times as many bytes as a value has bits.</summary>
    public static void BitUnpack<TWidth>(ReadOnlySpan<byte> source, int b, ref MLDsaPolynomial w)
        where TWidth : IBitWidth =>
        Unpack<TWidth, SubtractedFromB>(source, b, ref w);

    private static void Unpack<TWidth, TForm>(ReadOnlySpan<byte> source, int b, ref MLDsaPolynomial w)
        where TWidth : IBitWidth
        where TForm : IForm
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.Length, 32 * TWidth.Bits);
        Vector256<int> offset = Vector256.Create(b);
        int i = 0;
        for (; (i * TWidth.Bits) + Windows<TWidth>.BytesRead <= source.Length; i++)
            w.Set256(i, TForm.Of(Windows<TWidth>.Read(source, i * TWidth.Bits), offset));

        Span<byte> tail = stackalloc byte[TailSize];
        ReadOnlySpan<byte> rest = source[(i * TWidth.Bits)..];
        tail.Clear();
        rest.CopyTo(tail);
        for (int start = i; i < MLDsaPolynomial.Vectors256; i++)
            w.Set256(i, TForm.Of(Windows<TWidth>.Read(tail, (i - start) * TWidth.Bits), offset));
        CryptographicOperations.ZeroMemory(tail);
    }

    private interface IForm
    {
        static abstract Vector256<int> Of(Vector256<int> value, Vector256<int> b);
    }

    private readonly struct Unchanged : IForm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Of(Vector256<int> value, Vector256<int> b) => value;
    }

    private readonly struct SubtractedFromB : IForm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Of(Vector256<int> value, Vector256<int> b) => b - value;
    }

    /// <summary>Where the values of a step lie.</summary>
    private static class Windows<TWidth>
        where TWidth : IBitWidth
    {
        private static readonly Vector256<byte> Bytes = Vector256.Create([.. Lanes().SelectMany(FourBytes)]);
        private static readonly Vector256<uint> Shifts = Vector256.Create([.. Lanes().Select(static lane => (uint)FirstBit(lane) & 7)]);

        /// <summary>Where the upper four values begin.</summary>
        private static int UpperHalf => 4 * TWidth.Bits / 8;

        /// <summary>What a step reads: of either half 16 bytes.</summary>
        public static int BytesRead => UpperHalf + Vector128<byte>.Count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Read(ReadOnlySpan<byte> source, int start)
        {
            Debug.Assert(start + BytesRead <= source.Length);
            ref byte first = ref MemoryMarshal.GetReference(source);
            Vector256<byte> halves = Vector256.Create(
                Vector128.LoadUnsafe(ref first, (nuint)start), Vector128.LoadUnsafe(ref first, (nuint)(start + UpperHalf)));
            Vector256<uint> values = Avx2.ShiftRightLogicalVariable(Avx2.Shuffle(halves, Bytes).AsUInt32(), Shifts);
            return (values & Vector256.Create((1u << TWidth.Bits) - 1)).AsInt32();
        }

        private static IEnumerable<int> Lanes() => Enumerable.Range(0, Vector256<int>.Count);

        /// <summary>Counted from the byte that the lane's half is read from.</summary>
        private static int FirstBit(int lane) => (lane * TWidth.Bits) - (lane < 4 ? 0 : 8 * UpperHalf);

        private static IEnumerable<byte> FourBytes(int lane) =>
            Enumerable.Range(FirstBit(lane) / 8, sizeof(int)).Select(static index => (byte)index);
    }
}
