using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

public class SlhDsaValidationTests
{
    public static TheoryData<string, string> Fast => SlhDsaSets.FastOnEveryProvider;

    [Theory]
    [MemberData(nameof(Fast))]
    public void Given_SigningKey_When_AnyPartIsChanged_Expect_Refused(string set, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        ProviderSet providers = SlhDsaSets.Provider(provider);
        byte[] expanded = SlhDsaSets.NewKey(algorithm);
        int n = expanded.Length / 4;

        // SK.prf takes no part in the root: a key with another one is a good key.
        foreach (int part in new[] { 0, 2, 3 })
        {
            byte[] changed = [.. expanded];
            changed[part * n] ^= 0x10;
            Assert.Throws<CryptographicException>(() => SigningKey.ImportExpanded(algorithm, changed, providers));
        }
    }

    [Fact]
    public void Given_SigningKeyOfSmallSet_When_RootIsChanged_Expect_Refused()
    {
        byte[] expanded = SlhDsaSets.NewKey(SignatureAlgorithm.SlhDsaSha2_128s);
        expanded[^1] ^= 1;
        Assert.Throws<CryptographicException>(() => SigningKey.ImportExpanded(SignatureAlgorithm.SlhDsaSha2_128s, expanded));
    }

    [Theory]
    [InlineData("SLH-DSA-SHA2-128f", "SLH-DSA-SHAKE-128f")]
    [InlineData("SLH-DSA-SHA2-128f", "SLH-DSA-SHA2-128s")]
    [InlineData("SLH-DSA-SHAKE-192f", "SLH-DSA-SHA2-192f")]
    [InlineData("SLH-DSA-SHA2-256f", "SLH-DSA-SHAKE-256f")]
    public void Given_SigningKeyOfOneSet_When_ImportedAsAnotherOfThatSize_Expect_Refused(string set, string other)
    {
        byte[] expanded = SlhDsaSets.NewKey(SignatureAlgorithm.Parse(set));
        Assert.Throws<CryptographicException>(() => SigningKey.ImportExpanded(SignatureAlgorithm.Parse(other), expanded));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(128)]
    public void Given_SigningKeyOfWrongSize_When_Imported_Expect_CryptographicException(int size) =>
        Assert.Throws<CryptographicException>(
            () => SigningKey.ImportExpanded(SignatureAlgorithm.SlhDsaSha2_128f, new byte[size]));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Given_VerifyingKeyOfWrongSize_When_Imported_Expect_CryptographicException(int size) =>
        Assert.Throws<CryptographicException>(() => VerifyingKey.Import(SignatureAlgorithm.SlhDsaSha2_128f, new byte[size]));

    [Fact]
    public void Given_Seed_When_Imported_Expect_CryptographicException() =>
        Assert.Throws<CryptographicException>(() => SigningKey.ImportSeed(SignatureAlgorithm.SlhDsaSha2_128f, new byte[48]));

