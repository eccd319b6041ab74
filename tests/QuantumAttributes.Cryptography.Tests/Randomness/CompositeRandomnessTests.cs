using System.Numerics;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Both parts of a composite key come from the seam, whatever the provider.</summary>
public class CompositeRandomnessTests
{
    private static readonly byte[] Seed = Keys.Counting(CompositeParts.SeedSize);

    public static TheoryData<string, string> OnProviders => CompositeParts.OnProviders;

    public static TheoryData<string> Ecdsa =>
        [.. CompositeParts.All.Where(static a => a.HasVariableSignatureSize).Select(static a => a.Name)];

    [Theory]
    [MemberData(nameof(OnProviders))]
    public void Given_RecordedRandomness_When_KeyGenerated_Expect_SeedThenTraditionalKey(string name, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        byte[] second = Keys.Counting(SecretSizeOf(algorithm), 100);
        second[0] = 0; // below every order
        RecordedRandom random = new(Seed, second);

        using SigningKey key = SigningKey.Generate(algorithm, ProviderUnderTest.Set(provider, random));

        byte[] secret = TraditionalSecretOf(key);
        if (algorithm.HasVariableSignatureSize)
            second[^1]++; // FIPS 186-5, A.2.2: d = c + 1
        Assert.Equal(Seed, CompositeParts.PrivateKeyOf(key)[..CompositeParts.SeedSize]);
        Assert.Equal(second, secret);
        Assert.Equal(0, random.Remaining);
    }

    [Theory]
    [MemberData(nameof(OnProviders))]
    public void Given_RandomnessFailingAnywhere_When_KeyGenerated_Expect_TheFailure(string name, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        int secretSize = SecretSizeOf(algorithm);

        foreach (int available in (int[])[0, CompositeParts.SeedSize - 1, CompositeParts.SeedSize, CompositeParts.SeedSize + secretSize - 1])
        {
            ProviderSet providers = ProviderUnderTest.Set(provider, new RecordedRandom(new byte[available]));
            Assert.Throws<RandomnessFailedException>(() => SigningKey.Generate(algorithm, providers));
        }
    }

    [Theory]
    [MemberData(nameof(CompositeParts.Names), MemberType = typeof(CompositeParts))]
    public void Given_FailingRandomness_When_Signed_Expect_TheFailureAndNothingWritten(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        RecordedRandom enoughForKey = new(new byte[CompositeParts.SeedSize + SecretSizeOf(algorithm)]);
        using SigningKey key = SigningKey.Generate(algorithm, ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, enoughForKey));
        byte[] signature = [.. Enumerable.Repeat((byte)0xAA, algorithm.SignatureSize)];

        Assert.Throws<RandomnessFailedException>(() => key.Sign("data"u8, signature.AsSpan()));
        Assert.All(signature, static b => Assert.Equal(0, b));
    }

    /// <summary>The numbers from n - 1 upwards are drawn again: the number kept is the last one.</summary>
    [Theory]
    [MemberData(nameof(Ecdsa))]
    public void Given_NumbersNotBelowTheOrder_When_KeyGenerated_Expect_DrawnAgain(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        byte[] order = OrderOf(algorithm);
        BigInteger n = new(order, isUnsigned: true, isBigEndian: true);
        byte[] ones = [.. Enumerable.Repeat((byte)0xFF, order.Length)];
        RecordedRandom random = new(Seed, ones, order, Number(n - 1, order.Length), Number(n - 2, order.Length));

        using SigningKey key = SigningKey.Generate(algorithm, ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, random));

        Assert.Equal(Number(n - 1, order.Length), TraditionalSecretOf(key));
        Assert.Equal(0, random.Remaining);
    }

    [Theory]
    [MemberData(nameof(Ecdsa))]
    public void Given_RandomnessStuckAtOnes_When_KeyGenerated_Expect_AnEndWithAnError(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        ProviderSet providers = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, new ConstantRandom(0xFF));

        Assert.Contains(
            "random number generator",
            Assert.Throws<CryptographicException>(() => SigningKey.Generate(algorithm, providers)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ecdsa))]
    public void Given_RandomnessStuckAtZero_When_KeyGenerated_Expect_One(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        using SigningKey key = SigningKey.Generate(
            algorithm, ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, new ConstantRandom(0)));

        Assert.Equal([.. new byte[OrderOf(algorithm).Length - 1], 1], TraditionalSecretOf(key));
    }

    /// <summary>ECDSA's nonce is not the seam's: with the seam repeating itself r still differs, and the key stays secret.</summary>
    [Theory]
    [MemberData(nameof(Ecdsa))]
    public void Given_RepeatingRandomness_When_TwoMessagesSigned_Expect_TwoNonces(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        using SigningKey key = SigningKey.Generate(
            algorithm, ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, new ConstantRandom(7)));
        int second = CompositeParts.MLDsaOf(algorithm).SignatureSize;

        Assert.NotEqual(key.Sign("one"u8)[second..(second + 24)], key.Sign("two"u8)[second..(second + 24)]);
    }

    private static int SecretSizeOf(SignatureAlgorithm algorithm) => algorithm.HasVariableSignatureSize
        ? OrderOf(algorithm).Length
        : algorithm.ExpandedPrivateKeySize!.Value - CompositeParts.SeedSize;

    private static byte[] OrderOf(SignatureAlgorithm algorithm)
    {
        string curve = algorithm.Name.Split('-')[2];
        using ECDsa ecdsa = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve[0] == 'P' ? "nist" + curve : curve));
        return ecdsa.ExportExplicitParameters(includePrivateParameters: false).Curve.Order!;
    }

    private static byte[] TraditionalSecretOf(SigningKey key) =>
        CompositeParts.PrivateKeyOf(key).AsSpan(CompositeParts.SeedSize + (key.Algorithm.HasVariableSignatureSize ? 7 : 0))
            [..SecretSizeOf(key.Algorithm)].ToArray();

    private static byte[] Number(BigInteger value, int size)
    {
        byte[] bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[size - bytes.Length], .. bytes];
    }
}
