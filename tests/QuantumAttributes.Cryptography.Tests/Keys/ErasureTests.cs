using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The searches below want the process to themselves: who works meanwhile, fills it with other secrets.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>
/// The memory of the process, native memory included, holds nothing of a hundred keys that were made, used and disposed: no 16 bytes
/// of a seed or of the secret parts of an expanded key. One more key is left alive, and the same search must find that one.
/// </summary>
[Collection(nameof(AloneInTheProcess))]
public class ErasureTests(ITestOutputHelper output)
{
    private const int Count = 100;
    private const string Control = "control";

    public static TheoryData<string, string> Families => Rows(static (_, _) => true);

    public static TheoryData<string, string> FamiliesOfTheSeam =>
        Rows(static (provider, family) => (provider, family) != (ProviderUnderTest.Platform, "SLH-DSA"));

    [Theory]
    [MemberData(nameof(Families))]
    public void Given_HundredKeysUsedAndDisposed_When_MemorySearched_Expect_NothingOfThem(string provider, string family)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        CryptographicAlgorithm[] sets = Sets(family, providers);
        SecretNeedles needles = new();
        KeyInUse[] keys = [.. Enumerable.Range(0, Count).Select(i => KeyInUse.Make(sets[i % sets.Length], providers))];
        using KeyInUse alive = KeyInUse.Make(sets[0], providers);
        alive.Record(needles, Control);
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
            key.FailToImport(providers);
            key.Dispose();
        }

        AssertOnlyTheControlIsFound(needles, $"{Count} keys of {family} on {provider}");
    }

    /// <summary>Not SLH-DSA of the platform, which draws from nobody's generator but its own.</summary>
    [Theory]
    [MemberData(nameof(FamiliesOfTheSeam))]
    public void Given_RandomnessThatFailsLate_When_KeysGenerated_Expect_NothingOfTheirSeedsInMemory(string provider, string family)
    {
        SecretNeedles needles = new();
        using SecretBytes alive = new(32);
        RandomNumberGenerator.Fill(alive.Span);
        needles.Add(alive.Span, Control);
        FailingLate random = new(needles);
        ProviderSet providers = ProviderUnderTest.Set(provider, random);
        foreach (CryptographicAlgorithm algorithm in Sets(family, providers))
            Assert.Throws<RandomnessFailedException>(() => KeyInUse.Make(algorithm, providers).Dispose());

        AssertOnlyTheControlIsFound(needles, $"seeds of {family} on {provider}");
        alive.Span.Clear();
    }

    private static TheoryData<string, string> Rows(Func<string, string, bool> predicate)
    {
        TheoryData<string, string> rows = [];
        foreach (string provider in (string[])[ProviderUnderTest.BouncyCastle, ProviderUnderTest.Platform])
        {
            foreach (string family in AlgorithmCatalogue.All.Select(static a => a.Family).Distinct())
            {
                if (predicate(provider, family))
                    rows.Add(provider, family);
            }
        }

        return rows;
    }

    /// <summary>The parameter sets of a family, of SLH-DSA those that sign fast.</summary>
    private static CryptographicAlgorithm[] Sets(string family, ProviderSet providers) =>
        [.. AlgorithmCatalogue.All.Where(a =>
            a.Family == family && IsOffered(providers, a) && (family != "SLH-DSA" || a.Name.EndsWith('f')))];

    private static bool IsOffered(ProviderSet providers, CryptographicAlgorithm algorithm) =>
        algorithm is KemAlgorithm kem ? providers.Supports(kem) : providers.Supports((SignatureAlgorithm)algorithm);

    private void AssertOnlyTheControlIsFound(SecretNeedles needles, string what)
    {
        List<string> found = needles.FindInMemory();
        string[] remains = [.. found.Where(static f => !f.StartsWith(Control, StringComparison.Ordinal))];
        output.WriteLine($"{what}: {needles.Count} windows looked for, {remains.Length} found, {found.Count - remains.Length} of the control");
        Assert.True(remains.Length == 0, string.Join('\n', remains.Take(40)));
        Assert.NotEmpty(found);
    }

    /// <summary>Hands out randomness, and only then fails.</summary>
    private sealed class FailingLate(SecretNeedles needles) : RandomNumberGenerator
    {
        public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

        public override void GetBytes(Span<byte> data)
        {
            Fill(data);
            needles.Add(data, "seed");
            throw new RandomnessFailedException();
        }
    }
}
