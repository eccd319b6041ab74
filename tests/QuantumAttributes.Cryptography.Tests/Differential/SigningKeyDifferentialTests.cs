using System.Security.Cryptography;
using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Keys of signatures, of the platform and of Vector, against those of BouncyCastle.</summary>
public class SigningKeyDifferentialTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(SignaturePairs.AlgorithmsWithSeed), MemberType = typeof(SignaturePairs))]
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

    /// <summary>
    /// Every string of the right length is a key of ML-DSA, and a composite's is one where its second half is: what is taken,
    /// refuses the signature of the key that it was.
    /// </summary>
    [Theory]
    [MemberData(nameof(SignaturePairs.Algorithms), MemberType = typeof(SignaturePairs))]
    public void Given_CorruptedPublicKey_When_BothImport_Expect_TheSameVerdict(string name, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        (ProviderSet otherProvider, ProviderSet bouncyCastle) = Differential.With(provider);
        Gen<(byte[] PublicKey, byte[] Signature)> signatures = Differential.Pool(() =>
        {
            using SigningKey key = SigningKey.Generate(algorithm, otherProvider);
            return (key.VerifyingKey.Export(), key.Sign("data"u8));
        });
        Gen<((byte[], byte[]), Corruption?)> cases = Gen.Select(signatures, SignaturePairs.MostlyCorrupted);
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
    [MemberData(nameof(SignaturePairs.AlgorithmsWithSeed), MemberType = typeof(SignaturePairs))]
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
    [MemberData(nameof(SignaturePairs.Algorithms), MemberType = typeof(SignaturePairs))]
    public void Given_CorruptedExpandedKey_When_BothImport_Expect_TheSameVerdict(string name, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        (ProviderSet otherProvider, ProviderSet bouncyCastle) = Differential.With(provider);
        Gen<(KeyPair<SigningKey>, Corruption)> cases = Gen.Select(SignaturePairs.KeysOf(algorithm, provider), Corruption.Any);
        Differential.Run(output, algorithm, provider, "import of corrupted expanded keys", cases, input =>
        {
            byte[] corrupted = input.Item2.Of(Keys.Expanded(input.Item1.BouncyCastle));
            Assert.Equal(Imports(algorithm, corrupted, otherProvider), Imports(algorithm, corrupted, bouncyCastle));
        });
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
