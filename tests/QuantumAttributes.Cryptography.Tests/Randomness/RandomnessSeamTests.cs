namespace QuantumAttributes.Cryptography.Tests;

public class RandomnessSeamTests
{
    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
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
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_SameData_When_SignedTwice_Expect_TwoSignatures(string provider)
    {
        using SigningKey key =
            SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, Keys.Counting(32), ProviderUnderTest.Set(provider));
        Assert.NotEqual(key.Sign("data"u8), key.Sign("data"u8));
    }
}
