using System.Security.Cryptography;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>The vectorised mechanisms as a provider calls them, against BouncyCastle's and ACVP's cases.</summary>
public class VectorMLKemTests(ITestOutputHelper output)
{
    private const int Cases = 100;
    private const string KeyGen = "acvp/mlkem-keygen.json.gz";
    private const string EncapDecap = "acvp/mlkem-encapdecap.json.gz";

    public static TheoryData<string> Sets => ["ML-KEM-512", "ML-KEM-768", "ML-KEM-1024"];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_Seeds_When_KeysMade_Expect_BouncyCastlesKeys(string set)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(set);
        Random random = new(1);
        for (int i = 0; i < Cases; i++)
        {
            byte[] seed = Seed(i, random);
            using IDecapsulator ours = Vector(set).CreateDecapsulatorFromSeed(seed);
            using IDecapsulator theirs = BouncyCastle(set).CreateDecapsulatorFromSeed(seed);
            Assert.Equal(Keys.PublicKey(theirs, algorithm), Keys.PublicKey(ours, algorithm));
            Assert.Equal(Keys.Expanded(theirs, algorithm), Keys.Expanded(ours, algorithm));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_Messages_When_Encapsulated_Expect_BouncyCastlesCiphertextsAndSecrets(string set)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(set);
        Random random = new(2);
        for (int i = 0; i < Cases; i++)
        {
            using IDecapsulator key = BouncyCastle(set).CreateDecapsulatorFromSeed(Seed(i, random));
            byte[] publicKey = Keys.PublicKey(key, algorithm);
            byte[] m = Seed(i, random)[..32];
            (byte[] ourCiphertext, byte[] ourSecret) = Encapsulate(Vector(set, new RecordedRandom(m)), publicKey, algorithm);
            (byte[] theirCiphertext, byte[] theirSecret) =
                Encapsulate(BouncyCastle(set, new RecordedRandom(m)), publicKey, algorithm);
            Assert.Equal(theirCiphertext, ourCiphertext);
            Assert.Equal(theirSecret, ourSecret);
        }
    }

    /// <summary>Good ciphertexts, those with one bit changed, random ones, and those of nothing but zeros and ones.</summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_CiphertextsGoodAndBad_When_Decapsulated_Expect_BouncyCastlesSecrets(string set)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(set);
        Random random = new(3);
        for (int i = 0; i < Cases; i++)
        {
            using IDecapsulator theirs = BouncyCastle(set).CreateDecapsulatorFromSeed(Seed(i, random));
            byte[] expanded = Keys.Expanded(theirs, algorithm);
            using IDecapsulator ours = Vector(set).CreateDecapsulatorFromExpandedKey(expanded);
            Assert.Equal(expanded, Keys.Expanded(ours, algorithm));

            (byte[] ciphertext, byte[] secret) = Encapsulate(Vector(set), Keys.PublicKey(ours, algorithm), algorithm);
            Assert.Equal(secret, Decapsulate(ours, ciphertext));
            Assert.Equal(secret, Decapsulate(theirs, ciphertext));

            int bit = random.Next(8 * ciphertext.Length);
            ciphertext[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(secret, Decapsulate(ours, ciphertext));
            Assert.Equal(Decapsulate(theirs, ciphertext), Decapsulate(ours, ciphertext));

            if (i < 2)
                ciphertext.AsSpan().Fill((byte)-i);
            else
                random.NextBytes(ciphertext);
            Assert.Equal(Decapsulate(theirs, ciphertext), Decapsulate(ours, ciphertext));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_AcvpCases_When_Run_Expect_AcvpResults(string set)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(set);
        int cases = 0;
        foreach (JsonElement test in VectorFile.AcvpTests(KeyGen, ("parameterSet", set)))
        {
            using IDecapsulator key = Vector(set).CreateDecapsulatorFromSeed([.. test.Hex("d"), .. test.Hex("z")]);
            Assert.Equal(test.Hex("ek"), Keys.PublicKey(key, algorithm));
            Assert.Equal(test.Hex("dk"), Keys.Expanded(key, algorithm));
            cases++;
        }

        foreach (JsonElement test in VectorFile.AcvpTests(EncapDecap, ("parameterSet", set), ("function", "encapsulation")))
        {
            (byte[] ciphertext, byte[] secret) =
                Encapsulate(Vector(set, new RecordedRandom(test.Hex("m"))), test.Hex("ek"), algorithm);
            Assert.Equal(test.Hex("c"), ciphertext);
            Assert.Equal(test.Hex("k"), secret);
            cases++;
        }

        foreach (JsonElement test in VectorFile.AcvpTests(EncapDecap, ("parameterSet", set), ("function", "decapsulation")))
        {
            using IDecapsulator key = Vector(set).CreateDecapsulatorFromExpandedKey(test.Hex("dk"));
            Assert.Equal(test.Hex("k"), Decapsulate(key, test.Hex("c")));
            cases++;
        }

        output.WriteLine($"{KeyGen}, {EncapDecap} {set} on Vector: {cases} cases");
        Assert.Equal(25 + 25 + 10, cases);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_KeptKeys_When_Used_Expect_NothingAllocated(string set)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(set);
        using IDecapsulator decapsulator = Vector(set).CreateDecapsulatorFromSeed(new byte[64]);
        using IEncapsulator encapsulator = Vector(set).CreateEncapsulator(Keys.PublicKey(decapsulator, algorithm));
        byte[] ciphertext = new byte[algorithm.CiphertextSize];
        byte[] secret = new byte[32];
        Assert.Equal(0, Allocation.OfOne(() => encapsulator.Encapsulate(ciphertext, secret), rounds: 100));
        Assert.Equal(0, Allocation.OfOne(() => decapsulator.Decapsulate(ciphertext, secret), rounds: 100));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_DisposedKey_When_Exported_Expect_NothingOfIt(string set)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(set);
        IDecapsulator key = Vector(set).CreateDecapsulatorFromSeed(Keys.Counting(64));
        key.Dispose();
        Assert.All(Keys.Expanded(key, algorithm), static b => Assert.Equal(0, b));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_SizesThatNoKeyClassLetsThrough_When_Used_Expect_Refused(string set)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(set);
        using IDecapsulator key = Vector(set).CreateDecapsulatorFromSeed(new byte[64]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Vector(set).CreateDecapsulatorFromSeed(new byte[63]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Vector(set).CreateEncapsulator(new byte[algorithm.PublicKeySize - 1]));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Vector(set).CreateDecapsulatorFromExpandedKey(new byte[algorithm.ExpandedPrivateKeySize!.Value - 1]));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => key.Decapsulate(new byte[algorithm.CiphertextSize - 1], new byte[32]));
    }

