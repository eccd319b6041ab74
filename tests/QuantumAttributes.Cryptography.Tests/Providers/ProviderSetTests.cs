using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

public class ProviderSetTests
{
    [Fact]
    public void Given_PlatformOnly_When_XWingWanted_Expect_NotSupported()
    {
        ProviderSet providers = ProviderSet.Create(ProviderPreference.PlatformOnly);

        Assert.False(providers.Supports(KemAlgorithm.XWing));
        AlgorithmNotSupportedException e =
            Assert.Throws<AlgorithmNotSupportedException>(() => KemPrivateKey.Generate(KemAlgorithm.XWing, providers));
        Assert.Contains("X-Wing", e.Message, StringComparison.Ordinal);
        Assert.Contains("Platform", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_PlatformOnly_When_Asked_Expect_WhatThePlatformSupports()
    {
        ProviderSet providers = ProviderSet.Create(ProviderPreference.PlatformOnly);

        Assert.Equal(MLKem.IsSupported, providers.Supports(KemAlgorithm.MLKem768));
        Assert.Equal(MLDsa.IsSupported, providers.Supports(SignatureAlgorithm.MLDsa65));
    }

    [Fact]
    public void Given_PlatformOnly_When_CompositesAskedFor_Expect_ThoseWithEcdsaAndNoneWithEdDsa()
    {
        ProviderSet providers = ProviderSet.Create(ProviderPreference.PlatformOnly);

        Assert.All(CompositeParts.All, a => Assert.Equal(
            MLDsa.IsSupported && a.Name.Contains("ECDSA", StringComparison.Ordinal), providers.Supports(a)));
    }

    [Theory]
    [InlineData(ProviderPreference.Fastest)]
    [InlineData(ProviderPreference.PlatformFirst)]
    public void Given_AnyMachine_When_SetMade_Expect_EveryAlgorithm(ProviderPreference preference)
    {
        ProviderSet providers = ProviderSet.Create(preference);

        Assert.All(KemAlgorithm.All, a => Assert.True(providers.Supports(a)));
        Assert.All(SignatureAlgorithm.All, a => Assert.True(providers.Supports(a)));
    }

    [Fact]
    public void Given_PlatformFirst_When_ProviderNamed_Expect_PlatformWhereSupportedElseTheFastest()
    {
        ProviderSet providers = ProviderSet.Create(ProviderPreference.PlatformFirst);

        Assert.Equal(MLKem.IsSupported ? "Platform" : FastestKem, providers.ProviderNameOf(KemAlgorithm.XWing));
        Assert.Equal(
            [.. Where(MLKem.IsSupported, "Platform"), .. Where(VectorProvider.IsSupported, "Vector"), "BouncyCastle"],
            providers.ProviderNamesOf(KemAlgorithm.MLKem768));
        Assert.Equal(MLDsa.IsSupported ? "Platform" : FastestMLDsa, providers.ProviderNameOf(SignatureAlgorithm.MLDsa65));
    }

    /// <summary>Ours is the fastest where the processor can; OpenSSL's ML-KEM is faster than BouncyCastle's, its ML-DSA signing slower.</summary>
    [Fact]
    public void Given_Fastest_When_ProviderNamed_Expect_VectorWhereItCanAndBouncyCastleBeforeThePlatformsMLDsa()
    {
        ProviderSet providers = ProviderSet.Create(ProviderPreference.Fastest);

        Assert.All(
            (KemAlgorithm[])[KemAlgorithm.MLKem512, KemAlgorithm.MLKem768, KemAlgorithm.MLKem1024, KemAlgorithm.XWing],
            a => Assert.Equal(FastestKem, providers.ProviderNameOf(a)));
        Assert.Equal(VectorProvider.IsSupported ? "Vector" : "BouncyCastle", providers.ProviderNameOf(KemAlgorithm.DhKemX25519));
        Assert.Equal("BouncyCastle", providers.ProviderNameOf(KemAlgorithm.DhKemX448));
        Assert.Equal(FastestMLDsa, providers.ProviderNameOf(SignatureAlgorithm.MLDsa65));
        Assert.Equal("BouncyCastle", providers.ProviderNameOf(SignatureAlgorithm.MLDsa65EcdsaP256));
    }

    [Fact]
    public void Given_Fastest_When_AllProvidersNamed_Expect_ChosenFirst()
    {
        ProviderSet providers = ProviderSet.Create(ProviderPreference.Fastest);

        Assert.Equal(
            [.. Where(VectorProvider.IsSupported, "Vector"), "BouncyCastle", .. Where(MLDsa.IsSupported, "Platform")],
            providers.ProviderNamesOf(SignatureAlgorithm.MLDsa65));
        Assert.Equal(
            [.. Where(VectorProvider.IsSupported, "Vector"), .. Where(MLKem.IsSupported, "Platform"), "BouncyCastle"],
            providers.ProviderNamesOf(KemAlgorithm.MLKem768));
        Assert.Empty(new ProviderSet(RandomNumberGenerator.Create(), new EmptyProvider()).ProviderNamesOf(KemAlgorithm.XWing));
    }

    [Fact]
    public void Given_SeveralAlgorithms_When_Described_Expect_EachWithItsProvider()
    {
        ProviderSet providers = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);

        Assert.Equal(
            "X-Wing by BouncyCastle, ML-DSA-65 by BouncyCastle", providers.Describe(KemAlgorithm.XWing, SignatureAlgorithm.MLDsa65));
    }

    [Fact]
    public void Given_TwoProviders_When_FirstLacksAnAlgorithm_Expect_Second()
    {
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        ProviderSet providers = new(random, new EmptyProvider(), new BouncyCastleProvider(random));

        Assert.Equal("BouncyCastle", providers.ProviderNameOf(KemAlgorithm.MLKem768));
        Assert.Equal("BouncyCastle", providers.ProviderNameOf(SignatureAlgorithm.MLDsa65));
    }

    [Fact]
    public void Given_ProviderWithoutAlgorithms_When_Asked_Expect_NullOrNotSupported()
    {
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        ProviderSet providers = new(random, new EmptyProvider());

        Assert.Null(providers.Find(KemAlgorithm.MLKem768));
        Assert.Null(providers.Find(SignatureAlgorithm.MLDsa65));
        Assert.Throws<AlgorithmNotSupportedException>(() => providers.ProviderNameOf(KemAlgorithm.MLKem768));
        Assert.Throws<AlgorithmNotSupportedException>(() => SigningKey.Generate(SignatureAlgorithm.MLDsa65, providers));
    }

    [Fact]
    public void Given_Set_When_UsedAgainAndAgain_Expect_ProvidersAskedOnlyWhenItWasMade()
    {
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        EmptyProvider provider = new();
        ProviderSet providers = new(random, provider);
        int asked = provider.Asked;

        _ = providers.Find(KemAlgorithm.MLKem768);
        _ = providers.Supports(SignatureAlgorithm.MLDsa65);

        Assert.Equal(KemAlgorithm.All.Count + SignatureAlgorithm.All.Count, asked);
        Assert.Equal(asked, provider.Asked);
    }

    [Fact]
    public void Given_NoProviders_When_SetMade_Expect_ArgumentException()
    {
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        Assert.Throws<ArgumentException>(() => new ProviderSet(random));
    }

    [Fact]
    public void Given_UnknownPreference_When_SetMade_Expect_ArgumentOutOfRange() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ProviderSet.Create((ProviderPreference)99));

