namespace QuantumAttributes.Keys.Protection;

/// <summary>
/// The field GF(2^8) modulo x^8 + x^4 + x^3 + x + 1 (FIPS 197, section 4), in constant time: no branch and no index depends on an
/// element. Addition is exclusive or.
/// </summary>
internal static class Gf256
{
    private const int Modulus = 0x11b;

    /// <summary>The product (FIPS 197, section 4.2): for each bit of b, a times that power of x.</summary>
    public static byte Multiply(byte a, byte b)
    {
        int product = 0, shifted = a;
        for (int bit = 0; bit < 8; bit++)
        {
            product ^= -((b >> bit) & 1) & shifted;
            shifted <<= 1;
            shifted ^= -(shifted >> 8) & Modulus; // shifted < 2^9 before, < 2^8 after
        }

        return (byte)product;
    }

    /// <summary>The multiplicative inverse, a^254 (FIPS 197, section 4.4); of zero, zero.</summary>
    public static byte Invert(byte a)
    {
        byte inverse = 1, power = a;
        for (int i = 1; i < 8; i++)
        {
            power = Multiply(power, power); // a^(2^i): 254 = 2 + 4 + ... + 128
            inverse = Multiply(inverse, power);
        }

        return inverse;
    }
}
