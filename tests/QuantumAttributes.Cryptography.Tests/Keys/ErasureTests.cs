using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The searches below want the process to themselves: who works meanwhile, fills it with other secrets.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>
/// The memory of the process, native memory included, holds nothing of a hundred keys that were made, used and disposed: no 16
/// bytes of a seed or of the secret parts of an expanded key. One more key is left alive, and the same search must find that
/// one.
/// </summary>
/// <remarks>
/// Not the experimental algorithms: BouncyCastle copies their secrets at every use, as docs/cryptography.md says. What we
/// ourselves do with their keys, <see cref="RefusedImportErasureTests"/> shows.
/// </remarks>
[Collection(nameof(AloneInTheProcess))]
public class ErasureTests(ITestOutputHelper output)
{
    private const int Count = 100;
    private const int SlowCount = 24;

    public static TheoryData<string, string> Families =>
    [
        .. from provider in ProviderUnderTest.All
           from family in AlgorithmCatalogue.All.Where(a => !IsExperimental(a) && Has(provider, a)).Select(static a => a.Family).Distinct()
           select (provider, family),
    ];

    [Theory]
    [MemberData(nameof(Families))]
    public void Given_HundredKeysUsedAndDisposed_When_MemorySearched_Expect_NothingOfThem(string provider, string family)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        CryptographicAlgorithm[] sets = Sets(family, providers);
        int count = family == SlhDsaSets.Family ? SlowCount : Count;
        SecretNeedles needles = new();
        KeyInUse[] keys = [.. Enumerable.Range(0, count).Select(i => KeyInUse.Make(sets[i % sets.Length], providers))];
        using KeyInUse alive = KeyInUse.Make(sets[0], providers);
        alive.Record(needles, SecretNeedles.Control);
        foreach (KeyInUse key in keys)
        {
            key.Record(needles, "key");
            key.Use();
        }

        // A collection that moves what is not pinned would leave copies behind.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        foreach (KeyInUse key in keys)
        {
            key.UseAgain();
            key.ImportAgainAndUse(providers);
            key.Dispose();
        }

        needles.AssertOnlyTheControlIsFound(output, $"{count} keys of {family} on {provider}");
    }

    /// <summary>
    /// Not where the provider draws for itself: SLH-DSA of the platform from nobody's generator but its own, FrodoKEM and
    /// Falcon into arrays of BouncyCastle's.
    /// </summary>
    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_RandomnessThatFailsLate_When_KeysGenerated_Expect_NothingOfTheirSeedsInMemory(string provider)
    {
        SecretNeedles needles = new();
        using SecretBytes alive = new(32);
        RandomNumberGenerator.Fill(alive.Span);
        needles.Add(alive.Span, SecretNeedles.Control);
        FailingLate random = new(needles);
        ProviderSet providers = ProviderUnderTest.Set(provider, random);
        foreach (CryptographicAlgorithm algorithm in AlgorithmCatalogue.All
            .Where(a => Keys.IsOffered(providers, a) && IsDrawnByUs(provider, a)))
        {
            random.What = $"seed of {algorithm}";
            Assert.Throws<RandomnessFailedException>(() => KeyInUse.Make(algorithm, providers).Dispose());
        }

        needles.AssertOnlyTheControlIsFound(output, $"seeds on {provider}");
        alive.Span.Clear();
    }

    /// <summary>The platform has all families on a host of its best kind.</summary>
    private static bool Has(string provider, CryptographicAlgorithm algorithm) =>
        provider == ProviderUnderTest.Platform || ProviderUnderTest.Set(provider).Supports(algorithm);

    private static bool IsExperimental(CryptographicAlgorithm algorithm) => algorithm.Status == AlgorithmStatus.Experimental;

    private static bool IsDrawnByUs(string provider, CryptographicAlgorithm algorithm) => algorithm.Family == SlhDsaSets.Family
        ? provider != ProviderUnderTest.Platform
        : algorithm.SeedSize is not null || !IsExperimental(algorithm);

    /// <summary>The parameter sets of a family, of SLH-DSA those that sign fast.</summary>
    private static CryptographicAlgorithm[] Sets(string family, ProviderSet providers) =>
        [.. Keys.QuickAlgorithms(providers).Where(a => a.Family == family)];

    /// <summary>Hands out randomness, and only then fails.</summary>
    private sealed class FailingLate(SecretNeedles needles) : RandomNumberGenerator
    {
        public string What { get; set; } = "";

        public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

        public override void GetBytes(Span<byte> data)
        {
            Fill(data);
            needles.Add(data, What);
            throw new RandomnessFailedException();
        }
    }
}
