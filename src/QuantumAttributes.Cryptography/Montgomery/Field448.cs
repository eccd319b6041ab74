using Org.BouncyCastle.Math.EC.Rfc7748;

namespace QuantumAttributes.Cryptography;

/// <summary>The integers modulo 2^448 - 2^224 - 1, and curve448 (RFC 7748, section 4.2) over them.</summary>
internal readonly struct Field448 : IMontgomeryField<uint>
{
    public static int Size => 56;

    public static int ScalarBits => 448;

    public static byte BasePoint => 5;

    public static int A24 => 39081;

    public static void Clamp(Span<byte> scalar)
    {
        scalar[0] &= 0xFC;
        scalar[55] |= 0x80;
    }

    public static uint[] Create() => X448Field.Create();

    public static void One(uint[] z) => X448Field.One(z);

    public static void Decode(ReadOnlySpan<byte> u, uint[] z) => X448Field.Decode448(u, z);

    public static void Encode(uint[] x, Span<byte> u)
    {
        X448Field.Normalize(x);
        X448Field.Encode(x, u);
    }

    public static void Add(uint[] x, uint[] y, uint[] z) => X448Field.Add(x, y, z);

    public static void Subtract(uint[] x, uint[] y, uint[] z) => X448Field.Sub(x, y, z);

    public static void Multiply(uint[] x, uint[] y, uint[] z) => X448Field.Mul(x, y, z);

    public static void Multiply(uint[] x, int y, uint[] z) => X448Field.Mul(x, (uint)y, z);

    public static void Square(uint[] x, uint[] z) => X448Field.Sqr(x, z);

    public static void Invert(uint[] x, uint[] z) => X448Field.Inv(x, z);

    public static void SwapIf(int bit, uint[] x, uint[] y) => X448Field.CSwap(bit, x, y);
}
