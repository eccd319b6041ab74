namespace QuantumAttributes.Cryptography;

/// <summary>A parameter set of FrodoKEM (round 3 submission, section 2.5), with what follows from it. Sizes are in bytes.</summary>
/// <param name="N">The dimension of the matrix A.</param>
/// <param name="D">The bits of a coefficient: q is 2^D.</param>
/// <param name="SecretSize">The size of the shared secret, and of s, seedSE, mu, k and pkh with it.</param>
/// <param name="MaxError">The largest value that the error distribution takes; the smallest is its negative.</param>
/// <param name="NistCategory">The NIST category that the submission claims.</param>
internal sealed record FrodoShape(int N, int D, int SecretSize, int MaxError, int NistCategory)
{
    private const int Columns = 8; // of S, and the rows of S'
    private const int SeedASize = 16;

    public static FrodoShape Frodo640 { get; } = new(N: 640, D: 15, SecretSize: 16, MaxError: 12, NistCategory: 1);

    public static FrodoShape Frodo976 { get; } = new(N: 976, D: 16, SecretSize: 24, MaxError: 10, NistCategory: 3);

    public static FrodoShape Frodo1344 { get; } = new(N: 1344, D: 16, SecretSize: 32, MaxError: 6, NistCategory: 5);

    /// <summary><c>pk = seedA || B</c>, where B has N rows and is packed.</summary>
    public int PublicKeySize => SeedASize + (D * N * Columns / 8);

    /// <summary><c>sk = s || pk || S^T || pkh</c>, where S^T has 16 bits for each entry.</summary>
    public int PrivateKeySize => SecretSize + PublicKeySize + SecretMatrixSize + SecretSize;

    /// <summary>S^T, two bytes an entry.</summary>
    public int SecretMatrixSize => 2 * N * Columns;

    /// <summary><c>c1 || c2</c>, both packed.</summary>
    public int CiphertextSize => (D * N * Columns / 8) + (D * Columns * Columns / 8);

    /// <summary>Whether its hashes are SHAKE128; else they are SHAKE256.</summary>
    public bool UsesShake128 => N == 640;
}
