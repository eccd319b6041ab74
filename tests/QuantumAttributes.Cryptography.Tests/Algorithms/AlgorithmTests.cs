namespace QuantumAttributes.Cryptography.Tests;

public class AlgorithmTests
{
    [Theory]
    [InlineData("ML-KEM-768", "ML-KEM-768")]
    [InlineData("ml-kem-768", "ML-KEM-768")]
    [InlineData("kyber768", "ML-KEM-768")]
    [InlineData("X-Wing", "X-Wing")]
    [InlineData("mlkem768x25519", "X-Wing")]
    public void Given_NameOrAlias_When_KemParsed_Expect_Algorithm(string text, string name) =>
        Assert.Equal(name, KemAlgorithm.Parse(text).Name);

    [Theory]
    [InlineData("ML-DSA-65")]
    [InlineData("ml-dsa-65")]
    [InlineData("dilithium3")]
    public void Given_NameOrAlias_When_SignatureParsed_Expect_MLDsa65(string text) =>
        Assert.Same(SignatureAlgorithm.MLDsa65, SignatureAlgorithm.Parse(text));

    [Theory]
    [InlineData("SLH-DSA-SHA2-128s", "SLH-DSA-SHA2-128s")]
    [InlineData("slhdsashake256f", "SLH-DSA-SHAKE-256f")]
    [InlineData("SPHINCS+-SHA2-128s-simple", "SLH-DSA-SHA2-128s")]
    [InlineData("sphincsshake192fsimple", "SLH-DSA-SHAKE-192f")]
    public void Given_NameOrAlias_When_SignatureParsed_Expect_SlhDsaSet(string text, string name) =>
        Assert.Equal(name, SignatureAlgorithm.Parse(text).Name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ML-KEM-768")]
    [InlineData("ML-DSA-65")]
    public void Given_AnythingElse_When_KemTried_Expect_False(string? text) => Assert.False(KemAlgorithm.TryParse(text, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("ML-KEM-768")]
    public void Given_AnythingElse_When_SignatureTried_Expect_False(string? text) =>
        Assert.False(SignatureAlgorithm.TryParse(text, out _));

    [Fact]
    public void Given_UnknownName_When_Parsed_Expect_FormatExceptionNamingWhatIsKnown()
    {
        Assert.Contains("X-Wing", Assert.Throws<FormatException>(() => KemAlgorithm.Parse("RSA")).Message, StringComparison.Ordinal);
        Assert.Contains("ML-DSA-65", Assert.Throws<FormatException>(() => SignatureAlgorithm.Parse("RSA")).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Kems => [.. KemAlgorithm.All.Select(static a => a.Name)];

    /// <summary>Without the sets of SLH-DSA that take seconds to sign: their self-tests do.</summary>
    public static TheoryData<string> Signatures => [.. SignatureAlgorithm.All.Select(static a => a.Name).Except(SlhDsaSets.Small)];

    [Theory]
    [MemberData(nameof(Kems))]
    public void Given_EveryKem_When_Used_Expect_TheSizesItsDescriptorSays(string name)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm, ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle));
        (byte[] ciphertext, byte[] sharedSecret) = key.PublicKey.Encapsulate();

        Assert.Equal(algorithm.SeedSize, key.HasSeed ? key.ExportSeed().Length : null);
        Assert.Equal(
            (algorithm.PublicKeySize, algorithm.CiphertextSize, algorithm.SharedSecretSize),
            (key.PublicKey.Export().Length, ciphertext.Length, sharedSecret.Length));
        Assert.Equal(sharedSecret, key.Decapsulate(ciphertext));
    }

    [Theory]
    [MemberData(nameof(Signatures))]
    public void Given_EverySignatureAlgorithm_When_Used_Expect_TheSizesItsDescriptorSays(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        using SigningKey key = SigningKey.Generate(algorithm, ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle));
        byte[] signature = key.Sign("data"u8);

        Assert.Equal(algorithm.SeedSize, key.HasSeed ? key.ExportSeed().Length : null);
        Assert.Equal(algorithm.PublicKeySize, key.VerifyingKey.Export().Length);
        Assert.InRange(signature.Length, algorithm.HasVariableSignatureSize ? 1 : algorithm.SignatureSize, algorithm.SignatureSize);
        Assert.True(key.VerifyingKey.Verify("data"u8, signature));
    }

    [Fact]
    public void Given_Catalogue_When_Read_Expect_NoNameAliasOrIdentifierTwice()
    {
        IReadOnlyList<CryptographicAlgorithm> all = AlgorithmCatalogue.All;

        Assert.Distinct(all.SelectMany(static a => a.Aliases.Prepend(a.Name)), StringComparer.OrdinalIgnoreCase);
        Assert.Distinct(all.Select(static a => a.Oid).OfType<string>());
        Assert.Distinct(all.Select(static a => a.JoseName).OfType<string>());
        Assert.Distinct(all.Select(static a => a.CoseId).OfType<int>());
        Assert.Distinct(KemAlgorithm.All.Select(static a => a.HpkeId).OfType<ushort>());
    }

    [Fact]
    public void Given_Catalogue_When_AskedForAnyName_Expect_TheAlgorithm()
    {
        foreach (CryptographicAlgorithm algorithm in AlgorithmCatalogue.All)
        {
            foreach (string name in algorithm.Aliases.Prepend(algorithm.Name))
            {
                Assert.True(AlgorithmCatalogue.TryFind(name.ToUpperInvariant(), out CryptographicAlgorithm? found));
                Assert.Same(algorithm, found);
            }
        }
    }

    [Theory]
    [InlineData("kyber", "ML-KEM-768")]
    [InlineData("dilithium", "ML-DSA-65")]
    [InlineData("sphincs+", "SLH-DSA-SHA2-128s")]
    public void Given_OldName_When_Sought_Expect_TheStandardsAlgorithm(string text, string name)
    {
        Assert.True(AlgorithmCatalogue.TryFind(text, out CryptographicAlgorithm? algorithm));
        Assert.Equal(name, algorithm.Name);
    }
}
