namespace QuantumAttributes.Cryptography;

/// <summary>What of an ML-DSA parameter set (FIPS 204, table 1) the shape of a key depends on.</summary>
/// <param name="K">The rows of the matrix A.</param>
/// <param name="L">The columns of the matrix A.</param>
/// <param name="Eta">The bound on the coefficients of s1 and s2: 2 or 4.</param>
internal sealed record MLDsaShape(int K, int L, int Eta);
