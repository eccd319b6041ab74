namespace QuantumAttributes.Cryptography;

/// <summary>What follows from the parameters of a set. Sizes are in bytes.</summary>
internal static class MLDsaSizes<TParameters>
    where TParameters : IMLDsaParameters
{
    public static int Gamma1 => 1 << TParameters.Gamma1Bits;

    public static int Gamma2 => (MLDsaRing.Q - 1) / (2 * TParameters.HighParts);

    /// <summary>The bound on the coefficients of c s1 and c s2, tau times eta.</summary>
    public static int Beta => TParameters.Tau * TParameters.Eta;

    /// <summary>The bits of a coefficient of y or z.</summary>
    public static int MaskBits => TParameters.Gamma1Bits + 1;

    /// <summary>The size of a polynomial of y or z.</summary>
    public static int MaskPolynomialSize => MLDsaShape.N * MaskBits / 8;

    /// <summary>The bits of a coefficient of w1: 6 for 44 parts, 4 for 16.</summary>
    public static int CommitmentBits => TParameters.HighParts == 44 ? 6 : 4;

    /// <summary>The size of a polynomial of w1.</summary>
    public static int CommitmentPolynomialSize => MLDsaShape.N * CommitmentBits / 8;

    /// <summary>The size of w1.</summary>
    public static int CommitmentSize => TParameters.K * CommitmentPolynomialSize;

    /// <summary>Where z begins in a signature, <c>c~ || z || h</c> (FIPS 204, Algorithm 26).</summary>
    public static int ZOffset => TParameters.CommitmentHashSize;

    /// <summary>Where the hint begins in a signature.</summary>
    public static int HintOffset => ZOffset + (TParameters.L * MaskPolynomialSize);

    public static int SignatureSize => HintOffset + TParameters.Omega + TParameters.K;
}
