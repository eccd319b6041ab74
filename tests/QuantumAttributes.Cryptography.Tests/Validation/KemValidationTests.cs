using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The input checks of FIPS 203, sections 7.2 and 7.3, for every parameter set, and the sizes of every mechanism.</summary>
public class KemValidationTests
{
    private const int PolynomialSize = 384;
    private const int Coefficients = 256;
    private const int Q = 3329;

    private static readonly byte[] Seed = Keys.Counting(64);
    private static readonly ProviderSet BouncyCastle = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);

    public static TheoryData<string, int> MLKemSets => new() { { "ML-KEM-512", 2 }, { "ML-KEM-768", 3 }, { "ML-KEM-1024", 4 } };

    public static TheoryData<string, int, string> MLKemSetsOfProviders =>
        [.. from row in MLKemSets from provider in ProviderUnderTest.All select (row.Data.Item1, row.Data.Item2, provider)];

    /// <summary>Mechanisms whose public keys begin with one of ML-KEM, of that rank.</summary>
    public static TheoryData<string, int> WithMLKemPublicKeys => new()
    {
        { "ML-KEM-512", 2 }, { "ML-KEM-768", 3 }, { "ML-KEM-1024", 4 },
        { "X-Wing", 3 }, { "MLKEM768-P256", 3 }, { "MLKEM1024-P384", 4 },
    };

    public static TheoryData<string> Kems => [.. KemAlgorithm.All.Select(static a => a.Name)];

    public static TheoryData<string> SeededKems =>
        [.. KemAlgorithm.All.Where(static a => a.SeedSize is not null).Select(static a => a.Name)];

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_WrongSize_When_PublicKeyImported_Expect_Refused(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        foreach (int size in SizesNearby(algorithm.PublicKeySize))
            Assert.Throws<CryptographicException>(() => KemPublicKey.Import(algorithm, new byte[size], BouncyCastle));
    }

    [Theory]
    [MemberData(nameof(SeededKems))]
    public void Given_WrongSize_When_SeedImported_Expect_Refused(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        foreach (int size in SizesNearby(algorithm.SeedSize!.Value))
            Assert.Throws<CryptographicException>(() => KemPrivateKey.ImportSeed(algorithm, new byte[size], BouncyCastle));
    }

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_WrongSize_When_ExpandedKeyImported_Expect_Refused(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        foreach (int size in SizesNearby(algorithm.ExpandedPrivateKeySize ?? 2400))
            Assert.Throws<CryptographicException>(() => KemPrivateKey.ImportExpanded(algorithm, new byte[size], BouncyCastle));
    }

    [Theory]
    [InlineData("X-Wing")]
    [InlineData("MLKEM768-P256")]
    [InlineData("MLKEM1024-P384")]
    public void Given_Hybrid_When_ExpandedKeyImported_Expect_Refused(string name) =>
        Assert.Throws<CryptographicException>(
            () => KemPrivateKey.ImportExpanded(KemAlgorithm.Parse(name), new byte[2400], BouncyCastle));

    [Theory]
    [MemberData(nameof(WithMLKemPublicKeys))]
    public void Given_CoefficientOfQ_When_PublicKeyImported_Expect_Refused(string name, int k)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        foreach (int index in (int[])[0, 1, (k * Coefficients) - 2, (k * Coefficients) - 1])
        {
            byte[] publicKey = new byte[algorithm.PublicKeySize];
            SetCoefficient(publicKey, index, Q);
            CryptographicException e =
                Assert.Throws<CryptographicException>(() => KemPublicKey.Import(algorithm, publicKey, BouncyCastle));
            Assert.Contains("7.2", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ML-KEM-512", 2)]
    [InlineData("ML-KEM-768", 3)]
    [InlineData("ML-KEM-1024", 4)]
    [InlineData("X-Wing", 3)]
    public void Given_CoefficientsBelowQ_When_PublicKeyImported_Expect_Accepted(string name, int k)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        byte[] publicKey = new byte[algorithm.PublicKeySize];
        for (int i = 0; i < k * Coefficients; i++)
            SetCoefficient(publicKey, i, Q - 1);

        using KemPublicKey key = KemPublicKey.Import(algorithm, publicKey);
        Assert.Equal(publicKey, key.Export());
    }

    [Theory]
    [MemberData(nameof(MLKemSets))]
    public void Given_FlippedHash_When_ExpandedKeyImported_Expect_Refused(string name, int k)
    {
        foreach (int index in (int[])[0, 31])
        {
            byte[] expanded = Keys.Expanded(KemAlgorithm.Parse(name), Seed);
            expanded[HashOffset(k) + index] ^= 1;
            AssertRefused(name, expanded, "hash");
        }
    }

    [Theory]
    [MemberData(nameof(MLKemSets))]
    public void Given_FlippedPublicKey_When_ExpandedKeyImported_Expect_Refused(string name, int k)
    {
        foreach (int index in (int[])[k * PolynomialSize, HashOffset(k) - 1])
        {
            byte[] expanded = Keys.Expanded(KemAlgorithm.Parse(name), Seed);
            expanded[index] ^= 1;
            AssertRefused(name, expanded, "hash");
        }
    }

    [Theory]
    [MemberData(nameof(MLKemSets))]
    public void Given_PublicKeyOfQWithItsHash_When_ExpandedKeyImported_Expect_Refused(string name, int k)
    {
        byte[] expanded = Keys.Expanded(KemAlgorithm.Parse(name), Seed);
        SetCoefficient(expanded.AsSpan(k * PolynomialSize), 5, Q);
        Sha3.Sha3_256(expanded.AsSpan(k * PolynomialSize, HashOffset(k) - (k * PolynomialSize)), expanded.AsSpan(HashOffset(k), 32));

        AssertRefused(name, expanded, "7.2");
    }

    [Theory]
    [MemberData(nameof(MLKemSets))]
    public void Given_SecretCoefficientOfQ_When_ExpandedKeyImported_Expect_Refused(string name, int k)
    {
        foreach (int index in (int[])[0, (k * Coefficients) - 1])
        {
            byte[] expanded = Keys.Expanded(KemAlgorithm.Parse(name), Seed);
            SetCoefficient(expanded, index, Q);
            AssertRefused(name, expanded, "coefficient");
        }
    }

    /// <summary>What LAMPS' bad-ML-KEM-512-2 is: every hash is right, the secret is another key's.</summary>
    [Theory]
    [MemberData(nameof(MLKemSets))]
    public void Given_SecretOfAnotherKey_When_ExpandedKeyImported_Expect_RefusedByThePairwiseCheck(string name, int k) =>
        AssertRefused(name, WithSecretOfAnotherKey(name, k), "does not belong");

    /// <summary>OpenSSL refuses it of its own accord, before our check.</summary>
    [Theory]
    [MemberData(nameof(MLKemSetsOfProviders))]
    public void Given_SecretOfAnotherKey_When_ExpandedKeyImported_Expect_RefusedOnEveryProvider(string name, int k, string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        Assert.ThrowsAny<CryptographicException>(
            () => KemPrivateKey.ImportExpanded(KemAlgorithm.Parse(name), WithSecretOfAnotherKey(name, k), providers));
    }

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_WrongBufferSizes_When_Encapsulated_Expect_ArgumentException(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm, BouncyCastle);
        foreach (int size in SizesNearby(algorithm.CiphertextSize))
        {
            Assert.Throws<ArgumentException>(
                "ciphertext", () => key.PublicKey.Encapsulate(new byte[size], new byte[algorithm.SharedSecretSize]));
        }

        foreach (int size in SizesNearby(algorithm.SharedSecretSize))
        {
            Assert.Throws<ArgumentException>(
                "sharedSecret", () => key.PublicKey.Encapsulate(new byte[algorithm.CiphertextSize], new byte[size]));
        }
    }

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_WrongBufferSizes_When_Decapsulated_Expect_ArgumentException(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm, BouncyCastle);
        foreach (int size in SizesNearby(algorithm.CiphertextSize))
            Assert.Throws<ArgumentException>("ciphertext", () => key.Decapsulate(new byte[size]));
        foreach (int size in SizesNearby(algorithm.SharedSecretSize))
        {
            Assert.Throws<ArgumentException>(
                "sharedSecret", () => key.Decapsulate(new byte[algorithm.CiphertextSize], new byte[size]));
        }
    }

    [Theory]
    [MemberData(nameof(SeededKems))]
    public void Given_WrongBufferSizes_When_Exported_Expect_ArgumentException(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm, BouncyCastle);
        foreach (int size in SizesNearby(algorithm.SeedSize!.Value))
            Assert.Throws<ArgumentException>("destination", () => key.ExportSeed(new byte[size]));
        foreach (int size in SizesNearby(algorithm.PublicKeySize))
            Assert.Throws<ArgumentException>("destination", () => key.PublicKey.Export(new byte[size]));
    }

    /// <summary>Every 32 bytes are an X25519 key; the draft lets the zero it leads to into the combiner.</summary>
    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_X25519KeyOfLowOrder_When_XWingUsed_Expect_SecretsThatAgree(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.XWing, providers);
        (byte[] ciphertext, _) = key.PublicKey.Encapsulate();
        ciphertext.AsSpan(1088).Clear();
        byte[] lowOrder = key.PublicKey.Export();
        lowOrder.AsSpan(1184).Clear();
        using KemPublicKey publicKey = KemPublicKey.Import(KemAlgorithm.XWing, lowOrder, providers);

        Assert.NotEqual(new byte[32], key.Decapsulate(ciphertext));
        Assert.NotEqual(new byte[32], publicKey.Encapsulate().SharedSecret);
    }

    private static int[] SizesNearby(int size) => [0, size - 1, size + 1];

    private static int HashOffset(int k) => (2 * k * PolynomialSize) + 32;

    private static byte[] WithSecretOfAnotherKey(string name, int k)
    {
        byte[] expanded = Keys.Expanded(KemAlgorithm.Parse(name), Seed);
        Keys.Expanded(KemAlgorithm.Parse(name), Keys.Counting(64, 7)).AsSpan(0, k * PolynomialSize).CopyTo(expanded);
        return expanded;
    }

    private static void AssertRefused(string name, byte[] expanded, string because)
    {
        CryptographicException e = Assert.Throws<CryptographicException>(
            () => KemPrivateKey.ImportExpanded(KemAlgorithm.Parse(name), expanded, BouncyCastle));
        Assert.Contains(because, e.Message, StringComparison.Ordinal);
    }

    private static void SetCoefficient(Span<byte> vector, int index, int value)
    {
        int at = index / 2 * 3;
        if (index % 2 == 0)
        {
            vector[at] = (byte)value;
            vector[at + 1] = (byte)((vector[at + 1] & 0xF0) | (value >> 8));
        }
        else
        {
            vector[at + 1] = (byte)((vector[at + 1] & 0x0F) | ((value & 0x0F) << 4));
            vector[at + 2] = (byte)(value >> 4);
        }
    }
}
