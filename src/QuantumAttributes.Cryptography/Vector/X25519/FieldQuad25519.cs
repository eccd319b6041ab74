using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Four integers modulo p = 2^255 - 19 side by side, in five limbs of 51 bits like <see cref="FieldElement25519"/>: the lanes of a vector are a
/// limb of each.
/// </summary>
/// <remarks>
/// A quad is called reduced when every limb is below 2^51 + 2^13: what products, carrying and constants give. No branch, no index and no
/// division depends on a value, and no double is smaller than one but zero itself: nothing takes longer for some numbers than for others.
/// </remarks>
internal struct FieldQuad25519
{
    private const int LimbBits = FieldElement25519.LimbBits;
    private const ulong LimbMask = FieldElement25519.LimbMask;
    private const double TwoTo52 = 1UL << 52;
    private const double Upper = TwoTo52 * (1UL << LimbBits); // between it and twice it a double counts in steps of 2^51
    private const double Lower = TwoTo52 * 3 / 2; // about it, in ones

    public Vector256<ulong> L0;
    public Vector256<ulong> L1;
    public Vector256<ulong> L2;
    public Vector256<ulong> L3;
    public Vector256<ulong> L4;

    /// <summary>Four times 0.</summary>
    public static readonly FieldQuad25519 Zero;

    /// <summary>Four elements.</summary>
    public FieldQuad25519(in FieldElement25519 x0, in FieldElement25519 x1, in FieldElement25519 x2, in FieldElement25519 x3)
    {
        L0 = Vector256.Create(x0.Limbs[0], x1.Limbs[0], x2.Limbs[0], x3.Limbs[0]);
        L1 = Vector256.Create(x0.Limbs[1], x1.Limbs[1], x2.Limbs[1], x3.Limbs[1]);
        L2 = Vector256.Create(x0.Limbs[2], x1.Limbs[2], x2.Limbs[2], x3.Limbs[2]);
        L3 = Vector256.Create(x0.Limbs[3], x1.Limbs[3], x2.Limbs[3], x3.Limbs[3]);
        L4 = Vector256.Create(x0.Limbs[4], x1.Limbs[4], x2.Limbs[4], x3.Limbs[4]);
    }

    /// <summary>Takes the element out of a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Extract(int lane, out FieldElement25519 element) => element = new(L0[lane], L1[lane], L2[lane], L3[lane], L4[lane]);

    /// <summary>The elements as numbers that can be multiplied. In: limbs below 2^52.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void ToFactors(out Factors factors)
    {
        factors.F0 = ToDouble(L0);
        factors.F1 = ToDouble(L1);
        factors.F2 = ToDouble(L2);
        factors.F3 = ToDouble(L3);
        factors.F4 = ToDouble(L4);
    }

