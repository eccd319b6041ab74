using System.Security.Cryptography;
using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Signatures of the platform against those of BouncyCastle. SLH-DSA, which signs slowly, has its own class.</summary>
public class SignatureDifferentialTests(ITestOutputHelper output)
{
    private static readonly string[] Names = ["ML-DSA-44", "ML-DSA-65", "ML-DSA-87"];

    // One in ten stays as it is, so that two providers that refuse everything do not pass for one another.
    private static readonly Gen<Corruption?> MostlyCorrupted = Gen.Frequency(
        (1, Gen.Const(static () => (Corruption?)null)), (9, Corruption.Any.Select(static Corruption? (c) => c)));

    public static TheoryData<string> Algorithms => [.. Names];

    public static TheoryData<string, SignatureInputKind> AllForms =>
        new MatrixTheoryData<string, SignatureInputKind>(Names, [SignatureInputKind.Message]);

    [Fact]
    public void Given_TwoProviders_When_TheirSignaturesListed_Expect_AllSharedOnesCompared()
    {
        (ProviderSet platform, ProviderSet bouncyCastle) = Differential.Providers;
        IEnumerable<SignatureAlgorithm> shared =
            SignatureAlgorithm.All.Where(a => platform.Supports(a) && bouncyCastle.Supports(a) && a.Family != "SLH-DSA");
        Assert.Equal(Names, shared.Select(static a => a.Name));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_Seed_When_BothMakeTheKey_Expect_TheSameKey(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        (ProviderSet platform, ProviderSet bouncyCastle) = Differential.Providers;
        Differential.Run(output, algorithm, "key generation", SeedOf(algorithm), seed =>
        {
            using SigningKey one = SigningKey.ImportSeed(algorithm, seed, platform);
            using SigningKey other = SigningKey.ImportSeed(algorithm, seed, bouncyCastle);
            Assert.Equal(one.VerifyingKey.Export(), other.VerifyingKey.Export());
            Assert.Equal(Keys.Expanded(one), Keys.Expanded(other));
        });
    }

    [Theory]
    [MemberData(nameof(AllForms))]
    public void Given_SignatureOfEither_When_OtherVerifies_Expect_Accepted(string name, SignatureInputKind kind)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        using KeyPairs<SigningKey> keys = Pairs(algorithm);
        Gen<(int Key, bool PlatformSigns, SignatureCase Case)> cases = Gen.Select(keys.Index, Gen.Bool, SignatureCase.Of(kind));
        Differential.Run(output, algorithm, $"{kind} signed by one, verified by the other", cases, input =>
        {
            (SigningKey signer, SigningKey other) = keys[input.Key];
            if (!input.PlatformSigns)
                (signer, other) = (other, signer);
            Assert.True(input.Case.VerifyBy(other.VerifyingKey, input.Case.SignBy(signer)));
        });
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_CorruptedSignature_When_BothVerify_Expect_TheSameVerdict(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        using KeyPairs<SigningKey> keys = Pairs(algorithm);
        byte[] data = "signed once by each key"u8.ToArray();
        byte[][] signatures = [.. keys.Select((pair, i) => (i % 2 == 0 ? pair.Platform : pair.BouncyCastle).Sign(data))];
        Gen<(int Key, Corruption? Corruption)> cases = Gen.Select(keys.Index, MostlyCorrupted);
        Differential.Run(output, algorithm, "verification of corrupted signatures", cases, input =>
        {
            byte[] signature = input.Corruption?.Of(signatures[input.Key]) ?? signatures[input.Key];
            bool verdict = keys[input.Key].Platform.VerifyingKey.Verify(data, signature);
            Assert.Equal(verdict, keys[input.Key].BouncyCastle.VerifyingKey.Verify(data, signature));
            Assert.Equal(input.Corruption is null, verdict);
        });
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_ExpandedKey_When_BothImport_Expect_TheSameKey(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        (ProviderSet platform, ProviderSet bouncyCastle) = Differential.Providers;
        Differential.Run(output, algorithm, "import of expanded keys", SeedOf(algorithm), seed =>
        {
            byte[] expanded = Keys.Expanded(algorithm, seed);
            using ISigner one = platform.Get(algorithm).CreateSignerFromExpandedKey(expanded);
            using ISigner other = bouncyCastle.Get(algorithm).CreateSignerFromExpandedKey(expanded);
            byte[] publicKey = Keys.PublicKey(one, algorithm);
            Assert.Equal(publicKey, Keys.PublicKey(other, algorithm));
            Assert.Equal(expanded, Keys.Expanded(one, algorithm));
            Assert.Equal(expanded, Keys.Expanded(other, algorithm));
            using VerifyingKey verifying = VerifyingKey.Import(algorithm, publicKey, bouncyCastle);
            Assert.True(verifying.Verify(seed, Sign(algorithm, one, seed)));
        });
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_CorruptedExpandedKey_When_BothImport_Expect_TheSameVerdict(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        using KeyPairs<SigningKey> keys = Pairs(algorithm);
        (ProviderSet platform, ProviderSet bouncyCastle) = Differential.Providers;
        Gen<(int Key, Corruption Corruption)> cases = Gen.Select(keys.Index, Corruption.Any);
        Differential.Run(output, algorithm, "import of corrupted expanded keys", cases, input =>
        {
            byte[] corrupted = input.Corruption.Of(Keys.Expanded(keys[input.Key].BouncyCastle));
            Assert.Equal(Imports(algorithm, corrupted, platform), Imports(algorithm, corrupted, bouncyCastle));
        });
    }

    private KeyPairs<SigningKey> Pairs(SignatureAlgorithm algorithm) =>
        new(output, algorithm, (seed, providers) => SigningKey.ImportSeed(algorithm, seed, providers));

    private static Gen<byte[]> SeedOf(SignatureAlgorithm algorithm) => Gen.Byte.Array[algorithm.SeedSize!.Value];

    private static byte[] Sign(SignatureAlgorithm algorithm, ISigner signer, byte[] message)
    {
        byte[] signature = new byte[algorithm.SignatureSize];
        return signature[..signer.Sign(SignatureInput.OfMessage(message), signature, SigningMode.Hedged)];
    }

    private static bool Imports(SignatureAlgorithm algorithm, byte[] expandedKey, ProviderSet providers)
    {
        try
        {
            using SigningKey key = SigningKey.ImportExpanded(algorithm, expandedKey, providers);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
