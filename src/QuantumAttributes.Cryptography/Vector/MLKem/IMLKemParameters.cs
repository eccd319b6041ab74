namespace QuantumAttributes.Cryptography;

/// <summary>
/// A parameter set of ML-KEM (FIPS 203, table 2) as a type, so that the compiler makes code of its own for each set, with the numbers as
/// constants. What follows from them is in <see cref="MLKemSizes{TParameters}"/>.
/// </summary>
internal interface IMLKemParameters
{
    /// <summary>The rank of the module: the rows and the columns of the matrix A.</summary>
    static abstract int K { get; }

    /// <summary>The bound on the coefficients of s, e and y: 2 or 3.</summary>
    static abstract int Eta1 { get; }

    /// <summary>The bits that a coefficient of u is compressed to.</summary>
    static abstract int Du { get; }

    /// <summary>The bits that a coefficient of v is compressed to.</summary>
    static abstract int Dv { get; }
}
