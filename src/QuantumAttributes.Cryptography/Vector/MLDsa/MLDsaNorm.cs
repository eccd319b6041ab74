using System.Runtime.Intrinsics;

namespace QuantumAttributes.Cryptography;

/// <summary>The infinity norm (FIPS 204, section 2.3) of a polynomial whose coefficients are centred.</summary>
internal static class MLDsaNorm
{
    /// <summary>
    /// Whether every coefficient is below the bound in absolute value. All of them are looked at, and nothing is told but the
    /// answer. In: above -2^31.
    /// </summary>
    public static bool IsBelow(ref readonly MLDsaPolynomial w, int bound)
    {
        Vector256<int> largest = Vector256<int>.Zero;
        for (int i = 0; i < MLDsaPolynomial.Vectors256; i++)
            largest = Vector256.Max(largest, Vector256.Abs(w.Get256(i)));
        return Vector256.LessThanAll(largest, Vector256.Create(bound));
    }
}