    /// <summary>What runs without its instructions, run.sh shows: DOTNET_EnableHWIntrinsic=0.</summary>
    [Fact]
    public void Given_Vector_When_AskedForItsAlgorithms_Expect_AllOrNoneAsTheProcessorCan()
    {
        VectorProvider vector = new();

        Assert.Equal(Avx2.IsSupported, VectorProvider.IsSupported);
        Assert.Equal(
            Avx2.IsSupported
                ? ["ML-KEM-512", "ML-KEM-768", "ML-KEM-1024", "X-Wing", "MLKEM768-P256", "MLKEM1024-P384", "DHKEM-X25519"]
                : [],
            KemAlgorithm.All.Where(a => vector.FindKem(a) is not null).Select(static a => a.Name));
        Assert.Equal(
            Avx2.IsSupported ? ["ML-DSA-44", "ML-DSA-65", "ML-DSA-87"] : [],
            SignatureAlgorithm.All.Where(a => vector.FindSignature(a) is not null).Select(static a => a.Name));
    }

    private static string FastestKem => VectorProvider.IsSupported ? "Vector" : MLKem.IsSupported ? "Platform" : "BouncyCastle";

    private static string FastestMLDsa => VectorProvider.IsSupported ? "Vector" : "BouncyCastle";

    private static string[] Where(bool supported, string name) => supported ? [name] : [];

    private sealed class EmptyProvider : ICryptographyProvider
    {
        public int Asked { get; private set; }

        public string Name => "Empty";

        public IKem? FindKem(KemAlgorithm algorithm)
        {
            Asked++;
            return null;
        }

        public ISignatureScheme? FindSignature(SignatureAlgorithm algorithm)
        {
            Asked++;
            return null;
        }
    }
}