    /// <summary>Takes limbs below 2^59, and carries what is above 51 bits to the next one, once. Out: reduced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Carry(
        Vector256<ulong> l0, Vector256<ulong> l1, Vector256<ulong> l2, Vector256<ulong> l3, Vector256<ulong> l4, out FieldQuad25519 z)
    {
        Vector256<ulong> mask = Vector256.Create(LimbMask);
        z.L0 = (l0 & mask) + Fold(l4 >>> LimbBits);
        z.L1 = (l1 & mask) + (l0 >>> LimbBits);
        z.L2 = (l2 & mask) + (l1 >>> LimbBits);
        z.L3 = (l3 & mask) + (l2 >>> LimbBits);
        z.L4 = (l4 & mask) + (l3 >>> LimbBits);
    }

    /// <summary><c>x y + a</c>. In: factors that were reduced, and limbs of a below 2^52. Out: reduced.</summary>
    /// <remarks>
    /// A product of two limbs, below 2^103, is taken apart by fused multiplication and addition, which round once: x y + 2^103 is 2^103 and the
    /// multiple of 2^51 that is nearest to x y, to be read in the bits of the double, and what x y is beyond that multiple, at most 2^50 up or
    /// down, is exact (Emmart, Zheng, Weems: Faster Modular Exponentiation Using Double Precision Floating Point Arithmetic on the GPU, ARITH
    /// 2018, where it rounds down). A column has at most five of each kind: it is not below -2.5 · 2^51, and below 7.6 · 2^51, and 19 times the one
    /// that 2^255 stands above it not below -38 · 2^51 and below 134 · 2^51. With 64 p none is negative, and all are below 2^59.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void MultiplyAdd(in Factors x, in Factors y, in FieldQuad25519 a, out FieldQuad25519 z)
    {
        Vector256<double> x0 = x.F0, x1 = x.F1, x2 = x.F2, x3 = x.F3, x4 = x.F4;
        Vector256<double> y0 = y.F0, y1 = y.F1, y2 = y.F2, y3 = y.F3, y4 = y.F4;
        Vector256<ulong> c0 = Column(1, 0), c1 = Column(2, 1), c2 = Column(3, 2), c3 = Column(4, 3), c4 = Column(5, 4);
        Vector256<ulong> c5 = Column(4, 5), c6 = Column(3, 4), c7 = Column(2, 3), c8 = Column(1, 2), c9 = Column(0, 1);
        Add(x1, y4, ref c5, ref c6);
        Add(x2, y3, ref c5, ref c6);
        Add(x3, y2, ref c5, ref c6);
        Add(x4, y1, ref c5, ref c6);
        Add(x0, y0, ref c0, ref c1);
        Add(x2, y4, ref c6, ref c7);
        Add(x3, y3, ref c6, ref c7);
        Add(x4, y2, ref c6, ref c7);
        Add(x0, y1, ref c1, ref c2);
        Add(x1, y0, ref c1, ref c2);
        Add(x3, y4, ref c7, ref c8);
        Add(x4, y3, ref c7, ref c8);
        Add(x0, y2, ref c2, ref c3);
        Add(x1, y1, ref c2, ref c3);
        Add(x2, y0, ref c2, ref c3);
        Add(x4, y4, ref c8, ref c9);
        Add(x0, y3, ref c3, ref c4);
        Add(x1, y2, ref c3, ref c4);
        Add(x2, y1, ref c3, ref c4);
        Add(x3, y0, ref c3, ref c4);
        Add(x0, y4, ref c4, ref c5);
        Add(x1, y3, ref c4, ref c5);
        Add(x2, y2, ref c4, ref c5);
        Add(x3, y1, ref c4, ref c5);
        Add(x4, y0, ref c4, ref c5);
        const ulong manyP0 = 32 * FieldElement25519.TwiceP0;
        const ulong manyP = 32 * FieldElement25519.TwiceP;
        Carry(
            c0 + Fold(c5) + a.L0 + Vector256.Create(manyP0),
            c1 + Fold(c6) + a.L1 + Vector256.Create(manyP),
            c2 + Fold(c7) + a.L2 + Vector256.Create(manyP),
            c3 + Fold(c8) + a.L3 + Vector256.Create(manyP),
            c4 + Fold(c9) + a.L4 + Vector256.Create(manyP),
            out z);
    }

    // What is left of a column when the constants are taken away that come with so many lower and upper parts.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Column(ulong lowerParts, ulong upperParts) => Vector256.Create(unchecked(
        0 - (lowerParts * BitConverter.DoubleToUInt64Bits(Lower)) - (upperParts * BitConverter.DoubleToUInt64Bits(Upper))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector256<double> x, Vector256<double> y, ref Vector256<ulong> column, ref Vector256<ulong> next)
    {
        Vector256<double> upper = Vector256.FusedMultiplyAdd(x, y, Vector256.Create(Upper));
        Vector256<double> lower = Vector256.FusedMultiplyAdd(x, y, Vector256.Create(Upper) - upper + Vector256.Create(Lower));
        column += lower.AsUInt64();
        next += upper.AsUInt64();
    }

    // The bits of 2^52 + x are those of 2^52 and of x, which is below it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ToDouble(Vector256<ulong> limb) =>
        (limb | Vector256.Create(BitConverter.DoubleToUInt64Bits(TwoTo52))).AsDouble() - Vector256.Create(TwoTo52);

    // 19 times: 2^255 = 19 modulo p.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Fold(Vector256<ulong> x) => (x << 4) + (x << 1) + x;

    /// <summary>The limbs of four elements as doubles, which hold integers up to 2^53 exactly.</summary>
    internal struct Factors
    {
        public Vector256<double> F0;
        public Vector256<double> F1;
        public Vector256<double> F2;
        public Vector256<double> F3;
        public Vector256<double> F4;
    }
}
