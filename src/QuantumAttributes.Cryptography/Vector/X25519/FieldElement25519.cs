using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>An integer modulo p = 2^255 - 19, in five limbs of 51 bits: <c>L0 + 2^51 L1 + 2^102 L2 + 2^153 L3 + 2^204 L4</c>.</summary>
/// <remarks>
/// Limbs may be a little too large. An element is called reduced when every limb is below 2^51 + 2^23: what multiplications, decoding
/// and constants give. It is called loose when every limb is below 1.6 · 2^52 = 2^52.68: what a sum or a difference of two reduced ones
/// is. Products take loose elements, sums and differences take reduced ones, and so no sum is ever carried.
/// No branch, no index and no division depends on a value.
/// </remarks>
internal struct FieldElement25519
{
    /// <summary>The size of an encoded element, in bytes.</summary>
    public const int Size = 32;

    /// <summary>Bits of a limb.</summary>
    public const int LimbBits = 51;

    /// <summary>The largest number of so many bits.</summary>
    public const ulong LimbMask = (1UL << LimbBits) - 1;

    /// <summary>The first limb of 2p.</summary>
    public const ulong TwiceP0 = 2 * (LimbMask + 1 - Fold);

    /// <summary>The other limbs of 2p.</summary>
    public const ulong TwiceP = 2 * LimbMask;

    private const ulong Fold = 19; // 2^255 = 19 modulo p

    // Factors are shifted by 13 in all, so that a product's upper word begins at bit 51.
    private const int FirstShift = 6;
    private const int SecondShift = 7;
    private const int ProductShift = FirstShift + SecondShift;

    private ulong _l0;
    private ulong _l1;
    private ulong _l2;
    private ulong _l3;
    private ulong _l4;

    /// <summary>An element of these limbs.</summary>
    public FieldElement25519(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4)
    {
        _l0 = l0;
        _l1 = l1;
        _l2 = l2;
        _l3 = l3;
        _l4 = l4;
    }

    /// <summary>The five limbs.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<ulong> Limbs => MemoryMarshal.CreateReadOnlySpan(in _l0, 5);

    /// <summary>1.</summary>
    public static FieldElement25519 One => new(1, 0, 0, 0, 0);

    /// <summary>decodeUCoordinate (RFC 7748, section 5): the highest bit is ignored, and numbers from p on are taken as they are.</summary>
    public static FieldElement25519 Decode(ReadOnlySpan<byte> u)
    {
        ulong w0 = BinaryPrimitives.ReadUInt64LittleEndian(u);
        ulong w1 = BinaryPrimitives.ReadUInt64LittleEndian(u[8..]);
        ulong w2 = BinaryPrimitives.ReadUInt64LittleEndian(u[16..]);
        ulong w3 = BinaryPrimitives.ReadUInt64LittleEndian(u[24..]);
        return new(
            w0 & LimbMask,
            ((w0 >> 51) | (w1 << 13)) & LimbMask,
            ((w1 >> 38) | (w2 << 26)) & LimbMask,
            ((w2 >> 25) | (w3 << 39)) & LimbMask,
            (w3 >> 12) & LimbMask);
    }

