namespace QuantumAttributes.Cryptography;

/// <summary>
/// A parameter set of ML-DSA (FIPS 204, table 1) as a type, so that the compiler makes code of its own for each set, with the
/// numbers as constants. What follows from them is in <see cref="MLDsaSizes{TParameters}"/>.
/// </summary>
internal interface IMLDsaParameters
{
    /// <summary>What the encoding of keys depends on.</summary>
    static abstract MLDsaShape Shape { get; }

    /// <summary>The rows of the matrix A.</summary>
    static abstract int K { get; }

    /// <summary>The columns of the matrix A.</summary>
    static abstract int L { get; }

    /// <summary>The bound on the coefficients of s1 and s2.</summary>
    static abstract int Eta { get; }

    /// <summary>The coefficients of the challenge c that are 1 or -1; the others are 0.</summary>
    static abstract int Tau { get; }

    /// <summary>The bits of gamma1, the bound on the coefficients of the mask y: 17 or 19.</summary>
    static abstract int Gamma1Bits { get; }

    /// <summary>The parts that [0, q) is rounded to, (q - 1) / (2 gamma2): 44 or 16.</summary>
    static abstract int HighParts { get; }

    /// <summary>The most coefficients that a hint may have.</summary>
    static abstract int Omega { get; }

    /// <summary>The size of the commitment hash c~, lambda / 4, in bytes.</summary>
    static abstract int CommitmentHashSize { get; }
}
