using System.Globalization;
using System.Numerics;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A curve <c>y^2 = x^3 + a x + b</c> over a prime field, of prime order (cofactor 1): SP 800-186, section 3.2.1, and RFC 5639,
/// section 3.
/// </summary>
internal sealed class EllipticCurve
{
    /// <summary>The first byte of an uncompressed point (SEC 1, section 2.3.3).</summary>
    private const byte Uncompressed = 0x04;

    private readonly BigInteger _p;
    private readonly BigInteger _a;
    private readonly BigInteger _b;
    private readonly byte[] _order;

    private EllipticCurve(string name, string oid, string p, string a, string b, string order)
    {
        Name = name;
        Oid = oid;
        _p = Parse(p);
        _a = Parse(a);
        _b = Parse(b);
        _order = Convert.FromHexString(order);
    }

    /// <summary>P-256 (SP 800-186, section 3.2.1.3).</summary>
    public static EllipticCurve P256 { get; } = new(
        "P-256",
        "1.2.840.10045.3.1.7",
        "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF",
        "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFC",
        "5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B",
        "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    /// <summary>P-384 (SP 800-186, section 3.2.1.4).</summary>
    public static EllipticCurve P384 { get; } = new(
        "P-384",
        "1.3.132.0.34",
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFF0000000000000000FFFFFFFF",
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFF0000000000000000FFFFFFFC",
        "B3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF",
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973");

    /// <summary>P-521 (SP 800-186, section 3.2.1.5).</summary>
    public static EllipticCurve P521 { get; } = new(
        "P-521",
        "1.3.132.0.35",
        "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
        + "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
        "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
        + "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC",
        "0051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E1"
        + "56193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B503F00",
        "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA"
        + "51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409");

    /// <summary>brainpoolP256r1 (RFC 5639, section 3.4).</summary>
    public static EllipticCurve BrainpoolP256r1 { get; } = new(
        "brainpoolP256r1",
        "1.3.36.3.3.2.8.1.1.7",
        "A9FB57DBA1EEA9BC3E660A909D838D726E3BF623D52620282013481D1F6E5377",
        "7D5A0975FC2C3057EEF67530417AFFE7FB8055C126DC5C6CE94A4B44F330B5D9",
        "26DC5C6CE94A4B44F330B5D9BBD77CBF958416295CF7E1CE6BCCDC18FF8C07B6",
        "A9FB57DBA1EEA9BC3E660A909D838D718C397AA3B561A6F7901E0E82974856A7");

    /// <summary>brainpoolP384r1 (RFC 5639, section 3.6).</summary>
    public static EllipticCurve BrainpoolP384r1 { get; } = new(
        "brainpoolP384r1",
        "1.3.36.3.3.2.8.1.1.11",
        "8CB91E82A3386D280F5D6F7E50E641DF152F7109ED5456B412B1DA197FB71123ACD3A729901D1A71874700133107EC53",
        "7BC382C63D8C150C3C72080ACE05AFA0C2BEA28E4FB22787139165EFBA91F90F8AA5814A503AD4EB04A8C7DD22CE2826",
        "04A8C7DD22CE28268B39B55416F0447C2FB77DE107DCD2A62E880EA53EEB62D57CB4390295DBC9943AB78696FA504C11",
        "8CB91E82A3386D280F5D6F7E50E641DF152F7109ED5456B31F166E6CAC0425A7CF3AB6AF6B7FC3103B883202E9046565");

    /// <summary>The name, as its standard writes it.</summary>
    public string Name { get; }

    /// <summary>The object identifier.</summary>
    public string Oid { get; }

    /// <summary>The size of a coordinate, and of a scalar, in bytes.</summary>
    public int Size => _order.Length;

    /// <summary>The order n of the group, <see cref="Size"/> bytes, the most significant first.</summary>
    public ReadOnlySpan<byte> Order => _order;

    /// <summary>
    /// Whether these are an uncompressed point of the curve (SP 800-56A, section 5.6.2.3.3, where the cofactor 1 makes the order
    /// right).
    /// Not constant-time: points are public.
    /// </summary>
    public bool IsPoint(ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length != 1 + (2 * Size) || encoded[0] != Uncompressed)
            return false;
        BigInteger x = new(encoded.Slice(1, Size), isUnsigned: true, isBigEndian: true);
        BigInteger y = new(encoded[(1 + Size)..], isUnsigned: true, isBigEndian: true);
        return x < _p && y < _p && ((y * y) - (((x * x) + _a) * x) - _b) % _p == 0;
    }

    /// <summary>
    /// Whether a number of <see cref="Size"/> bytes is in [1, n - 1]. Tells nothing else of it by the time it takes.
    /// </summary>
    public bool IsScalar(ReadOnlySpan<byte> number)
    {
        int borrow = 0; // of number - n: 1 at the end if and only if number < n
        int bits = 0;
        for (int i = Size - 1; i >= 0; i--)
        {
            borrow = ((number[i] - _order[i] - borrow) >> 8) & 1;
            bits |= number[i];
        }

        int isNotZero = (-bits >> 31) & 1;
        return (borrow & isNotZero) == 1;
    }

    private static BigInteger Parse(string hex) =>
        BigInteger.Parse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
