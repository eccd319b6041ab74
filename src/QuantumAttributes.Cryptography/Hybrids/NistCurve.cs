using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// What P-256 and P-384 are (SP 800-186, section 3.2.1), which bytes are points of theirs, and which are scalars.
/// </summary>
internal sealed class NistCurve
{
    private const byte Uncompressed = 4;

    private readonly string _name;
    private readonly BigInteger _p;
    private readonly BigInteger _b;
    private readonly byte[] _order;

    private NistCurve(string name, int seedSize, string p, string b, string order)
    {
        _name = name;
        _p = Number(p);
        _b = Number(b);
        _order = Convert.FromHexString(order);
        SeedSize = seedSize;
    }

    public static NistCurve P256 { get; } = new(
        "P-256",
        seedSize: 128,
        p: "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        b: "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
        order: "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    public static NistCurve P384 { get; } = new(
        "P-384",
        seedSize: 48,
        p: "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
        b: "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
        order: "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973");

    /// <summary>The bytes of a coordinate, and of a scalar.</summary>
    public int ScalarSize => _order.Length;

    /// <summary>The bytes of a point without compression.</summary>
    public int PointSize => 1 + (2 * ScalarSize);

    /// <summary>The bytes that a scalar is made from (draft-irtf-cfrg-concrete-hybrid-kems-04, section 3.1.1).</summary>
    public int SeedSize { get; }

    /// <summary>
    /// Refuses what is not a point without compression (SEC 1, section 2.3.4): every point but infinity has an order that the
    /// scalars of the curve fit.
    /// </summary>
    /// <exception cref="CryptographicException">It is no point of the curve.</exception>
    public void CheckPoint(ReadOnlySpan<byte> encoded)
    {
        CheckEncoding(encoded);
        BigInteger x = new(encoded.Slice(1, ScalarSize), isUnsigned: true, isBigEndian: true);
        BigInteger y = new(encoded[(1 + ScalarSize)..], isUnsigned: true, isBigEndian: true);
        if (x >= _p || y >= _p || !(((y * y) - (x * x * x) + (3 * x) - _b) % _p).IsZero)
            throw NoPoint();
    }

    /// <summary>Refuses the other encodings of a point, which are as long as this one or shorter.</summary>
    /// <exception cref="CryptographicException">It is another encoding, or none.</exception>
    public void CheckEncoding(ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length != PointSize || encoded[0] != Uncompressed)
            throw NoPoint();
    }

    public CryptographicException NoPoint(Exception? because = null) =>
        new($"The bytes are not a point of {_name} without compression (SEC 1, section 2.3.4).", because);

    /// <summary>RandomScalar (draft-irtf-cfrg-concrete-hybrid-kems-04, section 3.1.1): the first candidate in range.</summary>
    /// <remarks>What is a scalar already is the scalar of itself.</remarks>
    /// <returns>The scalar, a part of the seed.</returns>
    /// <exception cref="CryptographicException">
    /// None is in range, which happens to a random seed with a probability below 2^-128.
    /// </exception>
    public ReadOnlySpan<byte> RandomScalar(ReadOnlySpan<byte> seed)
    {
        for (int start = 0; start < seed.Length; start += ScalarSize)
        {
            // How many are passed over shows; of the one that is taken nothing does.
            ReadOnlySpan<byte> candidate = seed.Slice(start, ScalarSize);
            if (IsScalar(candidate))
                return candidate;
        }

        throw new CryptographicException($"The seed holds no scalar of {_name}: it cannot have been random.");
    }

    /// <summary>Whether <c>0 &lt; scalar &lt; order</c>, without a branch on a byte of it.</summary>
    public bool IsScalar(ReadOnlySpan<byte> scalar)
    {
        int bits = 0;
        int borrow = 0;
        for (int i = scalar.Length - 1; i >= 0; i--)
        {
            bits |= scalar[i];
            borrow = ((scalar[i] - _order[i] - borrow) >> 31) & 1;
        }

        return (borrow & ((-bits >> 31) & 1)) != 0;
    }

    private static BigInteger Number(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
