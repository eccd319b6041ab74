namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>
/// What <see cref="ErasureTests"/> shows of providers, of the vectorised ML-DSA: its registers and its stack are searched too.
/// </summary>
[Collection(nameof(AloneInTheProcess))]
public class VectorMLDsaErasureTests(ITestOutputHelper output)
{
    private const int Count = 100;

    [Fact]
    public void Given_HundredKeysUsedAndDisposed_When_MemorySearched_Expect_NothingOfThem()
    {
        Coefficients.NeedAvx2();
        ProviderSet providers = MLDsaSignatureProvider.Set();
        SecretNeedles needles = new();
        KeyInUse[] keys = [.. Enumerable.Range(0, Count).Select(i => KeyInUse.Make(MLDsaSet.All[i % 3].Algorithm, providers))];
        using KeyInUse alive = KeyInUse.Make(MLDsaSet.All[0].Algorithm, providers);
        alive.Record(needles, SecretNeedles.Control);
        foreach (KeyInUse key in keys)
        {
            key.Record(needles, "key");
            key.Use();
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        foreach (KeyInUse key in keys)
        {
            key.UseAgain();
            key.ImportAgainAndUse(providers);
            key.Dispose();
        }

        needles.AssertOnlyTheControlIsFound(output, $"{Count} keys of ML-DSA in vectors");
    }
}
