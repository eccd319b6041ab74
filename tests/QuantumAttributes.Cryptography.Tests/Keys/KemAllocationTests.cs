using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Keys keep their expanded form, and using them allocates nothing of ours: on the platform nothing at all where its own calls
/// allocate nothing, elsewhere no more than the libraries' own calls do.
/// </summary>
public class KemAllocationTests(ITestOutputHelper output)
{
    private const int WarmUp = 300;
    private const int Operations = 1000;

    // The same key on both sides: BouncyCastle allocates a little more where the matrix takes longer to sample.
    private static readonly byte[] Seed = Keys.Counting(64);
    private static readonly byte[] HybridSeed = Keys.Counting(32);

    public static TheoryData<string, string> MLKemSets => new MatrixTheoryData<string, string>(
        ["ML-KEM-512", "ML-KEM-768", "ML-KEM-1024"], ProviderUnderTest.All.Where(static p => p != ProviderUnderTest.BouncyCastle));

    public static TheoryData<string, string, string> NistHybrids =>
    [
        .. from provider in ProviderUnderTest.All
           from hybrid in ((string, string)[])[("MLKEM768-P256", "ML-KEM-768"), ("MLKEM1024-P384", "ML-KEM-1024")]
           select (hybrid.Item1, hybrid.Item2, provider),
    ];

    [Theory]
    [MemberData(nameof(MLKemSets))]
    public void Given_PlatformOrVectorKey_When_UsedAThousandTimes_Expect_NoAllocation(string name, string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        (Action encapsulate, Action decapsulate) = Ours(KemAlgorithm.Parse(name), Seed, providers);

        Assert.Equal(0, Allocated(encapsulate));
        Assert.Equal(0, Allocated(decapsulate));
    }

    [Theory]
    [InlineData("ML-KEM-512")]
    [InlineData("ML-KEM-768")]
    [InlineData("ML-KEM-1024")]
    public void Given_BouncyCastleKey_When_Used_Expect_NoMoreThanBouncyCastleAllocates(string name)
    {
        (Action encapsulate, Action decapsulate) =
            Ours(KemAlgorithm.Parse(name), Seed, ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle));
        (Action bareEncapsulate, Action bareDecapsulate) = BouncyCastlesOwn(name);

        AssertNoMore(name, encapsulate, bareEncapsulate);
        AssertNoMore(name, decapsulate, bareDecapsulate);
    }

    [Theory]
    [MemberData(nameof(NistHybrids))]
    public void Given_NistHybrid_When_Used_Expect_NoMoreThanItsPartsAllocate(string name, string part, string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        (Action encapsulate, Action decapsulate) = Ours(KemAlgorithm.Parse(name), HybridSeed, providers);
        (Action partEncapsulate, Action partDecapsulate) = Ours(KemAlgorithm.Parse(part), MLKemSeed(HybridSeed), providers);
        BareExchange bare = new(name == "MLKEM768-P256" ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384);

        AssertNoMore(name, encapsulate, partEncapsulate + bare.Exchange);
        AssertNoMore(name, decapsulate, partDecapsulate + bare.Agree);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_XWing_When_Used_Expect_NoMoreThanMLKemAllocates(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        (Action encapsulate, Action decapsulate) = Ours(KemAlgorithm.XWing, HybridSeed, providers);
        (Action partEncapsulate, Action partDecapsulate) = Ours(KemAlgorithm.MLKem768, MLKemSeed(HybridSeed), providers);

        AssertNoMore("X-Wing", encapsulate, partEncapsulate);
        AssertNoMore("X-Wing", decapsulate, partDecapsulate);
    }

    private static (Action Encapsulate, Action Decapsulate) Ours(KemAlgorithm algorithm, byte[] seed, ProviderSet providers)
    {
        KemPrivateKey key = KemPrivateKey.ImportSeed(algorithm, seed, providers);
        byte[] ciphertext = new byte[algorithm.CiphertextSize];
        byte[] sharedSecret = new byte[algorithm.SharedSecretSize];
        key.PublicKey.Encapsulate(ciphertext, sharedSecret);
        byte[] received = [.. ciphertext];
        return (() => key.PublicKey.Encapsulate(ciphertext, sharedSecret), () => key.Decapsulate(received, sharedSecret));
    }

    /// <summary>The seed of the ML-KEM key within a hybrid.</summary>
    private static byte[] MLKemSeed(byte[] hybridSeed)
    {
        byte[] seed = new byte[64];
        Sha3.Shake256(hybridSeed, seed);
        return seed;
    }

    private static (Action Encapsulate, Action Decapsulate) BouncyCastlesOwn(string name)
    {
        MLKemParameters parameters = name switch
        {
            "ML-KEM-512" => MLKemParameters.ml_kem_512,
            "ML-KEM-768" => MLKemParameters.ml_kem_768,
            _ => MLKemParameters.ml_kem_1024,
        };
        MLKemPrivateKeyParameters key = MLKemPrivateKeyParameters.FromSeed(parameters, Seed);
        MLKemEncapsulator encapsulator = new(parameters);
        encapsulator.Init(new ParametersWithRandom(key.GetPublicKey(), new SecureRandom()));
        MLKemDecapsulator decapsulator = new(parameters);
        decapsulator.Init(key);
        byte[] ciphertext = new byte[encapsulator.EncapsulationLength];
        byte[] sharedSecret = new byte[32];
        encapsulator.Encapsulate(ciphertext, sharedSecret);
        byte[] received = [.. ciphertext];
        return (
            () => encapsulator.Encapsulate(ciphertext.AsSpan(), sharedSecret.AsSpan()),
            () => decapsulator.Decapsulate(received.AsSpan(), sharedSecret.AsSpan()));
    }

    private void AssertNoMore(string name, Action operation, Action bare)
    {
        (long bytes, long ofLibraries) = Allocation.OfOne(operation, bare);
        output.WriteLine($"{name}: {bytes} bytes, the libraries {ofLibraries}");
        Assert.InRange(bytes, 0, ofLibraries);
    }

    private static long Allocated(Action operation)
    {
        for (int i = 0; i < WarmUp; i++)
            operation();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Operations; i++)
            operation();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
