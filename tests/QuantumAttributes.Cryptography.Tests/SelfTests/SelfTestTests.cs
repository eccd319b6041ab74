using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

public class SelfTestTests
{
    public static TheoryData<string> Algorithms => [.. AlgorithmCatalogue.All.Select(static a => a.Name)];

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_SoundProvider_When_Tested_Expect_EveryAlgorithmItOffersToPass(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);

        providers.RunSelfTest(AlgorithmCatalogue.All.Where(providers.Supports));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_ProviderWithWrongAnswers_When_Tested_Expect_AlgorithmAndProviderNamed(string name)
    {
        Assert.True(AlgorithmCatalogue.TryFind(name, out CryptographicAlgorithm? algorithm));
        ProviderSet providers = FaultyProvider.Set();

        CryptographicException e = Assert.Throws<CryptographicException>(() => providers.RunSelfTest(algorithm));

        Assert.StartsWith($"The self-test of {name} by Faulty failed: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ProviderThatVerifiesOnlyItsOwnSignatures_When_Tested_Expect_AlgorithmAndProviderNamed()
    {
        RandomNumberGenerator random = RandomNumberGenerator.Create();
        ProviderSet providers = new(random, new OtherMessageProvider(new BouncyCastleProvider(random)));

        CryptographicException e = Assert.Throws<CryptographicException>(() => providers.RunSelfTest(SignatureAlgorithm.MLDsa65));

        Assert.StartsWith("The self-test of ML-DSA-65 by Other failed: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ProviderThatEncapsulatesAnotherSecret_When_Tested_Expect_Failure()
    {
        RandomNumberGenerator random = RandomNumberGenerator.Create();
        ProviderSet providers = new(random, new WrongEncapsulationProvider(new BouncyCastleProvider(random)));

        Assert.Throws<CryptographicException>(() => providers.RunSelfTest(KemAlgorithm.MLKem768));
    }

    [Fact]
    public void Given_ProviderThatAcceptsOtherMessages_When_Tested_Expect_Failure()
    {
        RandomNumberGenerator random = RandomNumberGenerator.Create();
        ProviderSet providers = new(random, new GullibleProvider(new BouncyCastleProvider(random)));

        Assert.Throws<CryptographicException>(() => providers.RunSelfTest(SignatureAlgorithm.MLDsa65));
    }

    /// <summary>A library that lacks a method, say, throws what it likes.</summary>
    [Fact]
    public void Given_ProviderThatThrowsAnything_When_Tested_Expect_AlgorithmAndProviderNamed()
    {
        ProviderSet providers = new(RandomNumberGenerator.Create(), new ThrowingProvider());

        CryptographicException e = Assert.Throws<CryptographicException>(() => providers.RunSelfTest(KemAlgorithm.XWing));

        Assert.StartsWith("The self-test of X-Wing by Throwing failed: ", e.Message, StringComparison.Ordinal);
        Assert.IsType<MissingMethodException>(e.InnerException);
    }

    [Fact]
    public void Given_NoProviderOfTheAlgorithm_When_Tested_Expect_NotSupported()
    {
        ProviderSet providers = new(RandomNumberGenerator.Create(), new FaultyProvider(null));

        Assert.Throws<AlgorithmNotSupportedException>(() => providers.RunSelfTest(KemAlgorithm.XWing));
    }

    /// <summary>The answers are the published vectors' own, not ours.</summary>
    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_KnownAnswer_When_ComparedToItsVector_Expect_Same(string name)
    {
        Assert.True(AlgorithmCatalogue.TryFind(name, out CryptographicAlgorithm? algorithm));
        KnownAnswer answer = KnownAnswer.For(algorithm);

        byte[] key = answer.Seed is { Length: > 0 } seed ? seed : answer.PrivateKey;
        byte[] result = algorithm switch
        {
            KemAlgorithm => answer.SharedSecret,
            { Family: "Falcon" } => FalconAnswers.Attach(answer.Message, answer.Signature),
            { Family: "SLH-DSA" } => answer.PublicKey,
            _ => answer.Signature,
        };
        Assert.True(PublishedAnswers.Contain(answer.Source, key), $"{name}: {answer.Source} has no such key");
        Assert.True(PublishedAnswers.Contain(answer.Source, result), $"{name}: {answer.Source} has no such result");
    }

    private sealed class ThrowingProvider : ICryptographyProvider, IKem
    {
        public string Name => "Throwing";

        public IKem FindKem(KemAlgorithm algorithm) => this;

        public ISignatureScheme? FindSignature(SignatureAlgorithm algorithm) => null;

        public IEncapsulator CreateEncapsulator(ReadOnlySpan<byte> publicKey) => throw new MissingMethodException();

        public IDecapsulator CreateDecapsulatorFromSeed(ReadOnlySpan<byte> seed) => throw new MissingMethodException();

        public IDecapsulator CreateDecapsulatorFromExpandedKey(ReadOnlySpan<byte> expandedKey) => throw new MissingMethodException();
    }
}
