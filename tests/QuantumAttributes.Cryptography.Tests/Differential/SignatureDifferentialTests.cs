using System.Security.Cryptography;
using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Signatures of the platform and of Vector against those of BouncyCastle. SLH-DSA, which signs slowly, has its own class.
/// </summary>
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

    private static readonly string[] Others =
        [.. ProviderUnderTest.All.Where(static name => name != ProviderUnderTest.BouncyCastle)];

    public static TheoryData<string> OtherProviders => [.. Others];

    public static TheoryData<string, string> Algorithms => Rows(static _ => true);

    public static TheoryData<string, string> AlgorithmsWithSeed => Rows(static algorithm => algorithm.SeedSize is not null);

    public static TheoryData<string, string, SignatureInputKind> AllForms
    {
        get
        {
            TheoryData<string, string, SignatureInputKind> rows = [];
            foreach ((SignatureAlgorithm algorithm, string provider) in Pairs)
            {
                rows.Add(algorithm.Name, provider, SignatureInputKind.Message);
                if (algorithm.HasPreHash)
                    rows.Add(algorithm.Name, provider, SignatureInputKind.PreHash);
                if (algorithm.HasMu)
                    rows.Add(algorithm.Name, provider, SignatureInputKind.Mu);
            }

            return rows;
        }
    }

    // The platform's where this host has it not are skipped, and say so; Vector has ML-DSA alone.
    private static IEnumerable<(SignatureAlgorithm Algorithm, string Provider)> Pairs =>
        from provider in Others
        from algorithm in Names.Select(SignatureAlgorithm.Parse)
        where provider == ProviderUnderTest.Platform || ProviderUnderTest.Set(provider).Supports(algorithm)
        select (algorithm, provider);

    [Theory]
    [MemberData(nameof(OtherProviders))]
    public void Given_TwoProviders_When_TheirSignaturesListed_Expect_AllSharedOnesCompared(string provider)
    {
        (ProviderSet other, ProviderSet bouncyCastle) = Differential.With(provider);
        IEnumerable<SignatureAlgorithm> shared =
            SignatureAlgorithm.All.Where(a => a.Family != "SLH-DSA" && other.Supports(a) && bouncyCastle.Supports(a));
        Assert.Equal(
            Pairs.Where(pair => pair.Provider == provider).Select(static pair => pair.Algorithm.Name).Order(),
            shared.Select(static a => a.Name).Order());
    }

    [Theory]
    [MemberData(nameof(AlgorithmsWithSeed))]
    public void Given_Seed_When_BothMakeTheKey_Expect_TheSameKey(string name, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        (ProviderSet otherProvider, ProviderSet bouncyCastle) = Differential.With(provider);
        Differential.Run(output, algorithm, provider, "key generation", Gen.Byte.Array[algorithm.SeedSize!.Value], seed =>
        {
            using SigningKey one = SigningKey.ImportSeed(algorithm, seed, otherProvider);
            using SigningKey other = SigningKey.ImportSeed(algorithm, seed, bouncyCastle);
            Assert.Equal(one.VerifyingKey.Export(), other.VerifyingKey.Export());
            Assert.Equal(Keys.Expanded(one), Keys.Expanded(other));
        });
    }

    [Theory]
    [MemberData(nameof(AllForms))]
    public void Given_SignatureOfEither_When_OtherVerifies_Expect_Accepted(string name, string provider, SignatureInputKind kind)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        Gen<(KeyPair<SigningKey>, bool, SignatureCase)> cases =
            Gen.Select(KeysOf(algorithm, provider), Gen.Bool, SignatureCase.Of(kind, algorithm.MaxContextSize));
        Differential.Run(output, algorithm, provider, $"{kind} signed by one, verified by the other", cases, input =>
        {
            (KeyPair<SigningKey> key, bool otherSigns, SignatureCase signed) = input;
            (SigningKey signer, SigningKey other) =
                otherSigns ? (key.Other, key.BouncyCastle) : (key.BouncyCastle, key.Other);
            Assert.True(signed.VerifyBy(other.VerifyingKey, signed.SignBy(signer)));
        });
    }

    [Theory]
    [MemberData(nameof(AllForms))]
    public void Given_CorruptedSignature_When_BothVerify_Expect_TheSameVerdict(string name, string provider, SignatureInputKind kind)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        Gen<(KeyPair<SigningKey>, SignatureCase, Corruption?)> cases =
            Gen.Select(KeysOf(algorithm, provider), SignatureCase.Of(kind, algorithm.MaxContextSize), MostlyCorrupted);
        Differential.Run(output, algorithm, provider, $"verification of corrupted signatures of {kind}", cases, input =>
        {
            (KeyPair<SigningKey> key, SignatureCase signed, Corruption? corruption) = input;
            byte[] signature = signed.SignBy(provider == ProviderUnderTest.Vector ? key.Other : key.BouncyCastle); // the quicker one
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
    public void Given_CorruptedPublicKey_When_BothImport_Expect_TheSameVerdict(string name, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        (ProviderSet otherProvider, ProviderSet bouncyCastle) = Differential.With(provider);
        Gen<(byte[] PublicKey, byte[] Signature)> signatures = Differential.Pool(() =>
        {
            using SigningKey key = SigningKey.Generate(algorithm, otherProvider);
            return (key.VerifyingKey.Export(), key.Sign("data"u8));
        });
        Gen<((byte[], byte[]), Corruption?)> cases = Gen.Select(signatures, MostlyCorrupted);
        Differential.Run(output, algorithm, provider, "import of corrupted public keys", cases, input =>
        {
            ((byte[] publicKey, byte[] signature), Corruption? corruption) = input;
            using VerifyingKey? one = Import(corruption?.Of(publicKey) ?? publicKey, otherProvider);
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
    public void Given_ExpandedKey_When_BothImport_Expect_TheSameKey(string name, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        (ProviderSet otherProvider, ProviderSet bouncyCastle) = Differential.With(provider);
        Differential.Run(output, algorithm, provider, "import of expanded keys", Gen.Byte.Array[algorithm.SeedSize!.Value], seed =>
        {
            byte[] expanded = Keys.Expanded(algorithm, seed);
            using ISigner one = otherProvider.Get(algorithm).CreateSignerFromExpandedKey(expanded);
            using ISigner other = bouncyCastle.Get(algorithm).CreateSignerFromExpandedKey(expanded);
            Assert.Equal(Keys.PublicKey(one, algorithm), Keys.PublicKey(other, algorithm));
            Assert.Equal(expanded, Keys.Expanded(one, algorithm));
            Assert.Equal(expanded, Keys.Expanded(other, algorithm));
        });
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_CorruptedExpandedKey_When_BothImport_Expect_TheSameVerdict(string name, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        (ProviderSet otherProvider, ProviderSet bouncyCastle) = Differential.With(provider);
        Gen<(KeyPair<SigningKey>, Corruption)> cases = Gen.Select(KeysOf(algorithm, provider), Corruption.Any);
        Differential.Run(output, algorithm, provider, "import of corrupted expanded keys", cases, input =>
        {
            byte[] corrupted = input.Item2.Of(Keys.Expanded(input.Item1.BouncyCastle));
            Assert.Equal(Imports(algorithm, corrupted, otherProvider), Imports(algorithm, corrupted, bouncyCastle));
        });
    }

    private static TheoryData<string, string> Rows(Func<SignatureAlgorithm, bool> which) =>
        [.. from pair in Pairs where which(pair.Algorithm) select (pair.Algorithm.Name, pair.Provider)];

    private static Gen<KeyPair<SigningKey>> KeysOf(SignatureAlgorithm algorithm, string provider) =>
        Differential.Pool(() => Generate(algorithm, provider));

    private static KeyPair<SigningKey> Generate(SignatureAlgorithm algorithm, string provider)
    {
        (ProviderSet otherProvider, ProviderSet bouncyCastle) = Differential.With(provider);
        SigningKey key = SigningKey.Generate(algorithm, otherProvider);
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
