using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>What two providers of a signature algorithm are compared with. SLH-DSA, which signs slowly, has its own class.</summary>
internal static class SignaturePairs
{
    private static readonly string[] Names =
    [
        "ML-DSA-44", "ML-DSA-65", "ML-DSA-87",
        "MLDSA44-Ed25519-SHA512", "MLDSA44-ECDSA-P256-SHA256",
        "MLDSA65-Ed25519-SHA512",
        "MLDSA65-ECDSA-P256-SHA512", "MLDSA65-ECDSA-P384-SHA512", "MLDSA65-ECDSA-brainpoolP256r1-SHA512",
        "MLDSA87-Ed448-SHAKE256",
        "MLDSA87-ECDSA-P384-SHA512", "MLDSA87-ECDSA-P521-SHA512", "MLDSA87-ECDSA-brainpoolP384r1-SHA512",
    ];

    // One in ten stays as it is, so that two providers that refuse everything do not pass for one another.
    public static readonly Gen<Corruption?> MostlyCorrupted = Gen.Frequency(
        (1, Gen.Const(static () => (Corruption?)null)), (9, Corruption.Any.Select(static Corruption? (c) => c)));

    public static readonly string[] Others =
        [.. ProviderUnderTest.All.Where(static name => name != ProviderUnderTest.BouncyCastle)];

    public static TheoryData<string, string> Algorithms => Rows(static _ => true);

    public static TheoryData<string, string> AlgorithmsWithSeed => Rows(static algorithm => algorithm.SeedSize is not null);

    public static TheoryData<string, string, SignatureInputKind> AllForms
    {
        get
        {
            TheoryData<string, string, SignatureInputKind> rows = [];
            foreach ((SignatureAlgorithm algorithm, string provider) in All)
            {
                foreach (SignatureInputKind kind in FormsOf(algorithm))
                    rows.Add(algorithm.Name, provider, kind);
            }

            return rows;
        }
    }

    // The platform's where this host has it not are skipped, and say so; Vector has ML-DSA alone.
    public static IEnumerable<(SignatureAlgorithm Algorithm, string Provider)> All =>
        from provider in Others
        from algorithm in Names.Select(SignatureAlgorithm.Parse)
        where provider == ProviderUnderTest.Platform || ProviderUnderTest.Set(provider).Supports(algorithm)
        select (algorithm, provider);

    /// <summary>The forms in which an algorithm signs.</summary>
    public static IReadOnlyList<SignatureInputKind> FormsOf(SignatureAlgorithm algorithm) =>
    [
        SignatureInputKind.Message,
        .. algorithm.HasPreHash ? [SignatureInputKind.PreHash] : Array.Empty<SignatureInputKind>(),
        .. algorithm.HasMu ? [SignatureInputKind.Mu] : Array.Empty<SignatureInputKind>(),
    ];

    /// <summary>Some keys, each as both providers have it.</summary>
    public static Gen<KeyPair<SigningKey>> KeysOf(SignatureAlgorithm algorithm, string provider) =>
        Differential.Pool(() => Generate(algorithm, provider));

    private static KeyPair<SigningKey> Generate(SignatureAlgorithm algorithm, string provider)
    {
        (ProviderSet otherProvider, ProviderSet bouncyCastle) = Differential.With(provider);
        SigningKey key = SigningKey.Generate(algorithm, otherProvider);
        return new KeyPair<SigningKey>(key, SigningKey.ImportExpanded(algorithm, Keys.Expanded(key), bouncyCastle));
    }

    private static TheoryData<string, string> Rows(Func<SignatureAlgorithm, bool> which) =>
        [.. from pair in All where which(pair.Algorithm) select (pair.Algorithm.Name, pair.Provider)];
}
