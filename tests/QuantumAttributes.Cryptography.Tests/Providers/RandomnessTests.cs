namespace QuantumAttributes.Cryptography.Tests;

public class RandomnessTests
{
    private static readonly ProviderSet BouncyCastle = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);

    public static TheoryData<string> Kems => [.. KemAlgorithm.All.Select(static a => a.Name)];

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_RecordedSeed_When_KeysGenerated_Expect_TheKeysOfThatSeed(string provider)
    {
        byte[] kemSeed = Keys.Counting(64, 5);
        byte[] signingSeed = Keys.Counting(32, 9);
        RecordedRandom random = new(kemSeed, signingSeed);
        ProviderSet providers = ProviderUnderTest.Set(provider, random);

        using KemPrivateKey kem = KemPrivateKey.Generate(KemAlgorithm.MLKem768, providers);
        using SigningKey signing = SigningKey.Generate(SignatureAlgorithm.MLDsa65, providers);

        Assert.Equal(kemSeed, kem.ExportSeed());
        Assert.Equal(signingSeed, signing.ExportSeed());
        Assert.Equal(0, random.Remaining);
    }

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_FailingRandomness_When_KemKeyGenerated_Expect_TheFailure(string name) =>
        Assert.Throws<RandomnessFailedException>(() => KemPrivateKey.Generate(KemAlgorithm.Parse(name), Failing()));

    [Fact]
    public void Given_FailingRandomness_When_SigningKeyGenerated_Expect_TheFailure() =>
        Assert.Throws<RandomnessFailedException>(() => SigningKey.Generate(SignatureAlgorithm.MLDsa65, Failing()));

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_FailingRandomness_When_Encapsulated_Expect_TheFailureAndNothingWritten(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm, BouncyCastle);
        using KemPublicKey publicKey = KemPublicKey.Import(algorithm, key.PublicKey.Export(), Failing());
        AssertFailsAndWritesNothing(publicKey);
    }

    [Fact]
    public void Given_RandomnessForHalfOfXWing_When_Encapsulated_Expect_TheFailureAndNothingWritten()
    {
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.XWing, BouncyCastle);
        ProviderSet enoughForMLKem = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, new RecordedRandom(new byte[32]));
        using KemPublicKey publicKey = KemPublicKey.Import(KemAlgorithm.XWing, key.PublicKey.Export(), enoughForMLKem);
        AssertFailsAndWritesNothing(publicKey);
    }

    [Fact]
    public void Given_FailingRandomness_When_Signed_Expect_TheFailureAndNothingWritten()
    {
        using SigningKey key = SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, Keys.Counting(32), Failing());
        byte[] signature = [.. Enumerable.Repeat((byte)0xAA, 3309)];

        Assert.Throws<RandomnessFailedException>(() => key.Sign("data"u8, signature.AsSpan()));
        Assert.All(signature, static b => Assert.Equal(0, b));
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_SameData_When_SignedTwice_Expect_TwoSignatures(string provider)
    {
        using SigningKey key =
            SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, Keys.Counting(32), ProviderUnderTest.Set(provider));
        Assert.NotEqual(key.Sign("data"u8), key.Sign("data"u8));
    }

    private static ProviderSet Failing() => ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, new RecordedRandom());

    private static void AssertFailsAndWritesNothing(KemPublicKey key)
    {
        byte[] ciphertext = [.. Enumerable.Repeat((byte)0xAA, key.Algorithm.CiphertextSize)];
        byte[] sharedSecret = [.. Enumerable.Repeat((byte)0xAA, key.Algorithm.SharedSecretSize)];

        Assert.Throws<RandomnessFailedException>(() => key.Encapsulate(ciphertext, sharedSecret));
        Assert.All(ciphertext, static b => Assert.Equal(0, b));
        Assert.All(sharedSecret, static b => Assert.Equal(0, b));
    }
}
