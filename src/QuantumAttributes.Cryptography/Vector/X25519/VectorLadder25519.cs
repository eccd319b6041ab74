using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The Montgomery ladder of X25519 (RFC 7748, section 5): what it carries from step to step, and what a step needs, here, so that all of it can
/// be zeroed but what the compiler spills. The four multiplications that a step can do side by side are done side by side, in three rounds. Names are those of RFC 7748.
/// </summary>
/// <remarks>No branch, no index and no division depends on the scalar or on the point.</remarks>
internal struct VectorLadder25519
{
    // With a limb of 2p, one of a difference is above 0.
    private const ulong TwiceP0 = FieldElement25519.TwiceP0;
    private const ulong TwiceP = FieldElement25519.TwiceP;

    private const ulong A24 = 121665;

    private readonly FieldQuad25519 _u; // x_1 in every lane
    private FieldQuad25519 _points; // x_2, z_2, x_3, z_3
    private FieldQuad25519 _sums;
    private FieldQuad25519 _products;
    private FieldQuad25519 _addend;
    private FieldQuad25519.Factors _left;
    private FieldQuad25519.Factors _right;
    private FieldElement25519 _x;
    private FieldElement25519 _z;

    /// <summary>Begins with the point at infinity and <paramref name="u"/>.</summary>
    public VectorLadder25519(FieldElement25519 u)
    {
        FieldElement25519 one = FieldElement25519.One, zero = default;
        _u = new FieldQuad25519(in u, in u, in u, in u);
        _points = new FieldQuad25519(in one, in zero, in u, in one);
    }

    /// <summary>Swaps the two points if the bit is 1, and reads and writes both in any case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SwapIf(ulong bit)
    {
        Vector256<ulong> mask = Vector256.Create(0 - bit);
        _points.L0 = SwapIf(mask, _points.L0);
        _points.L1 = SwapIf(mask, _points.L1);
        _points.L2 = SwapIf(mask, _points.L2);
        _points.L3 = SwapIf(mask, _points.L3);
        _points.L4 = SwapIf(mask, _points.L4);
    }

    /// <summary>One bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Step()
    {
        // A = x_2 + z_2, B = x_2 - z_2, C = x_3 + z_3, D = x_3 - z_3
        FieldQuad25519.Carry(
            SumsAndDifferences(_points.L0, TwiceP0),
            SumsAndDifferences(_points.L1, TwiceP),
            SumsAndDifferences(_points.L2, TwiceP),
            SumsAndDifferences(_points.L3, TwiceP),
            SumsAndDifferences(_points.L4, TwiceP),
            out _sums);

        // AA, BB, CB, DA
        _sums.ToFactors(out _left);
        _right.F0 = CrossFactors(_left.F0);
        _right.F1 = CrossFactors(_left.F1);
        _right.F2 = CrossFactors(_left.F2);
        _right.F3 = CrossFactors(_left.F3);
        _right.F4 = CrossFactors(_left.F4);
        FieldQuad25519.MultiplyAdd(in _left, in _right, in FieldQuad25519.Zero, out _products);

        // AA, E = AA - BB, DA + CB, DA - CB
        FieldQuad25519.Carry(
            SumsAndDifferencesOfProducts(_products.L0, TwiceP0),
            SumsAndDifferencesOfProducts(_products.L1, TwiceP),
            SumsAndDifferencesOfProducts(_products.L2, TwiceP),
            SumsAndDifferencesOfProducts(_products.L3, TwiceP),
            SumsAndDifferencesOfProducts(_products.L4, TwiceP),
            out _sums);

        // x_2 = AA BB, AA + a24 E, x_3 = (DA + CB)^2, (DA - CB)^2
        _sums.ToFactors(out _left);
        _addend.L0 = AddendOfSecondRound(_sums.L0);
        _addend.L1 = AddendOfSecondRound(_sums.L1);
        _addend.L2 = AddendOfSecondRound(_sums.L2);
        _addend.L3 = AddendOfSecondRound(_sums.L3);
        _addend.L4 = AddendOfSecondRound(_sums.L4);
        _products.L0 = RightFactorsOfSecondRound(_products.L0, A24, _sums.L0);
        _products.L1 = RightFactorsOfSecondRound(_products.L1, 0, _sums.L1);
        _products.L2 = RightFactorsOfSecondRound(_products.L2, 0, _sums.L2);
        _products.L3 = RightFactorsOfSecondRound(_products.L3, 0, _sums.L3);
        _products.L4 = RightFactorsOfSecondRound(_products.L4, 0, _sums.L4);
        _products.ToFactors(out _right);
        FieldQuad25519.MultiplyAdd(in _left, in _right, in _addend, out _points);

        // x_2, z_2 = E (AA + a24 E), x_3, z_3 = x_1 (DA - CB)^2
        _sums.L0 = LeftFactorsOfThirdRound(_points.L0, _sums.L0, _u.L0);
        _sums.L1 = LeftFactorsOfThirdRound(_points.L1, _sums.L1, _u.L1);
        _sums.L2 = LeftFactorsOfThirdRound(_points.L2, _sums.L2, _u.L2);
        _sums.L3 = LeftFactorsOfThirdRound(_points.L3, _sums.L3, _u.L3);
        _sums.L4 = LeftFactorsOfThirdRound(_points.L4, _sums.L4, _u.L4);
        _sums.ToFactors(out _left);
        _points.L0 = RightFactorsOfThirdRound(_points.L0, 1);
        _points.L1 = RightFactorsOfThirdRound(_points.L1, 0);
        _points.L2 = RightFactorsOfThirdRound(_points.L2, 0);
        _points.L3 = RightFactorsOfThirdRound(_points.L3, 0);
        _points.L4 = RightFactorsOfThirdRound(_points.L4, 0);
        _points.ToFactors(out _right);
        FieldQuad25519.MultiplyAdd(in _left, in _right, in FieldQuad25519.Zero, out _points);
    }

