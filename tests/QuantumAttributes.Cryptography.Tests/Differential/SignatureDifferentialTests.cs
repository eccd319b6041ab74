using System.Security.Cryptography;
using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Signatures of the platform against those of BouncyCastle. SLH-DSA, which signs slowly, has its own class.</summary>
public class SignatureDifferentialTests(ITestOutputHelper output)
{
    private static readonly string[] Names =
    [
        "ML-DSA-44", "ML-DSA-65", "ML-DSA-87",
        "MLDSA44-Ed25519-SHA512", "MLDSA44-ECDSA-P256-SHA256",
        "MLDSA65-Ed25519-SHA512",
        "MLDSA65-ECDSA-P256-SHA512", "MLDSA65-ECDSA-P384-SHA512", "MLDSA65-ECDSA-brainpoolP256r1-SHA512",
        "MLDSA87-Ed448-SHAKE256",
        "MLDSA87-ECDSA-P384-SHA512", "MLDSA87-ECDSA-P521-SHA512", "MLDSA87-ECDSA-brainpoolP384r1-SHA512",
    ];

    // One in ten stays as it is, so that two providers that refuse everything do not pass for one another.
    private static readonly Gen<Corruption?> MostlyCorrupted = Gen.Frequency(
        (1, Gen.Const(static () => (Corruption?)null)), (9, Corruption.Any.Select(static Corruption? (c) => c)));

    public static TheoryData<string> Algorithms => [.. Names];

    public static TheoryData<string> AlgorithmsWithSeed =>
        [.. Names.Where(static name => SignatureAlgorithm.Parse(name).SeedSize is not null)];

    public static TheoryData<string, SignatureInputKind> AllForms
    {
        get
        {
            TheoryData<string, SignatureInputKind> rows = [];
            foreach (SignatureAlgorithm algorithm in Names.Select(SignatureAlgorithm.Parse))
            {
                rows.Add(algorithm.Name, SignatureInputKind.Message);
                if (algorithm.HasPreHash)
                    rows.Add(algorithm.Name, SignatureInputKind.PreHash);
                if (algorithm.HasMu)
                    rows.Add(algorithm.Name, SignatureInputKind.Mu);
            }

            return rows;
        }
    }

    [Fact]
    public void Given_TwoProviders_When_TheirSignaturesListed_Expect_AllSharedOnesCompared()
    {
        (ProviderSet platform, ProviderSet bouncyCastle) = Differential.Providers;
        IEnumerable<SignatureAlgorithm> shared =
            SignatureAlgorithm.All.Where(a => a.Family != "SLH-DSA" && platform.Supports(a) && bouncyCastle.Supports(a));
        Assert.Equal(Names.Order(), shared.Select(static a => a.Name).Order());
    }

    [Theory]
    [MemberData(nameof(AlgorithmsWithSeed))]
    public void Given_Seed_When_BothMakeTheKey_Expect_TheSameKey(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        (ProviderSet platform, ProviderSet bouncyCastle) = Differential.Providers;
        Differential.Run(output, algorithm, "key generation", Gen.Byte.Array[algorithm.SeedSize!.Value], seed =>
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
        Gen<(KeyPair<SigningKey>, bool, SignatureCase)> cases =
            Gen.Select(KeysOf(algorithm), Gen.Bool, SignatureCase.Of(kind, algorithm.MaxContextSize));
        Differential.Run(output, algorithm, $"{kind} signed by one, verified by the other", cases, input =>
        {
            (KeyPair<SigningKey> key, bool platformSigns, SignatureCase signed) = input;
            (SigningKey signer, SigningKey other) =
                platformSigns ? (key.Other, key.BouncyCastle) : (key.BouncyCastle, key.Other);
            Assert.True(signed.VerifyBy(other.VerifyingKey, signed.SignBy(signer)));
        });
    }

    [Theory]
    [MemberData(nameof(AllForms))]
    public void Given_CorruptedSignature_When_BothVerify_Expect_TheSameVerdict(string name, SignatureInputKind kind)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        Gen<(KeyPair<SigningKey>, SignatureCase, Corruption?)> cases =
            Gen.Select(KeysOf(algorithm), SignatureCase.Of(kind, algorithm.MaxContextSize), MostlyCorrupted);
        Differential.Run(output, algorithm, $"verification of corrupted signatures of {kind}", cases, input =>
        {
            (KeyPair<SigningKey> key, SignatureCase signed, Corruption? corruption) = input;
            byte[] signature = signed.SignBy(key.BouncyCastle);
            signature = corruption?.Of(signature) ?? signature;
            bool verdict = signed.VerifyBy(key.Other.VerifyingKey, signature);
            Assert.Equal(verdict, signed.VerifyBy(key.BouncyCastle.VerifyingKey, signature));
            Assert.Equal(corruption is null, verdict);
        });
    }