    [Fact]
    public void Given_Key_When_SeedWanted_Expect_CryptographicException()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.SlhDsaSha2_128f);
        Assert.False(key.HasSeed);
        Assert.Throws<CryptographicException>(key.ExportSeed);
    }

    /// <summary>
    /// R; of each tree of FORS the secret value and a node of the path; of each layer a chain and a node of the path.
    /// </summary>
    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_SignatureWithOneNodeChanged_When_Verified_Expect_Refused(string provider)
    {
        const int N = 16, K = 33, A = 6, D = 22, ChainsAndPath = 35 + 3;
        int[] nodes =
        [
            0,
            .. Enumerable.Range(0, K).Select(static tree => 1 + (tree * (1 + A))).SelectMany(
                static first => new[] { first, first + 1 + (first % A) }),
            .. Enumerable.Range(0, D).Select(static layer => 1 + (K * (1 + A)) + (layer * ChainsAndPath)).SelectMany(
                static first => new[] { first + (first % 35), first + 35 + (first % 3) }),
        ];
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.SlhDsaSha2_128f, SlhDsaSets.Provider(provider));
        byte[] signature = key.Sign("data"u8);
        foreach (int node in nodes)
        {
            int position = (node * N) + (node % N);
            signature[position] ^= (byte)(1 << (node % 8));
            Assert.False(key.VerifyingKey.Verify("data"u8, signature));
            signature[position] ^= (byte)(1 << (node % 8));
        }

        Assert.True(key.VerifyingKey.Verify("data"u8, signature));
    }

    [Theory]
    [MemberData(nameof(Fast))]
    public void Given_SignatureOfEachSet_When_ChangedAnywhere_Expect_Refused(string set, string provider)
    {
        const int Places = 6;
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(set), SlhDsaSets.Provider(provider));
        byte[] signature = key.Sign("data"u8, "context"u8);
        Assert.True(key.VerifyingKey.Verify("data"u8, signature, "context"u8));
        for (int place = 0; place <= Places; place++)
        {
            byte[] changed = [.. signature];
            changed[place * (signature.Length - 1) / Places] ^= 0x80;
            Assert.False(key.VerifyingKey.Verify("data"u8, changed, "context"u8));
        }
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_SignatureOfWrongSize_When_Verified_Expect_False(string provider)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.SlhDsaSha2_128f, SlhDsaSets.Provider(provider));
        byte[] signature = key.Sign("data"u8);

        Assert.False(key.VerifyingKey.Verify("data"u8, signature.AsSpan(0, signature.Length - 1)));
        Assert.False(key.VerifyingKey.Verify("data"u8, [.. signature, 0]));
        Assert.False(key.VerifyingKey.Verify("data"u8, []));
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_SignatureOfOtherSet_When_Verified_Expect_False(string provider)
    {
        ProviderSet providers = SlhDsaSets.Provider(provider);
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.SlhDsaSha2_128f, providers);
        using VerifyingKey shake =
            VerifyingKey.Import(SignatureAlgorithm.SlhDsaShake128f, key.VerifyingKey.Export(), providers);

        Assert.False(shake.Verify("data"u8, key.Sign("data"u8)));
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_LongestContext_When_SignedAndVerified_Expect_BoundToIt(string provider)
    {
        byte[] context = new byte[255];
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.SlhDsaSha2_128f, SlhDsaSets.Provider(provider));
        byte[] signature = key.Sign("data"u8, context);

        Assert.True(key.VerifyingKey.Verify("data"u8, signature, context));
        Assert.False(key.VerifyingKey.Verify("data"u8, signature, context.AsSpan(1)));
        Assert.False(key.VerifyingKey.Verify("data"u8, signature));
    }

    [Fact]
    public void Given_ContextOf256Bytes_When_SignedOrVerified_Expect_ArgumentException()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.SlhDsaSha2_128f);

        Assert.Throws<ArgumentException>(() => key.Sign("data"u8, new byte[256]));
        Assert.Throws<ArgumentException>(() => key.VerifyingKey.Verify("data"u8, new byte[17088], new byte[256]));
        Assert.Throws<ArgumentException>(
            () => key.SignPreHash(new byte[32], new byte[17088], "2.16.840.1.101.3.4.2.1", new byte[256]));
    }

    [Fact]
    public void Given_SignatureBufferOfWrongSize_When_Signed_Expect_ArgumentException()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.SlhDsaSha2_128f);
        Assert.Throws<ArgumentException>(() => key.Sign("data"u8, new byte[17087].AsSpan()));
    }

    [Fact]
    public void Given_MessageRepresentative_When_Signed_Expect_NotSupportedException()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.SlhDsaSha2_128f);
        Assert.Throws<NotSupportedException>(() => key.SignMu(new byte[64], new byte[17088]));
    }

    /// <summary>The span claims two gigabytes that are not there: only its length may be looked at.</summary>
    [Fact]
    public void Given_MessageTooLongForABuffer_When_Signed_Expect_ArgumentException()
    {
        ProviderSet providers = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.SlhDsaSha2_128f, providers);
        byte one = 0;

        Assert.Throws<ArgumentException>(() => key.Sign(MemoryMarshal.CreateReadOnlySpan(ref one, int.MaxValue)));
        Assert.Throws<ArgumentException>(() =>
            key.VerifyingKey.Verify(MemoryMarshal.CreateReadOnlySpan(ref one, int.MaxValue), new byte[17088]));
    }
}
