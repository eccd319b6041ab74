using System.Security.Cryptography;
using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// KEMs of the platform and of Vector against those of BouncyCastle, except DHKEMs: those are the same code under all, but for the X25519
/// in them, which has tests of its own.
/// </summary>
public class KemDifferentialTests(ITestOutputHelper output)
{
    private static readonly string[] Names =
        ["ML-KEM-512", "ML-KEM-768", "ML-KEM-1024", "X-Wing", "MLKEM768-P256", "MLKEM1024-P384"];

    private static readonly string[] Others =
        [.. ProviderUnderTest.All.Where(static name => name != ProviderUnderTest.BouncyCastle)];

    public static TheoryData<string, string> Kems => new MatrixTheoryData<string, string>(Names, Others);

    public static TheoryData<string, string> KemsWithExpandedKey => new MatrixTheoryData<string, string>(
        Names.Where(static name => KemAlgorithm.Parse(name).ExpandedPrivateKeySize is not null), Others);

    public static TheoryData<string, string, bool> KemsBothWays => new MatrixTheoryData<string, string, bool>(Names, Others, [true, false]);

    public static TheoryData<string> OtherProviders => [.. Others];

    [Theory]
    [MemberData(nameof(OtherProviders))]
    public void Given_TwoProviders_When_TheirKemsListed_Expect_AllSharedOnesCompared(string provider)
    {
        (ProviderSet other, ProviderSet bouncyCastle) = Differential.With(provider);
        IEnumerable<KemAlgorithm> shared =
            KemAlgorithm.All.Where(a => a.Family != "DHKEM" && other.Supports(a) && bouncyCastle.Supports(a));
        Assert.Equal(Names, shared.Select(static a => a.Name));
    }

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_Seed_When_BothMakeTheKey_Expect_TheSameKey(string name, string provider)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        (ProviderSet other, ProviderSet bouncyCastle) = Differential.With(provider);
        Differential.Run(output, algorithm, provider, "key generation", SeedOf(algorithm), seed =>
        {
            using KemPrivateKey one = KemPrivateKey.ImportSeed(algorithm, seed, other);
            using KemPrivateKey two = KemPrivateKey.ImportSeed(algorithm, seed, bouncyCastle);
            Assert.Equal(one.PublicKey.Export(), two.PublicKey.Export());
            if (algorithm.ExpandedPrivateKeySize is not null)
                Assert.Equal(Keys.Expanded(one), Keys.Expanded(two));
        });
    }

    [Theory]
    [MemberData(nameof(KemsBothWays))]
    public void Given_CiphertextOfOne_When_BothDecapsulate_Expect_ItsSecret(string name, string provider, bool otherEncapsulates)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        string encapsulates = otherEncapsulates ? provider : ProviderUnderTest.BouncyCastle;
        Differential.Run(output, algorithm, provider, $"encapsulation by {encapsulates}", KeysOf(algorithm, provider), key =>
        {
            KemPrivateKey sender = otherEncapsulates ? key.Other : key.BouncyCastle;
            (byte[] ciphertext, byte[] sharedSecret) = sender.PublicKey.Encapsulate();
            Assert.Equal(sharedSecret, key.Other.Decapsulate(ciphertext));
            Assert.Equal(sharedSecret, key.BouncyCastle.Decapsulate(ciphertext));
        });
    }

    /// <summary>Another secret, or for a hybrid whose ciphertext holds no point any more none at all.</summary>
    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_CorruptedCiphertext_When_BothDecapsulate_Expect_TheSameOtherSecret(string name, string provider)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        Gen<(KeyPair<KemPrivateKey>, Corruption)> cases = Gen.Select(KeysOf(algorithm, provider), Corruption.Any);
        Differential.Run(output, algorithm, provider, "decapsulation of corrupted ciphertexts", cases, input =>
        {
            (KeyPair<KemPrivateKey> key, Corruption corruption) = input;
            (byte[] ciphertext, byte[] sharedSecret) = key.Other.PublicKey.Encapsulate();
            byte[]? rejected = TryDecapsulate(key.Other, corruption.Of(ciphertext));
            Assert.Equal(rejected, TryDecapsulate(key.BouncyCastle, corruption.Of(ciphertext)));
            Assert.NotEqual(sharedSecret, rejected);
        });
    }

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_AnyBytes_When_BothDecapsulate_Expect_TheSameSecret(string name, string provider)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        Gen<(KeyPair<KemPrivateKey>, byte[])> cases = Gen.Select(KeysOf(algorithm, provider), Gen.Byte.Array[algorithm.CiphertextSize]);
        Differential.Run(output, algorithm, provider, "decapsulation of random ciphertexts", cases, input =>
        {
            (KeyPair<KemPrivateKey> key, byte[] ciphertext) = input;
            Assert.Equal(TryDecapsulate(key.Other, ciphertext), TryDecapsulate(key.BouncyCastle, ciphertext));
        });
    }

    /// <summary>At the providers: what is checked before they see the key is our own, and compared with corrupted keys.</summary>
    [Theory]
    [MemberData(nameof(KemsWithExpandedKey))]
    public void Given_ExpandedKey_When_BothImport_Expect_TheSameKey(string name, string provider)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        (ProviderSet other, ProviderSet bouncyCastle) = Differential.With(provider);
        Differential.Run(output, algorithm, provider, "import of expanded keys", SeedOf(algorithm), seed =>
        {
            byte[] expanded = Keys.Expanded(algorithm, seed);
            using IDecapsulator one = other.Get(algorithm).CreateDecapsulatorFromExpandedKey(expanded);
            using IDecapsulator two = bouncyCastle.Get(algorithm).CreateDecapsulatorFromExpandedKey(expanded);
            byte[] publicKey = Keys.PublicKey(one, algorithm);
            Assert.Equal(publicKey, Keys.PublicKey(two, algorithm));
            Assert.Equal(expanded, Keys.Expanded(one, algorithm));
            Assert.Equal(expanded, Keys.Expanded(two, algorithm));
            using KemPublicKey sender = KemPublicKey.Import(algorithm, publicKey, other);
            (byte[] ciphertext, byte[] sharedSecret) = sender.Encapsulate();
            Assert.Equal(sharedSecret, Decapsulate(algorithm, one, ciphertext));
            Assert.Equal(sharedSecret, Decapsulate(algorithm, two, ciphertext));
        });
    }

    [Theory]
    [MemberData(nameof(KemsWithExpandedKey))]
    public void Given_CorruptedExpandedKey_When_BothImport_Expect_TheSameVerdict(string name, string provider)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        (ProviderSet other, ProviderSet bouncyCastle) = Differential.With(provider);
        Gen<(KeyPair<KemPrivateKey>, Corruption)> cases = Gen.Select(KeysOf(algorithm, provider), Corruption.Any);
        Differential.Run(output, algorithm, provider, "import of corrupted expanded keys", cases, input =>
        {
            byte[] corrupted = input.Item2.Of(Keys.Expanded(input.Item1.BouncyCastle));
            Assert.Equal(Imports(algorithm, corrupted, other), Imports(algorithm, corrupted, bouncyCastle));
        });
    }

    /// <summary>
    /// The verdict is our own check's, made before the provider sees the key; the platform's ML-KEM, asked without it, says the
    /// same.
    /// </summary>
    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_CorruptedPublicKey_When_BothImport_Expect_TheSameVerdict(string name, string provider)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        (ProviderSet other, ProviderSet bouncyCastle) = Differential.With(provider);
        Gen<byte[]> publicKeys = Differential.Pool(() => Generate(algorithm, provider).Other.PublicKey.Export());
        int taken = 0;
        int refused = 0;
        Differential.Run(output, algorithm, provider, "import of corrupted public keys", Gen.Select(publicKeys, Corruption.Any), input =>
        {
            byte[] corrupted = input.Item2.Of(input.Item1);
            bool verdict = Takes(() => KemPublicKey.Import(algorithm, corrupted, other));
            Assert.Equal(verdict, Takes(() => KemPublicKey.Import(algorithm, corrupted, bouncyCastle)));
            if (provider == ProviderUnderTest.Platform)
                Assert.Equal(verdict, Takes(() => other.Get(algorithm).CreateEncapsulator(corrupted)));
            Interlocked.Increment(ref verdict ? ref taken : ref refused);
        });
        output.WriteLine($"{taken} taken, {refused} refused");
        Assert.NotEqual(0, taken);
        Assert.NotEqual(0, refused);
    }

    private static Gen<KeyPair<KemPrivateKey>> KeysOf(KemAlgorithm algorithm, string provider) => Differential.Pool(() => Generate(algorithm, provider));

    private static KeyPair<KemPrivateKey> Generate(KemAlgorithm algorithm, string provider)
    {
        (ProviderSet other, ProviderSet bouncyCastle) = Differential.With(provider);
        KemPrivateKey key = KemPrivateKey.Generate(algorithm, other);
        return new KeyPair<KemPrivateKey>(key, KemPrivateKey.ImportSeed(algorithm, key.ExportSeed(), bouncyCastle));
    }

    private static Gen<byte[]> SeedOf(KemAlgorithm algorithm) => Gen.Byte.Array[algorithm.SeedSize!.Value];

    private static byte[] Decapsulate(KemAlgorithm algorithm, IDecapsulator key, byte[] ciphertext)
    {
        byte[] sharedSecret = new byte[algorithm.SharedSecretSize];
        key.Decapsulate(ciphertext, sharedSecret);
        return sharedSecret;
    }

    private static byte[]? TryDecapsulate(KemPrivateKey key, byte[] ciphertext)
    {
        try
        {
            return key.Decapsulate(ciphertext);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static bool Imports(KemAlgorithm algorithm, byte[] expandedKey, ProviderSet providers) =>
        Takes(() => KemPrivateKey.ImportExpanded(algorithm, expandedKey, providers));

    private static bool Takes(Func<IDisposable> import)
    {
        try
        {
            using IDisposable key = import();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
