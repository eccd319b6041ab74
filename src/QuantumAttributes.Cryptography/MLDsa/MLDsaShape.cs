namespace QuantumAttributes.Cryptography;

/// <summary>What of an ML-DSA parameter set (FIPS 204, table 1) the shape of a key depends on.</summary>
/// <param name="K">The rows of the matrix A.</param>
/// <param name="L">The columns of the matrix A.</param>
/// <param name="Eta">The bound on the coefficients of s1 and s2: 2 or 4.</param>
internal sealed record MLDsaShape(int K, int L, int Eta)
{
    /// <summary>ML-DSA-44.</summary>
    public static readonly MLDsaShape MLDsa44 = new(K: 4, L: 4, Eta: 2);

    /// <summary>ML-DSA-65.</summary>
    public static readonly MLDsaShape MLDsa65 = new(K: 6, L: 5, Eta: 4);

    /// <summary>ML-DSA-87.</summary>
    public static readonly MLDsaShape MLDsa87 = new(K: 8, L: 7, Eta: 2);

    /// <summary>The coefficients of a polynomial.</summary>
    public const int N = 256;

    /// <summary>The bits of a coefficient that go to t0; the rest goes to t1.</summary>
    public const int D = 13;

    /// <summary>The size of xi, the seed that a key is made from, in bytes.</summary>
    public const int SeedSize = 32;

    /// <summary>The size of rho, in bytes.</summary>
    public const int RhoSize = 32;

    /// <summary>The size of rho', the seed of s1 and s2, in bytes.</summary>
    public const int RhoPrimeSize = 64;

    /// <summary>The size of the seed K, in bytes.</summary>
    public const int SigningSeedSize = 32;

    /// <summary>The size of tr, in bytes.</summary>
    public const int TrSize = 64;

    /// <summary>The size of a polynomial of t1, whose coefficients have 10 bits.</summary>
    public const int T1PolynomialSize = N * (23 - D) / 8;

    /// <summary>The size of a polynomial of t0, whose coefficients have 13 bits.</summary>
    public const int T0PolynomialSize = N * D / 8;

    /// <summary>Where K begins in an expanded key, <c>rho || K || tr || s1 || s2 || t0</c> (FIPS 204, Algorithm 24).</summary>
    public const int SigningSeedOffset = RhoSize;

    /// <summary>Where tr begins in an expanded key.</summary>
    public const int TrOffset = SigningSeedOffset + SigningSeedSize;

    /// <summary>Where s1 begins in an expanded key.</summary>
    public const int S1Offset = TrOffset + TrSize;

    /// <summary>The bits of a coefficient of s1 and s2: bitlen(2 eta).</summary>
    public int EtaBits => Eta == 2 ? 3 : 4;

    /// <summary>The size of a polynomial of s1 or s2.</summary>
    public int EtaPolynomialSize => N * EtaBits / 8;

    /// <summary>Where s2 begins in an expanded key.</summary>
    public int S2Offset => S1Offset + (L * EtaPolynomialSize);

    /// <summary>Where t0 begins in an expanded key.</summary>
    public int T0Offset => S2Offset + (K * EtaPolynomialSize);

    /// <summary>The size of an expanded key, in bytes.</summary>
    public int ExpandedKeySize => T0Offset + (K * T0PolynomialSize);

    /// <summary>The size of a public key, <c>rho || t1</c> (FIPS 204, Algorithm 22), in bytes.</summary>
    public int PublicKeySize => RhoSize + (K * T1PolynomialSize);
}