    /// <summary>x_2 / z_2; all zero where z_2 is.</summary>
    public void WriteQuotient(Span<byte> product)
    {
        _points.Extract(0, out _x);
        _points.Extract(1, out _z);
        FieldElement25519.Invert(in _z, out _z);
        FieldElement25519.Multiply(in _x, in _z, out _x);
        _x.Encode(product);
    }

    public void Clear() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(new Span<VectorLadder25519>(ref this)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> SwapIf(Vector256<ulong> mask, Vector256<ulong> x) =>
        Vector256.ConditionalSelect(mask, Vector256.Shuffle(x, Vector256.Create(2UL, 3, 0, 1)), x);

    // (a, b, c, d) to (a + b, a - b, c + d, c - d)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> SumsAndDifferences(Vector256<ulong> x, ulong twiceP)
    {
        Vector256<ulong> negative = Vector256.Create(0, ulong.MaxValue, 0, ulong.MaxValue);
        Vector256<ulong> ac = Vector256.Shuffle(x, Vector256.Create(0UL, 0, 2, 2));
        Vector256<ulong> bd = Vector256.Shuffle(x, Vector256.Create(1UL, 1, 3, 3));
        return ac + (bd ^ negative) + Vector256.Create(0, twiceP + 1, 0, twiceP + 1);
    }

    // (a, b, c, d) to (a, a - b, d + c, d - c)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> SumsAndDifferencesOfProducts(Vector256<ulong> x, ulong twiceP)
    {
        Vector256<ulong> negative = Vector256.Create(0, ulong.MaxValue, 0, ulong.MaxValue);
        Vector256<ulong> butFirst = Vector256.Create(0, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);
        Vector256<ulong> ad = Vector256.Shuffle(x, Vector256.Create(0UL, 0, 3, 3));
        Vector256<ulong> bc = Vector256.Shuffle(x, Vector256.Create(1UL, 1, 2, 2));
        return ad + ((bc ^ negative) & butFirst) + Vector256.Create(0, twiceP + 1, 0, twiceP + 1);
    }

    // (a, b, c, d) to (a, b, b, a)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> CrossFactors(Vector256<double> x) => Vector256.Shuffle(x, Vector256.Create(0L, 1, 1, 0));

    // (a, b, c, d) to (0, a, 0, 0)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> AddendOfSecondRound(Vector256<ulong> x) =>
        Vector256.Shuffle(x, Vector256.Create(0UL, 0, 0, 0)) & Vector256.Create(0, ulong.MaxValue, 0, 0);

    // (a, b, c, d) and (e, f, g, h) to (b, constant, g, h)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> RightFactorsOfSecondRound(Vector256<ulong> products, ulong constant, Vector256<ulong> sums)
    {
        Vector256<ulong> second = Vector256.Shuffle(products, Vector256.Create(1UL, 1, 1, 1));
        Vector256<ulong> two = Vector256.ConditionalSelect(Vector256.Create(ulong.MaxValue, 0, 0, 0), second, Vector256.Create(constant));
        return Vector256.ConditionalSelect(Vector256.Create(ulong.MaxValue, ulong.MaxValue, 0, 0), two, sums);
    }

    // (a, b, c, d), (e, f, g, h) and (i, j, k, l) to (a, f, c, l)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> LeftFactorsOfThirdRound(Vector256<ulong> x, Vector256<ulong> second, Vector256<ulong> fourth)
    {
        Vector256<ulong> odd = Vector256.ConditionalSelect(Vector256.Create(0, ulong.MaxValue, 0, 0), second, fourth);
        return Vector256.ConditionalSelect(Vector256.Create(ulong.MaxValue, 0, ulong.MaxValue, 0), x, odd);
    }

    // (a, b, c, d) to (constant, b, constant, d)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> RightFactorsOfThirdRound(Vector256<ulong> x, ulong constant) =>
        Vector256.ConditionalSelect(Vector256.Create(0, ulong.MaxValue, 0, ulong.MaxValue), x, Vector256.Create(constant));
}