    /// <summary>
    /// Every string of the right length is a key of ML-DSA, and a composite's is one where its second half is: what is taken,
    /// refuses the signature of the key that it was.
    /// </summary>
    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_CorruptedPublicKey_When_BothImport_Expect_TheSameVerdict(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        (ProviderSet platform, ProviderSet bouncyCastle) = Differential.Providers;
        Gen<(byte[] PublicKey, byte[] Signature)> signatures = Differential.Pool(() =>
        {
            using SigningKey key = SigningKey.Generate(algorithm, platform);
            return (key.VerifyingKey.Export(), key.Sign("data"u8));
        });
        Gen<((byte[], byte[]), Corruption?)> cases = Gen.Select(signatures, MostlyCorrupted);
        Differential.Run(output, algorithm, "import of corrupted public keys", cases, input =>
        {
            ((byte[] publicKey, byte[] signature), Corruption? corruption) = input;
            using VerifyingKey? one = Import(corruption?.Of(publicKey) ?? publicKey, platform);
            using VerifyingKey? other = Import(corruption?.Of(publicKey) ?? publicKey, bouncyCastle);
            Assert.Equal(one is null, other is null);
            Assert.Equal(corruption is null, one?.Verify("data"u8, signature) ?? false);
            Assert.Equal(corruption is null, other?.Verify("data"u8, signature) ?? false);
        });

        VerifyingKey? Import(byte[] publicKey, ProviderSet providers)
        {
            try
            {
                return VerifyingKey.Import(algorithm, publicKey, providers);
            }
            catch (CryptographicException)
            {
                return null;
            }
        }
    }

    /// <summary>At the providers: what is checked before they see the key is our own, and compared with corrupted keys.</summary>
    [Theory]
    [MemberData(nameof(AlgorithmsWithSeed))]
    public void Given_ExpandedKey_When_BothImport_Expect_TheSameKey(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        (ProviderSet platform, ProviderSet bouncyCastle) = Differential.Providers;
        Differential.Run(output, algorithm, "import of expanded keys", Gen.Byte.Array[algorithm.SeedSize!.Value], seed =>
        {
            byte[] expanded = Keys.Expanded(algorithm, seed);
            using ISigner one = platform.Get(algorithm).CreateSignerFromExpandedKey(expanded);
            using ISigner other = bouncyCastle.Get(algorithm).CreateSignerFromExpandedKey(expanded);
            Assert.Equal(Keys.PublicKey(one, algorithm), Keys.PublicKey(other, algorithm));
            Assert.Equal(expanded, Keys.Expanded(one, algorithm));
            Assert.Equal(expanded, Keys.Expanded(other, algorithm));
        });
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_CorruptedExpandedKey_When_BothImport_Expect_TheSameVerdict(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        (ProviderSet platform, ProviderSet bouncyCastle) = Differential.Providers;
        Gen<(KeyPair<SigningKey>, Corruption)> cases = Gen.Select(KeysOf(algorithm), Corruption.Any);
        Differential.Run(output, algorithm, "import of corrupted expanded keys", cases, input =>
        {
            byte[] corrupted = input.Item2.Of(Keys.Expanded(input.Item1.BouncyCastle));
            Assert.Equal(Imports(algorithm, corrupted, platform), Imports(algorithm, corrupted, bouncyCastle));
        });
    }

    private static Gen<KeyPair<SigningKey>> KeysOf(SignatureAlgorithm algorithm) => Differential.Pool(() => Generate(algorithm));

    private static KeyPair<SigningKey> Generate(SignatureAlgorithm algorithm)
    {
        (ProviderSet platform, ProviderSet bouncyCastle) = Differential.Providers;
        SigningKey key = SigningKey.Generate(algorithm, platform);
        return new KeyPair<SigningKey>(key, SigningKey.ImportExpanded(algorithm, Keys.Expanded(key), bouncyCastle));
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
