namespace QuantumAttributes.Cryptography;

/// <summary>Sizes and places, in bytes, that follow from a parameter set (FIPS 203, section 5 to 7).</summary>
internal static class MLKemSizes<TParameters>
    where TParameters : IMLKemParameters
{
    /// <summary>tHat, and likewise sHat, whose coefficients have 12 bits.</summary>
    public static int VectorSize => TParameters.K * MLKemRing.EncodedSize;

    /// <summary><c>ek = tHat || rho</c>.</summary>
    public static int EncapsulationKeySize => VectorSize + MLKemRing.SymbolSize;

    /// <summary><c>dk = sHat || ek || H(ek) || z</c>.</summary>
    public static int DecapsulationKeySize => VectorSize + EncapsulationKeySize + (2 * MLKemRing.SymbolSize);

    /// <summary>Where H(ek) is in dk.</summary>
    public static int HashOffset => VectorSize + EncapsulationKeySize;

    /// <summary>Where z is in dk.</summary>
    public static int RejectionSeedOffset => HashOffset + MLKemRing.SymbolSize;

    /// <summary>One polynomial of u, compressed.</summary>
    public static int CompressedUSize => MLKemRing.N / 8 * TParameters.Du;

    /// <summary>v, compressed.</summary>
    public static int CompressedVSize => MLKemRing.N / 8 * TParameters.Dv;

    /// <summary>Where v is in the ciphertext, behind u.</summary>
    public static int VOffset => TParameters.K * CompressedUSize;

    /// <summary><c>c = u || v</c>. A multiple of 32.</summary>
    public static int CiphertextSize => VOffset + CompressedVSize;

    /// <summary>The noise of an encryption: y and e1, K polynomials each, and e2.</summary>
    public static int NoisePolynomials => (2 * TParameters.K) + 1;
}
