using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Keys used wrongly at random: whatever comes in, what comes out is a result, or one of the exceptions that the documentation names,
/// and a buffer that was not filled is zero.
/// </summary>
public class KemMisuseTests(ITestOutputHelper output)
{
    private const int Rounds = 200;

    public static TheoryData<string, string> Kems
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (string provider in ProviderUnderTest.All)
            {
                foreach (KemAlgorithm algorithm in ProviderUnderTest.KemsOf(provider))
                    rows.Add(algorithm.Name, provider);
            }

            return rows;
        }
    }

    public static TheoryData<string> Names => [.. KemAlgorithm.All.Select(static a => a.Name)];

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_RandomBytesAsKeys_When_Imported_Expect_KeyOrCryptographicException(string name, string provider)
    {
        (KemAlgorithm algorithm, ProviderSet providers, Random random) = Start(name, provider);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm, providers);
        byte[] publicKey = key.PublicKey.Export();
        for (int i = 0; i < Rounds; i++)
        {
            byte[] bytes = Mangled(publicKey, random);
            AssertThrowsOnly<CryptographicException>(() => KemPublicKey.Import(algorithm, bytes, providers).Dispose());
            AssertThrowsOnly<CryptographicException>(
                () => KemPrivateKey.ImportSeed(algorithm, bytes.AsSpan(0, Math.Min(bytes.Length, random.Next(80))), providers).Dispose());
        }

        if (algorithm.ExpandedPrivateKeySize is not { } size)
            return;

        byte[] expanded = new byte[size];
        key.ExportExpanded(expanded);
        for (int i = 0; i < Rounds / 10; i++)
        {
            byte[] bytes = Mangled(expanded, random);
            AssertThrowsOnly<CryptographicException>(() => KemPrivateKey.ImportExpanded(algorithm, bytes, providers).Dispose());
        }
    }

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_RandomCiphertexts_When_Decapsulated_Expect_SecretOrRefusal(string name, string provider)
    {
        (KemAlgorithm algorithm, ProviderSet providers, Random random) = Start(name, provider);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm, providers);
        (byte[] ciphertext, byte[] sharedSecret) = key.PublicKey.Encapsulate();
        for (int i = 0; i < Rounds / 4; i++)
        {
            byte[] bytes = Mangled(ciphertext, random);
            byte[] received = [.. Enumerable.Repeat((byte)0xAA, sharedSecret.Length)];
            Exception? e = Record.Exception(() => key.Decapsulate(bytes, received));
            if (bytes.Length != ciphertext.Length)
            {
                Assert.IsType<ArgumentException>(e);
            }
            else if (e is not null)
            {
                Assert.IsAssignableFrom<CryptographicException>(e);
                Assert.All(received, static b => Assert.Equal(0, b));
            }
            else
            {
                Assert.Equal(bytes.AsSpan().SequenceEqual(ciphertext), received.AsSpan().SequenceEqual(sharedSecret));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_DisposedKeys_When_Used_Expect_ObjectDisposedException(string name, string provider)
    {
        (KemAlgorithm algorithm, ProviderSet providers, _) = Start(name, provider);
        KemPrivateKey key = KemPrivateKey.Generate(algorithm, providers);
        KemPublicKey publicKey = key.PublicKey;
        byte[] ciphertext = publicKey.Encapsulate().Ciphertext;
        publicKey.Dispose();
        key.Dispose();
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => publicKey.Encapsulate());
        Assert.Throws<ObjectDisposedException>(() => publicKey.Export());
        Assert.Throws<ObjectDisposedException>(() => key.Decapsulate(ciphertext));
        Assert.Throws<ObjectDisposedException>(() => key.ExportSeed());
        if (algorithm.ExpandedPrivateKeySize is { } size)
            Assert.Throws<ObjectDisposedException>(() => key.ExportExpanded(new byte[size]));
    }

    /// <summary>Wherever the generator fails, the failure comes out as it is, and nothing else does.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Given_RandomnessThatFailsMidway_When_Encapsulated_Expect_TheFailureAndZeros(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        byte[] publicKey = PublicKey(algorithm);
        int needed = RandomnessNeeded(algorithm, publicKey);
        for (int recorded = 0; recorded < needed; recorded += Math.Max(1, needed / 7))
        {
            using KemPublicKey key = KemPublicKey.Import(algorithm, publicKey, With(new RecordedRandom(Keys.Counting(recorded, 1))));
            (byte[] ciphertext, byte[] sharedSecret) = Filled(algorithm);
            Assert.Throws<RandomnessFailedException>(() => key.Encapsulate(ciphertext, sharedSecret));
            Assert.All(ciphertext, static b => Assert.Equal(0, b));
            Assert.All(sharedSecret, static b => Assert.Equal(0, b));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Given_SameRandomness_When_EncapsulatedTwice_Expect_SameResult(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        byte[] publicKey = PublicKey(algorithm);
        byte[] recording = Keys.Counting(RandomnessNeeded(algorithm, publicKey), 1);
        using KemPublicKey key =
            KemPublicKey.Import(algorithm, publicKey, With(new RecordedRandom(recording, recording)));
        (byte[] ciphertext, byte[] sharedSecret) = key.Encapsulate();
        (byte[] ciphertextAgain, byte[] sharedSecretAgain) = key.Encapsulate();

        Assert.Equal(ciphertext, ciphertextAgain);
        Assert.Equal(sharedSecret, sharedSecretAgain);
    }

    /// <summary>P-256 and P-384 have no scalar of zeros: that generator is found out. Nobody else can tell.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Given_GeneratorOfZeros_When_Encapsulated_Expect_SecretOrRefusalWithZeros(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPublicKey key = KemPublicKey.Import(algorithm, PublicKey(algorithm), With(new RecordedRandom(new byte[256])));
        (byte[] ciphertext, byte[] sharedSecret) = Filled(algorithm);
        Exception? e = Record.Exception(() => key.Encapsulate(ciphertext, sharedSecret));
        if (algorithm == KemAlgorithm.MLKem768P256 || algorithm == KemAlgorithm.MLKem1024P384)
        {
            Assert.IsType<CryptographicException>(e);
            Assert.All(ciphertext, static b => Assert.Equal(0, b));
            Assert.All(sharedSecret, static b => Assert.Equal(0, b));
        }
        else
        {
            Assert.Null(e);
        }
    }

    private static byte[] PublicKey(KemAlgorithm algorithm)
    {
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm, ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle));
        return key.PublicKey.Export();
    }

    private static ProviderSet With(RandomNumberGenerator random) => ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, random);

    private static int RandomnessNeeded(KemAlgorithm algorithm, byte[] publicKey)
    {
        RecordedRandom random = new(Keys.Counting(256, 1));
        using KemPublicKey key = KemPublicKey.Import(algorithm, publicKey, With(random));
        key.Encapsulate();
        return 256 - random.Remaining;
    }

    private static (byte[] Ciphertext, byte[] SharedSecret) Filled(KemAlgorithm algorithm) => (
        [.. Enumerable.Repeat((byte)0xAA, algorithm.CiphertextSize)],
        [.. Enumerable.Repeat((byte)0xAA, algorithm.SharedSecretSize)]);

    private static void AssertThrowsOnly<TException>(Action use)
        where TException : Exception
    {
        if (Record.Exception(use) is { } e)
            Assert.IsAssignableFrom<TException>(e);
    }

    /// <summary>The bytes with some of them changed, cut off, appended or all drawn anew; now and then as they were.</summary>
    private static byte[] Mangled(byte[] bytes, Random random)
    {
        byte[] mangled = [.. bytes];
        switch (random.Next(6))
        {
            case 0:
                return mangled;
            case 1:
                return mangled[..random.Next(bytes.Length)];
            case 2:
                return [.. mangled, .. new byte[random.Next(1, 9)]];
            case 3:
                random.NextBytes(mangled);
                return mangled;
            case 4:
                mangled.AsSpan(random.Next(bytes.Length)).Clear();
                return mangled;
            default:
                mangled[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return mangled;
        }
    }

    private (KemAlgorithm Algorithm, ProviderSet Providers, Random Random) Start(string name, string provider)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int seed = Random.Shared.Next();
        output.WriteLine($"{name} on {provider}, seed {seed}");
        return (algorithm, providers, new Random(seed));
    }
}
