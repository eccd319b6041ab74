using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>What HQC's keys show of their consistency (specification of 2025-08-22, sections 3.2 and 3.3).</summary>
internal sealed class HqcRules(HqcShape shape) : KeyRules
{
    private const byte XofDomain = 1;
    private const byte HashIDomain = 2;

    /// <summary>The last byte of s has bits beyond N, which are zero: else one key would have several encodings.</summary>
    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey)
    {
        if (publicKey[^1] >> (shape.N % 8) != 0)
            throw new CryptographicException("The HQC public key has bits beyond its last coefficient.");
    }

    /// <summary>
    /// On <c>dk = ek || dk_PKE || sigma || seed_KEM</c>: dk_PKE, sigma and the seed in ek are those that seed_KEM stands for. That s
    /// belongs to them, the pairwise check tells.
    /// </summary>
    public override void CheckExpandedKey(ReadOnlySpan<byte> expandedKey)
    {
        ReadOnlySpan<byte> ek = expandedKey[..shape.PublicKeySize];
        CheckPublicKey(ek);

        // KeyGen: seed_PKE || sigma = XOF(seed_KEM), dk_PKE || seed_ek = I(seed_PKE).
        Span<byte> expected = stackalloc byte[2 * HqcShape.SeedSize];
        Span<byte> seedPke = stackalloc byte[HqcShape.SeedSize + shape.MessageSize];
        Span<byte> input = stackalloc byte[HqcShape.SeedSize + 1];
        expandedKey[^HqcShape.SeedSize..].CopyTo(input);
        input[^1] = XofDomain;
        Sha3.Shake256(input, seedPke);
        seedPke[..HqcShape.SeedSize].CopyTo(input);
        input[^1] = HashIDomain;
        Sha3.Sha3_512(input, expected);

        ReadOnlySpan<byte> secrets = expandedKey[shape.PublicKeySize..^HqcShape.SeedSize];
        bool isConsistent = CryptographicOperations.FixedTimeEquals(expected[..HqcShape.SeedSize], secrets[..HqcShape.SeedSize])
            & CryptographicOperations.FixedTimeEquals(seedPke[HqcShape.SeedSize..], secrets[HqcShape.SeedSize..])
            & CryptographicOperations.FixedTimeEquals(expected[HqcShape.SeedSize..], ek[..HqcShape.SeedSize]);
        CryptographicOperations.ZeroMemory(expected);
        CryptographicOperations.ZeroMemory(seedPke);
        CryptographicOperations.ZeroMemory(input);
        if (!isConsistent)
            throw new CryptographicException("The HQC private key is not the one that its seed stands for.");
    }
}