    /// <summary>encodeUCoordinate: the one number in [0, p). In: reduced.</summary>
    public readonly void Encode(Span<byte> u)
    {
        // Below 2^255 + 19 · 2^24 on the way in, and below 2^255 + 19 < 2p once carried.
        FieldElement25519 x = Carry(_l0, _l1, _l2, _l3, _l4);

        // 1 where x >= p, that is where x + 19 reaches 2^255; then x - p is x + 19 without that bit.
        ulong carry = (x._l0 + Fold) >> LimbBits;
        carry = (x._l1 + carry) >> LimbBits;
        carry = (x._l2 + carry) >> LimbBits;
        carry = (x._l3 + carry) >> LimbBits;
        carry = (x._l4 + carry) >> LimbBits;

        ulong l0 = x._l0 + (Fold * carry);
        ulong l1 = x._l1 + (l0 >> LimbBits);
        ulong l2 = x._l2 + (l1 >> LimbBits);
        ulong l3 = x._l3 + (l2 >> LimbBits);
        ulong l4 = (x._l4 + (l3 >> LimbBits)) & LimbMask;
        l0 &= LimbMask;
        l1 &= LimbMask;
        l2 &= LimbMask;
        l3 &= LimbMask;
        BinaryPrimitives.WriteUInt64LittleEndian(u, l0 | (l1 << 51));
        BinaryPrimitives.WriteUInt64LittleEndian(u[8..], (l1 >> 13) | (l2 << 38));
        BinaryPrimitives.WriteUInt64LittleEndian(u[16..], (l2 >> 26) | (l3 << 25));
        BinaryPrimitives.WriteUInt64LittleEndian(u[24..], (l3 >> 39) | (l4 << 12));
    }

    /// <summary><c>x + y</c>. In: reduced. Out: below 2^52 + 2^24, loose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(in FieldElement25519 x, in FieldElement25519 y, out FieldElement25519 z)
    {
        z._l0 = x._l0 + y._l0;
        z._l1 = x._l1 + y._l1;
        z._l2 = x._l2 + y._l2;
        z._l3 = x._l3 + y._l3;
        z._l4 = x._l4 + y._l4;
    }

    /// <summary>
    /// <c>x - y</c>, as x + 2p - y: every limb of 2p is at least 2^52 - 38, above any of y's. In: reduced. Out: below 2^52 + 2^51 + 2^23,
    /// loose.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(in FieldElement25519 x, in FieldElement25519 y, out FieldElement25519 z)
    {
        z._l0 = x._l0 + TwiceP0 - y._l0;
        z._l1 = x._l1 + TwiceP - y._l1;
        z._l2 = x._l2 + TwiceP - y._l2;
        z._l3 = x._l3 + TwiceP - y._l3;
        z._l4 = x._l4 + TwiceP - y._l4;
    }

    /// <summary><c>x y</c>. In: loose. Out: reduced.</summary>
    /// <remarks>
    /// Limb i times limb j stands at 2^51(i + j), and 19 times lower by 2^255 where i + j is 5 or more. Each product is cut at bit 51: what
    /// is above goes to the next limb. Factors: <c>19 · 2^52.68 · 2^7 &lt; 2^64</c>. Upper parts: below 2^(2 · 52.68 - 51) = 2^54.4, or
    /// 19 times that, 2^58.6. Each limb has at most five products' lower parts, below 2^51 each, and five upper parts, of which the last
    /// limb's, without 19 in them, are folded back with 19: in all below 2^61.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply(in FieldElement25519 x, in FieldElement25519 y, out FieldElement25519 z)
    {
        ulong x0 = x._l0 << FirstShift;
        ulong x1 = x._l1 << FirstShift;
        ulong x2 = x._l2 << FirstShift;
        ulong x3 = x._l3 << FirstShift;
        ulong x4 = x._l4 << FirstShift;
        ulong y0 = y._l0 << SecondShift;
        ulong y1 = y._l1 << SecondShift;
        ulong y2 = y._l2 << SecondShift;
        ulong y3 = y._l3 << SecondShift;
        ulong y4 = y._l4 << SecondShift;
        ulong folded1 = y1 * Fold;
        ulong folded2 = y2 * Fold;
        ulong folded3 = y3 * Fold;
        ulong folded4 = y4 * Fold;

        Product p0 = new(x0, y0);
        p0.Add(x1, folded4);
        p0.Add(x2, folded3);
        p0.Add(x3, folded2);
        p0.Add(x4, folded1);
        Product p1 = new(x0, y1);
        p1.Add(x1, y0);
        p1.Add(x2, folded4);
        p1.Add(x3, folded3);
        p1.Add(x4, folded2);
        Product p2 = new(x0, y2);
        p2.Add(x1, y1);
        p2.Add(x2, y0);
        p2.Add(x3, folded4);
        p2.Add(x4, folded3);
        Product p3 = new(x0, y3);
        p3.Add(x1, y2);
        p3.Add(x2, y1);
        p3.Add(x3, y0);
        p3.Add(x4, folded4);
        Product p4 = new(x0, y4);
        p4.Add(x1, y3);
        p4.Add(x2, y2);
        p4.Add(x3, y1);
        p4.Add(x4, y0);
        z = Carry(
            p0.Lower + (Fold * p4.Upper), p1.Lower + p0.Upper, p2.Lower + p1.Upper, p3.Lower + p2.Upper, p4.Lower + p3.Upper);
    }

