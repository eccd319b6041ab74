using Org.BouncyCastle.Math.EC.Rfc7748;

namespace QuantumAttributes.Cryptography;

/// <summary>The integers modulo 2^255 - 19, and curve25519 (RFC 7748, section 4.1) over them.</summary>
internal readonly struct Field25519 : IMontgomeryField<int>
{
    public static int Size => 32;

    public static int ScalarBits => 255;

    public static byte BasePoint => 9;

    public static int A24 => 121665;

    public static void Clamp(Span<byte> scalar)
    {
        scalar[0] &= 0xF8;
        scalar[31] = (byte)((scalar[31] & 0x7F) | 0x40);
    }

    public static int[] Create() => X25519Field.Create();

    public static void One(int[] z) => X25519Field.One(z);

    public static void Decode(ReadOnlySpan<byte> u, int[] z) => X25519Field.Decode255(u, z);

    public static void Encode(int[] x, Span<byte> u)
    {
        X25519Field.Normalize(x);
        X25519Field.Encode(x, u);
    }

    public static void Add(int[] x, int[] y, int[] z) => X25519Field.Add(x, y, z);

    public static void Subtract(int[] x, int[] y, int[] z) => X25519Field.Sub(x, y, z);

    public static void Multiply(int[] x, int[] y, int[] z) => X25519Field.Mul(x, y, z);

    public static void Multiply(int[] x, int y, int[] z) => X25519Field.Mul(x, y, z);

    public static void Square(int[] x, int[] z) => X25519Field.Sqr(x, z);

    public static void Invert(int[] x, int[] z) => X25519Field.Inv(x, z);

    public static void SwapIf(int bit, int[] x, int[] y) => X25519Field.CSwap(bit, x, y);
}
