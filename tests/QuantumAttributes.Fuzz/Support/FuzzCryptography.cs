using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

/// <summary>
/// BouncyCastle on randomness that repeats itself, and keys made of it: the same in every execution, on every machine.
/// </summary>
internal static class FuzzCryptography
{
    private static readonly RepeatableRandom Random = new();

    public static ProviderSet Providers { get; } = new(Random, new BouncyCastleProvider(Random));

    /// <summary>The mechanisms that targets try: all.</summary>
    public static IReadOnlyList<KemAlgorithm> Kems { get; } = [.. KemAlgorithm.All.Where(Providers.Supports)];

    /// <summary>The signature algorithms that targets try: of SLH-DSA the quickest sets, the others take long to sign.</summary>
    public static IReadOnlyList<SignatureAlgorithm> Signatures { get; } =
        [.. SignatureAlgorithm.All.Where(algorithm => Providers.Supports(algorithm) && !IsSlow(algorithm))];

    /// <summary>Begins the randomness anew.</summary>
    public static void Reset() => Random.Reset();

    public static KemPrivateKey KemKey(KemAlgorithm algorithm)
    {
        Reset();
        return KemPrivateKey.Generate(algorithm, Providers);
    }

    public static SigningKey SigningKey(SignatureAlgorithm algorithm)
    {
        Reset();
        return QuantumAttributes.Cryptography.SigningKey.Generate(algorithm, Providers);
    }

    private static bool IsSlow(SignatureAlgorithm algorithm) =>
        algorithm.Family == "SLH-DSA" && !algorithm.Name.EndsWith("128f", StringComparison.Ordinal);
}
