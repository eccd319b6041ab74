using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

public class KemValidationTests
{
    private const int VectorSize = 3 * 384;
    private const int HashOffset = VectorSize + 1184;

    private static readonly byte[] Seed = Keys.Counting(64);
    private static readonly ProviderSet BouncyCastle = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);

    public static TheoryData<string, int> SizesNearby
    {
        get
        {
            TheoryData<string, int> rows = [];
            foreach (KemAlgorithm algorithm in KemAlgorithm.All)
            {
                foreach (int off in (int[])[-algorithm.PublicKeySize, -1, 1])
                    rows.Add(algorithm.Name, off);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(SizesNearby))]
    public void Given_WrongSize_When_PublicKeyImported_Expect_Refused(string name, int off)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        Assert.Throws<CryptographicException>(() => KemPublicKey.Import(algorithm, new byte[algorithm.PublicKeySize + off]));
    }

    [Theory]
    [InlineData("ML-KEM-768", 63)]
    [InlineData("ML-KEM-768", 65)]
    [InlineData("ML-KEM-768", 0)]
    [InlineData("X-Wing", 31)]
    [InlineData("X-Wing", 33)]
    public void Given_WrongSize_When_SeedImported_Expect_Refused(string name, int size) =>
        Assert.Throws<CryptographicException>(() => KemPrivateKey.ImportSeed(KemAlgorithm.Parse(name), new byte[size]));

    [Theory]
    [InlineData(0)]
    [InlineData(2399)]
    [InlineData(2401)]
    public void Given_WrongSize_When_ExpandedKeyImported_Expect_Refused(int size) =>
        Assert.Throws<CryptographicException>(() => KemPrivateKey.ImportExpanded(KemAlgorithm.MLKem768, new byte[size]));

    [Fact]
    public void Given_XWing_When_ExpandedKeyImported_Expect_Refused() =>
        Assert.Throws<CryptographicException>(() => KemPrivateKey.ImportExpanded(KemAlgorithm.XWing, new byte[2400]));

    [Theory]
    [InlineData("ML-KEM-768", 0)]
    [InlineData("ML-KEM-768", 1)]
    [InlineData("ML-KEM-768", 767)]
    [InlineData("X-Wing", 0)]
    [InlineData("X-Wing", 767)]
    public void Given_CoefficientOfQ_When_PublicKeyImported_Expect_Refused(string name, int index)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        byte[] publicKey = new byte[algorithm.PublicKeySize];
        SetCoefficient(publicKey, index, 3329);

        Assert.Contains("7.2", Assert.Throws<CryptographicException>(() => KemPublicKey.Import(algorithm, publicKey)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ML-KEM-768")]
    [InlineData("X-Wing")]
    public void Given_CoefficientsBelowQ_When_PublicKeyImported_Expect_Accepted(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        byte[] publicKey = new byte[algorithm.PublicKeySize];
        for (int i = 0; i < 768; i++)
            SetCoefficient(publicKey, i, 3328);

        using KemPublicKey key = KemPublicKey.Import(algorithm, publicKey);
        Assert.Equal(publicKey, key.Export());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public void Given_FlippedHash_When_ExpandedKeyImported_Expect_Refused(int index)
    {
        byte[] expanded = Keys.Expanded(KemAlgorithm.MLKem768, Seed);
        expanded[HashOffset + index] ^= 1;

        AssertRefused(expanded, "hash");
    }

    [Fact]
    public void Given_FlippedPublicKey_When_ExpandedKeyImported_Expect_Refused()
    {
        byte[] expanded = Keys.Expanded(KemAlgorithm.MLKem768, Seed);
        expanded[HashOffset - 1] ^= 1;

        AssertRefused(expanded, "hash");
    }

    [Fact]
    public void Given_PublicKeyOfQWithItsHash_When_ExpandedKeyImported_Expect_Refused()
    {
        byte[] expanded = Keys.Expanded(KemAlgorithm.MLKem768, Seed);
        SetCoefficient(expanded.AsSpan(VectorSize), 5, 3329);
        Sha3.Sha3_256(expanded.AsSpan(VectorSize, 1184), expanded.AsSpan(HashOffset, 32));

        AssertRefused(expanded, "7.2");
    }

    [Fact]
    public void Given_SecretCoefficientOfQ_When_ExpandedKeyImported_Expect_Refused()
    {
        byte[] expanded = Keys.Expanded(KemAlgorithm.MLKem768, Seed);
        SetCoefficient(expanded, 5, 3329);

        AssertRefused(expanded, "coefficient");
    }

    /// <summary>
    /// What LAMPS' bad-ML-KEM-512-2 shows for its parameter set: every hash is right, the secret is another key's.
    /// </summary>
    [Fact]
    public void Given_SecretOfAnotherKey_When_ExpandedKeyImported_Expect_RefusedByThePairwiseCheck() =>
        AssertRefused(WithSecretOfAnotherKey(), "does not belong");

    /// <summary>OpenSSL refuses it of its own accord, before our check.</summary>
    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_SecretOfAnotherKey_When_ExpandedKeyImported_Expect_RefusedOnEveryProvider(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        Assert.ThrowsAny<CryptographicException>(
            () => KemPrivateKey.ImportExpanded(KemAlgorithm.MLKem768, WithSecretOfAnotherKey(), providers));
    }

    [Fact]
    public void Given_WrongBufferSizes_When_Encapsulated_Expect_ArgumentException()
    {
        using KemPrivateKey key = KemPrivateKey.ImportSeed(KemAlgorithm.MLKem768, Seed);
        Assert.Throws<ArgumentException>("ciphertext", () => key.PublicKey.Encapsulate(new byte[1087], new byte[32]));
        Assert.Throws<ArgumentException>("ciphertext", () => key.PublicKey.Encapsulate(new byte[1089], new byte[32]));
        Assert.Throws<ArgumentException>("sharedSecret", () => key.PublicKey.Encapsulate(new byte[1088], new byte[31]));
        Assert.Throws<ArgumentException>("sharedSecret", () => key.PublicKey.Encapsulate(new byte[1088], new byte[33]));
    }

    [Theory]
    [InlineData("ML-KEM-768", 1088)]
    [InlineData("X-Wing", 1120)]
    public void Given_WrongBufferSizes_When_Decapsulated_Expect_ArgumentException(string name, int size)
    {
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name));
        Assert.Throws<ArgumentException>("ciphertext", () => key.Decapsulate(new byte[size - 1]));
        Assert.Throws<ArgumentException>("ciphertext", () => key.Decapsulate(new byte[size + 1]));
        Assert.Throws<ArgumentException>("ciphertext", () => key.Decapsulate([]));
        Assert.Throws<ArgumentException>("sharedSecret", () => key.Decapsulate(new byte[size], new byte[31]));
    }

    [Fact]
    public void Given_WrongBufferSizes_When_Exported_Expect_ArgumentException()
    {
        using KemPrivateKey key = KemPrivateKey.ImportSeed(KemAlgorithm.MLKem768, Seed);
        Assert.Throws<ArgumentException>("destination", () => key.ExportSeed(new byte[63]));
        Assert.Throws<ArgumentException>("destination", () => key.PublicKey.Export(new byte[1185]));
    }

    /// <summary>Every 32 bytes are an X25519 key; the draft lets the zero it leads to into the combiner.</summary>
    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
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

    private static byte[] WithSecretOfAnotherKey()
    {
        byte[] expanded = Keys.Expanded(KemAlgorithm.MLKem768, Seed);
        Keys.Expanded(KemAlgorithm.MLKem768, Keys.Counting(64, 7)).AsSpan(0, VectorSize).CopyTo(expanded);
        return expanded;
    }

    private static void AssertRefused(byte[] expanded, string because)
    {
        CryptographicException e =
            Assert.Throws<CryptographicException>(
                () => KemPrivateKey.ImportExpanded(KemAlgorithm.MLKem768, expanded, BouncyCastle));
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