    /// <summary>Every bit of a ciphertext's first and last bytes alone decides, whatever the others are.</summary>
    [Fact]
    public void Given_OneBitThatDiffers_When_Selected_Expect_TheRejection()
    {
        MLKemPolynomials.NeedAvx2();
        byte[] ciphertext = RandomNumberGenerator.GetBytes(768);
        byte[] secret = RandomNumberGenerator.GetBytes(32);
        byte[] rejection = RandomNumberGenerator.GetBytes(32);
        byte[] selected = new byte[32];
        MLKemSelection.Select(ciphertext, ciphertext.ToArray(), secret, rejection, selected);
        Assert.Equal(secret, selected);
        for (int bit = 0; bit < 8 * ciphertext.Length; bit++)
        {
            byte[] again = ciphertext.ToArray();
            again[bit / 8] ^= (byte)(1 << (bit % 8));
            MLKemSelection.Select(ciphertext, again, secret, rejection, selected);
            Assert.Equal(rejection, selected);
        }
    }

    private static IKem Vector(string set, RandomNumberGenerator? random = null)
    {
        MLKemPolynomials.NeedAvx2();
        random ??= RandomNumberGenerator.Create();
        return set switch
        {
            "ML-KEM-512" => new VectorMLKem<MLKem512Parameters>(random),
            "ML-KEM-768" => new VectorMLKem<MLKem768Parameters>(random),
            "ML-KEM-1024" => new VectorMLKem<MLKem1024Parameters>(random),
            _ => throw new ArgumentException("No such set.", nameof(set)),
        };
    }

    private static IKem BouncyCastle(string set, RandomNumberGenerator? random = null) =>
        ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, random).Get(KemAlgorithm.Parse(set));

    private static byte[] Seed(int i, Random random)
    {
        byte[] seed = new byte[64];
        if (i is 0 or 1)
            seed.AsSpan().Fill((byte)-i);
        else
            random.NextBytes(seed);
        return seed;
    }

    private static (byte[] Ciphertext, byte[] Secret) Encapsulate(IKem kem, byte[] publicKey, KemAlgorithm algorithm)
    {
        byte[] ciphertext = new byte[algorithm.CiphertextSize];
        byte[] secret = new byte[algorithm.SharedSecretSize];
        using IEncapsulator encapsulator = kem.CreateEncapsulator(publicKey);
        encapsulator.Encapsulate(ciphertext, secret);
        return (ciphertext, secret);
    }

    private static byte[] Decapsulate(IDecapsulator key, byte[] ciphertext)
    {
        byte[] secret = new byte[32];
        key.Decapsulate(ciphertext, secret);
        return secret;
    }
}
