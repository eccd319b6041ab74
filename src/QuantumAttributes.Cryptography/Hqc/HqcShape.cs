namespace QuantumAttributes.Cryptography;

/// <summary>A parameter set of HQC (specification of 2025-08-22, section 4.1), with what follows from it. Sizes are in bytes.</summary>
/// <param name="N">The bits of a ring element.</param>
/// <param name="CodeLength">n1 n2, the bits of a code word.</param>
/// <param name="MessageSize">k, the size of an encrypted message, and of sigma.</param>
/// <param name="NistCategory">The NIST category that the specification claims.</param>
internal sealed record HqcShape(int N, int CodeLength, int MessageSize, int NistCategory)
{
    public const int SeedSize = 32;

    public const int SaltSize = 16;

    public static HqcShape Hqc128 { get; } = new(N: 17669, CodeLength: 46 * 384, MessageSize: 16, NistCategory: 1);

    public static HqcShape Hqc192 { get; } = new(N: 35851, CodeLength: 56 * 640, MessageSize: 24, NistCategory: 3);

    public static HqcShape Hqc256 { get; } = new(N: 57637, CodeLength: 90 * 640, MessageSize: 32, NistCategory: 5);

    public int ElementSize => (N + 7) / 8;

    public int CodeWordSize => CodeLength / 8;

    /// <summary><c>ek = seed_ek || s</c>.</summary>
    public int PublicKeySize => SeedSize + ElementSize;

    /// <summary><c>dk = ek || dk_PKE || sigma || seed_KEM</c>, where dk_PKE is a seed.</summary>
    public int PrivateKeySize => PublicKeySize + SeedSize + MessageSize + SeedSize;

    /// <summary><c>c = u || v || salt</c>.</summary>
    public int CiphertextSize => ElementSize + CodeWordSize + SaltSize;
}