    /// <summary><c>x^2</c>. In: loose. Out: reduced.</summary>
    /// <remarks>As in the product of two, where equal products are taken once, with a factor doubled: bounds are the same.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Square(in FieldElement25519 x, out FieldElement25519 z)
    {
        ulong x0 = x._l0 << FirstShift;
        ulong x1 = x._l1 << FirstShift;
        ulong x2 = x._l2 << FirstShift;
        ulong y0 = x._l0 << SecondShift;
        ulong y1 = x._l1 << SecondShift;
        ulong y2 = x._l2 << SecondShift;
        ulong y3 = x._l3 << SecondShift;
        ulong y4 = x._l4 << SecondShift;
        ulong doubled0 = 2 * x0;
        ulong doubled1 = 2 * x1;
        ulong doubled2 = 2 * x2;
        ulong folded3 = y3 * Fold;
        ulong folded4 = y4 * Fold;

        Product p0 = new(x0, y0);
        p0.Add(doubled1, folded4);
        p0.Add(doubled2, folded3);
        Product p1 = new(doubled0, y1);
        p1.Add(doubled2, folded4);
        p1.Add(x._l3 << FirstShift, folded3);
        Product p2 = new(doubled0, y2);
        p2.Add(x1, y1);
        p2.Add(y3, folded4); // y3 is limb 3 doubled
        Product p3 = new(doubled0, y3);
        p3.Add(doubled1, y2);
        p3.Add(x._l4 << FirstShift, folded4);
        Product p4 = new(doubled0, y4);
        p4.Add(doubled1, y3);
        p4.Add(x2, y2);
        z = Carry(
            p0.Lower + (Fold * p4.Upper), p1.Lower + p0.Upper, p2.Lower + p1.Upper, p3.Lower + p2.Upper, p4.Lower + p3.Upper);
    }

    /// <summary><c>x k</c> for a constant below 2^17. In: loose. Out: reduced.</summary>
    /// <remarks>Upper parts are below 2^(52.68 + 17 - 51) = 2^18.7, and 19 times the last below 2^23: there is nothing to carry.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(in FieldElement25519 x, uint k, out FieldElement25519 z)
    {
        ulong shifted = (ulong)k << ProductShift;
        Product p0 = new(x._l0, shifted);
        Product p1 = new(x._l1, shifted);
        Product p2 = new(x._l2, shifted);
        Product p3 = new(x._l3, shifted);
        Product p4 = new(x._l4, shifted);
        z._l0 = p0.Lower + (Fold * p4.Upper);
        z._l1 = p1.Lower + p0.Upper;
        z._l2 = p2.Lower + p1.Upper;
        z._l3 = p3.Lower + p2.Upper;
        z._l4 = p4.Lower + p3.Upper;
    }

