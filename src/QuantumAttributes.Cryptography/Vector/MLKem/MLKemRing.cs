namespace QuantumAttributes.Cryptography;

/// <summary>The ring of ML-KEM (FIPS 203, section 2.3) and its constants.</summary>
internal static class MLKemRing
{
    /// <summary>The coefficients of a polynomial.</summary>
    public const int N = 256;

    /// <summary>The modulus, a prime.</summary>
    public const short Q = 3329;

    /// <summary><c>q^-1 mod 2^16</c>, as a signed number.</summary>
    public const short QInverse = -3327;

    /// <summary><c>2^16 mod q</c>: the Montgomery form of 1.</summary>
    public const short MontgomeryOne = 2285;

    /// <summary><c>2^32 mod q</c>: a product by Montgomery's method with it is one by 2^16.</summary>
    public const short MontgomeryOneSquared = 1353;

    /// <summary><c>2^32 / 128 mod q</c>: it ends the inverse transform, and takes away the factor 2^-16 that a product has.</summary>
    public const short InverseNttScale = 1441;

    /// <summary>The size of d, z, m, rho, sigma, H(ek) and the shared secret, in bytes.</summary>
    public const int SymbolSize = 32;

    /// <summary>The size of a polynomial with coefficients of 12 bits, in bytes.</summary>
    public const int EncodedSize = N / 8 * 12;

    /// <summary>eta2, the bound on the coefficients of e1 and e2, is the same in all sets.</summary>
    public const int Eta2 = 2;

    private const int PrimitiveRoot = 17; // of order 256

    /// <summary><c>17^exponent · 2^16 mod q</c>, in [-q/2, q/2].</summary>
    public static short RootInMontgomeryForm(int exponent)
    {
        int power = MontgomeryOne;
        for (int i = 0; i < exponent; i++)
            power = power * PrimitiveRoot % Q;
        return (short)(power > Q / 2 ? power - Q : power);
    }

    /// <summary>BitRev7 of FIPS 203, section 4.3: seven bits in reverse order.</summary>
    public static int BitRev7(int i)
    {
        int reversed = 0;
        for (int bit = 0; bit < 7; bit++)
            reversed |= ((i >> bit) & 1) << (6 - bit);
        return reversed;
    }

    /// <summary><c>a · q^-1 mod 2^16</c>.</summary>
    public static short TimesQInverse(short a) => unchecked((short)(a * QInverse));
}
