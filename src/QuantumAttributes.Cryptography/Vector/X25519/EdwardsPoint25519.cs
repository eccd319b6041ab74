using System.Runtime.CompilerServices;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A point of edwards25519 in extended coordinates (RFC 8032, section 5.1.4): x = X/Z, y = Y/Z, x y = T/Z. The curve is curve25519 in other
/// coordinates (RFC 7748, section 4.1).
/// </summary>
/// <remarks>Coordinates are reduced. No branch, no index and no division depends on them.</remarks>
internal struct EdwardsPoint25519
{
    private FieldElement25519 _x;
    private FieldElement25519 _y;
    private FieldElement25519 _z;
    private FieldElement25519 _t;

    // What an addition needs: here, so that whoever has the point can zero it all.
    private FieldElement25519 _a;
    private FieldElement25519 _b;
    private FieldElement25519 _c;
    private FieldElement25519 _d;
    private FieldElement25519 _e;
    private FieldElement25519 _f;

    /// <summary>The neutral point, (0, 1).</summary>
    public static EdwardsPoint25519 Neutral => new() { _y = FieldElement25519.One, _z = FieldElement25519.One };

    /// <summary>B (RFC 8032, section 5.1), which is the base point 9 of curve25519.</summary>
    public static EdwardsPoint25519 Base { get; } = FromAffine(
        "1ad5258f602d56c9b2a7259560c72c695cdcd6fd31e2a4c0fe536ecdd3366921", "5866666666666666666666666666666666666666666666666666666666666666");

    // 2d = -2 · 121665/121666 (RFC 8032, section 5.1).
    private static FieldElement25519 TwiceD { get; } = MakeTwiceD();

    /// <summary>The point as a summand.</summary>
    public readonly void ToSummand(out Summand summand)
    {
        FieldElement25519.Add(in _y, in _x, out summand.YPlusX);
        FieldElement25519.Multiply(in summand.YPlusX, 1, out summand.YPlusX);
        FieldElement25519.Subtract(in _y, in _x, out summand.YMinusX);
        FieldElement25519.Multiply(in summand.YMinusX, 1, out summand.YMinusX);
        FieldElement25519.Multiply(in _z, 2, out summand.TwiceZ);
        FieldElement25519 twiceD = TwiceD;
        FieldElement25519.Multiply(in _t, in twiceD, out summand.TwiceDT);
    }

    /// <summary>Adds a point, which may be this one: the formulas are complete (RFC 8032, section 5.1.4).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Add(in Summand q)
    {
        FieldElement25519.Subtract(in _y, in _x, out _a);
        FieldElement25519.Multiply(in _a, in q.YMinusX, out _a); // A
        FieldElement25519.Add(in _y, in _x, out _b);
        FieldElement25519.Multiply(in _b, in q.YPlusX, out _b); // B
        FieldElement25519.Multiply(in _t, in q.TwiceDT, out _c); // C
        FieldElement25519.Multiply(in _z, in q.TwiceZ, out _d); // D
        FieldElement25519.Subtract(in _b, in _a, out _e); // E
        FieldElement25519.Subtract(in _d, in _c, out _f); // F
        FieldElement25519.Add(in _d, in _c, out _d); // G
        FieldElement25519.Add(in _b, in _a, out _b); // H
        FieldElement25519.Multiply(in _e, in _f, out _x);
        FieldElement25519.Multiply(in _d, in _b, out _y);
        FieldElement25519.Multiply(in _e, in _b, out _t);
        FieldElement25519.Multiply(in _f, in _d, out _z);
    }

    /// <summary>The point of curve25519 that it is: u = (1 + y)/(1 - y) = (Z + Y)/(Z - Y) (RFC 7748, section 4.1).</summary>
    /// <param name="u">Receives 32 bytes; all zero for the neutral point.</param>
    public void EncodeMontgomery(Span<byte> u)
    {
        FieldElement25519.Add(in _z, in _y, out _a);
        FieldElement25519.Subtract(in _z, in _y, out _b);
        FieldElement25519.Invert(in _b, out _b);
        FieldElement25519.Multiply(in _a, in _b, out _a);
        _a.Encode(u);
    }

    private static EdwardsPoint25519 FromAffine(string x, string y)
    {
        EdwardsPoint25519 point = new()
        {
            _x = FieldElement25519.Decode(Convert.FromHexString(x)),
            _y = FieldElement25519.Decode(Convert.FromHexString(y)),
            _z = FieldElement25519.One,
        };
        FieldElement25519.Multiply(in point._x, in point._y, out point._t);
        return point;
    }

    private static FieldElement25519 MakeTwiceD()
    {
        FieldElement25519 one = FieldElement25519.One, zero = default;
        FieldElement25519.Multiply(in one, 121666, out FieldElement25519 d);
        FieldElement25519.Invert(in d, out d);
        FieldElement25519.Subtract(in zero, in d, out d);
        FieldElement25519.Multiply(in d, 121665, out d);
        FieldElement25519.Multiply(in d, 2, out d);
        return d;
    }

    /// <summary>What an addition takes of its second point: Y + X, Y - X, 2Z and 2dT.</summary>
    internal struct Summand
    {
        public FieldElement25519 YPlusX;
        public FieldElement25519 YMinusX;
        public FieldElement25519 TwiceZ;
        public FieldElement25519 TwiceDT;
    }
}