    /// <summary><c>1 / x</c>, and 0 for 0: <c>x^(p - 2)</c>, and p - 2 = 2^255 - 21. In: loose. Out: reduced.</summary>
    public static void Invert(in FieldElement25519 x, out FieldElement25519 z)
    {
        Span<FieldElement25519> memory = stackalloc FieldElement25519[13];
        ref FieldElement25519 power2 = ref memory[0];
        ref FieldElement25519 power8 = ref memory[1];
        ref FieldElement25519 power9 = ref memory[2];
        ref FieldElement25519 power11 = ref memory[3];
        ref FieldElement25519 square = ref memory[4];
        ref FieldElement25519 ones5 = ref memory[5];
        ref FieldElement25519 ones10 = ref memory[6];
        ref FieldElement25519 ones20 = ref memory[7];
        ref FieldElement25519 ones40 = ref memory[8];
        ref FieldElement25519 ones50 = ref memory[9];
        ref FieldElement25519 ones100 = ref memory[10];
        ref FieldElement25519 ones200 = ref memory[11];
        ref FieldElement25519 ones250 = ref memory[12];

        // Powers are named by their exponents: from 2^n - 1, squared m times, comes 2^(n + m) - 2^m.
        Square(in x, out power2);
        Square(in power2, 2, out power8);
        Multiply(in power8, in x, out power9);
        Multiply(in power9, in power2, out power11);
        Square(in power11, out square);
        Multiply(in square, in power9, out ones5); // 31 = 2^5 - 1
        Square(in ones5, 5, out square);
        Multiply(in square, in ones5, out ones10);
        Square(in ones10, 10, out square);
        Multiply(in square, in ones10, out ones20);
        Square(in ones20, 20, out square);
        Multiply(in square, in ones20, out ones40);
        Square(in ones40, 10, out square);
        Multiply(in square, in ones10, out ones50);
        Square(in ones50, 50, out square);
        Multiply(in square, in ones50, out ones100);
        Square(in ones100, 100, out square);
        Multiply(in square, in ones100, out ones200);
        Square(in ones200, 50, out square);
        Multiply(in square, in ones50, out ones250);
        Square(in ones250, 5, out square);
        Multiply(in square, in power11, out z); // 2^255 - 2^5 + 11
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(memory));
    }

    /// <summary>Swaps two elements if the bit is 1, and reads and writes both in any case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SwapIf(ulong bit, ref FieldElement25519 x, ref FieldElement25519 y)
    {
        ulong mask = 0 - bit;
        Swap(mask, ref x._l0, ref y._l0);
        Swap(mask, ref x._l1, ref y._l1);
        Swap(mask, ref x._l2, ref y._l2);
        Swap(mask, ref x._l3, ref y._l3);
        Swap(mask, ref x._l4, ref y._l4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Swap(ulong mask, ref ulong x, ref ulong y)
    {
        ulong difference = mask & (x ^ y);
        x ^= difference;
        y ^= difference;
    }

    /// <summary>Squares several times: <c>x^(2^times)</c>.</summary>
    private static void Square(in FieldElement25519 x, int times, out FieldElement25519 z)
    {
        Square(in x, out z);
        for (int i = 1; i < times; i++)
            Square(in z, out z);
    }

    /// <summary>Once around. In: limbs below 2^61. Out: the first below 2^51 + 19 · 2^11, the others below 2^51; reduced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FieldElement25519 Carry(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4)
    {
        l1 += l0 >> LimbBits;
        l2 += l1 >> LimbBits;
        l3 += l2 >> LimbBits;
        l4 += l3 >> LimbBits;
        return new((l0 & LimbMask) + (Fold * (l4 >> LimbBits)), l1 & LimbMask, l2 & LimbMask, l3 & LimbMask, l4 & LimbMask);
    }

    /// <summary>A sum of products of two factors that are shifted by 13 in all, cut at bit 51.</summary>
    /// <remarks>The lower word is multiplied apart: what gives both words at once, gives the lower one by way of memory.</remarks>
    private struct Product
    {
        public ulong Lower;
        public ulong Upper;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Product(ulong x, ulong y)
        {
            Upper = UpperWord(x, y);
            Lower = (x * y) >> ProductShift;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ulong x, ulong y)
        {
            Upper += UpperWord(x, y);
            Lower += (x * y) >> ProductShift;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong UpperWord(ulong x, ulong y) =>
            Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(x, y) : Math.BigMul(x, y, out _);
    }
}
