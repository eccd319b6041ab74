using System.Security.Cryptography;
using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>KEMs of the platform against those of BouncyCastle.</summary>
public class KemDifferentialTests(ITestOutputHelper output)
{
    private static readonly string[] Names = ["ML-KEM-512", "ML-KEM-768", "ML-KEM-1024", "X-Wing"];

    public static TheoryData<string> Kems => [.. Names];

    public static TheoryData<string> KemsWithExpandedKey =>
        [.. Names.Where(static name => KemAlgorithm.Parse(name).ExpandedPrivateKeySize is not null)];

    public static TheoryData<string, string> KemsBothWays => new MatrixTheoryData<string, string>(
        Names, [ProviderUnderTest.Platform, ProviderUnderTest.BouncyCastle]);

    [Fact]
    public void Given_TwoProviders_When_TheirKemsListed_Expect_AllSharedOnesCompared()
    {
        (ProviderSet platform, ProviderSet bouncyCastle) = Differential.Providers;
        IEnumerable<KemAlgorithm> shared = KemAlgorithm.All.Where(a => platform.Supports(a) && bouncyCastle.Supports(a));
        Assert.Equal(Names, shared.Select(static a => a.Name));
    }

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_Seed_When_BothMakeTheKey_Expect_TheSameKey(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        (ProviderSet platform, ProviderSet bouncyCastle) = Differential.Providers;
        Differential.Run(output, algorithm, "key generation", SeedOf(algorithm), seed =>
        {
            using KemPrivateKey one = KemPrivateKey.ImportSeed(algorithm, seed, platform);
            using KemPrivateKey other = KemPrivateKey.ImportSeed(algorithm, seed, bouncyCastle);
            Assert.Equal(one.PublicKey.Export(), other.PublicKey.Export());
            if (algorithm.ExpandedPrivateKeySize is not null)
                Assert.Equal(Keys.Expanded(one), Keys.Expanded(other));
        });
    }

    [Theory]
    [MemberData(nameof(KemsBothWays))]
    public void Given_CiphertextOfOne_When_BothDecapsulate_Expect_ItsSecret(string name, string encapsulates)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KeyPairs<KemPrivateKey> keys = Pairs(algorithm);
        Differential.Run(output, algorithm, $"encapsulation by {encapsulates}", keys.Index, index =>
        {
            (KemPrivateKey platform, KemPrivateKey bouncyCastle) = keys[index];
            KemPrivateKey sender = encapsulates == ProviderUnderTest.Platform ? platform : bouncyCastle;
            (byte[] ciphertext, byte[] sharedSecret) = sender.PublicKey.Encapsulate();
            Assert.Equal(sharedSecret, platform.Decapsulate(ciphertext));
            Assert.Equal(sharedSecret, bouncyCastle.Decapsulate(ciphertext));
        });
    }

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_CorruptedCiphertext_When_BothDecapsulate_Expect_TheSameOtherSecret(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KeyPairs<KemPrivateKey> keys = Pairs(algorithm);
        Gen<(int Key, Corruption Corruption)> cases = Gen.Select(keys.Index, Corruption.Any);
        Differential.Run(output, algorithm, "decapsulation of corrupted ciphertexts", cases, input =>
        {
            (KemPrivateKey platform, KemPrivateKey bouncyCastle) = keys[input.Key];
            (byte[] ciphertext, byte[] sharedSecret) = platform.PublicKey.Encapsulate();
            byte[] rejected = platform.Decapsulate(input.Corruption.Of(ciphertext));
            Assert.Equal(rejected, bouncyCastle.Decapsulate(input.Corruption.Of(ciphertext)));
            Assert.NotEqual(sharedSecret, rejected);
        });
    }

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_AnyBytes_When_BothDecapsulate_Expect_TheSameSecret(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KeyPairs<KemPrivateKey> keys = Pairs(algorithm);
        Gen<(int Key, byte[] Ciphertext)> cases = Gen.Select(keys.Index, Gen.Byte.Array[algorithm.CiphertextSize]);
        Differential.Run(output, algorithm, "decapsulation of random ciphertexts", cases, input =>
        {
            (KemPrivateKey platform, KemPrivateKey bouncyCastle) = keys[input.Key];
            Assert.Equal(platform.Decapsulate(input.Ciphertext), bouncyCastle.Decapsulate(input.Ciphertext));
        });
    }

    [Theory]
    [MemberData(nameof(KemsWithExpandedKey))]
    public void Given_ExpandedKey_When_BothImport_Expect_TheSameKey(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        (ProviderSet platform, ProviderSet bouncyCastle) = Differential.Providers;
        Differential.Run(output, algorithm, "import of expanded keys", SeedOf(algorithm), seed =>
        {
            byte[] expanded = Keys.Expanded(algorithm, seed);
            using IDecapsulator one = platform.Get(algorithm).CreateDecapsulatorFromExpandedKey(expanded);
            using IDecapsulator other = bouncyCastle.Get(algorithm).CreateDecapsulatorFromExpandedKey(expanded);
            byte[] publicKey = Keys.PublicKey(one, algorithm);
            Assert.Equal(publicKey, Keys.PublicKey(other, algorithm));
            Assert.Equal(expanded, Keys.Expanded(one, algorithm));
            Assert.Equal(expanded, Keys.Expanded(other, algorithm));
            (byte[] ciphertext, byte[] sharedSecret) = Encapsulate(algorithm, platform, publicKey);
            Assert.Equal(sharedSecret, Decapsulate(algorithm, one, ciphertext));
            Assert.Equal(sharedSecret, Decapsulate(algorithm, other, ciphertext));
        });
    }

    [Theory]
    [MemberData(nameof(KemsWithExpandedKey))]
    public void Given_CorruptedExpandedKey_When_BothImport_Expect_TheSameVerdict(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KeyPairs<KemPrivateKey> keys = Pairs(algorithm);
        (ProviderSet platform, ProviderSet bouncyCastle) = Differential.Providers;
        Gen<(int Key, Corruption Corruption)> cases = Gen.Select(keys.Index, Corruption.Any);
        Differential.Run(output, algorithm, "import of corrupted expanded keys", cases, input =>
        {
            byte[] corrupted = input.Corruption.Of(Keys.Expanded(keys[input.Key].BouncyCastle));
            Assert.Equal(Imports(algorithm, corrupted, platform), Imports(algorithm, corrupted, bouncyCastle));
        });
    }

    private KeyPairs<KemPrivateKey> Pairs(KemAlgorithm algorithm) =>
        new(output, algorithm, (seed, providers) => KemPrivateKey.ImportSeed(algorithm, seed, providers));

    private static Gen<byte[]> SeedOf(KemAlgorithm algorithm) => Gen.Byte.Array[algorithm.SeedSize!.Value];

    private static (byte[] Ciphertext, byte[] SharedSecret) Encapsulate(
        KemAlgorithm algorithm, ProviderSet providers, byte[] publicKey)
    {
        using KemPublicKey key = KemPublicKey.Import(algorithm, publicKey, providers);
        return key.Encapsulate();
    }

    private static byte[] Decapsulate(KemAlgorithm algorithm, IDecapsulator key, byte[] ciphertext)
    {
        byte[] sharedSecret = new byte[algorithm.SharedSecretSize];
        key.Decapsulate(ciphertext, sharedSecret);
        return sharedSecret;
    }

    private static bool Imports(KemAlgorithm algorithm, byte[] expandedKey, ProviderSet providers)
    {
        try
        {
            using KemPrivateKey key = KemPrivateKey.ImportExpanded(algorithm, expandedKey, providers);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
