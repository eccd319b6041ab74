using System.Formats.Asn1;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// The example keys and certificates of RFC 9881 (ML-DSA) and RFC 9935 (ML-KEM), published by the LAMPS working group.
/// </summary>
public class LampsVectorTests
{
    private const string MLKem = "lamps/ml-kem/ML-KEM-768";
    private const string MLDsa = "lamps/ml-dsa/ML-DSA-65";

    public static TheoryData<string, string, bool> Forms => new()
    {
        { ProviderUnderTest.BouncyCastle, "seed", true },
        { ProviderUnderTest.BouncyCastle, "expanded", false },
        { ProviderUnderTest.BouncyCastle, "both", true },
        { ProviderUnderTest.Platform, "seed", true },
        { ProviderUnderTest.Platform, "expanded", false },
        { ProviderUnderTest.Platform, "both", true },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Given_MLKemPrivateKey_When_ImportedFromPem_Expect_ItsPublicKey(string provider, string form, bool hasSeed)
    {
        using KemPrivateKey key =
            KemPrivateKey.ImportFromPem(VectorFile.ReadText($"{MLKem}-{form}.priv"), ProviderUnderTest.Set(provider));

        Assert.Equal(KemAlgorithm.MLKem768, key.Algorithm);
        Assert.Equal(hasSeed, key.HasSeed);
        Assert.Equal(VectorFile.ReadPem($"{MLKem}.pub"), key.PublicKey.ExportSubjectPublicKeyInfo());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Given_MLKemPrivateKey_When_Exported_Expect_SeedFormIfKnownElseExpanded(string provider, string form, bool hasSeed)
    {
        using KemPrivateKey key =
            KemPrivateKey.ImportFromPem(VectorFile.ReadText($"{MLKem}-{form}.priv"), ProviderUnderTest.Set(provider));

        Assert.Equal(VectorFile.ReadPem(hasSeed ? $"{MLKem}-seed.priv" : $"{MLKem}-expanded.priv"), key.ExportPkcs8PrivateKey());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Given_MLDsaPrivateKey_When_ImportedFromPem_Expect_ItsPublicKey(string provider, string form, bool hasSeed)
    {
        using SigningKey key =
            SigningKey.ImportFromPem(VectorFile.ReadText($"{MLDsa}-{form}.priv"), ProviderUnderTest.Set(provider));

        Assert.Equal(SignatureAlgorithm.MLDsa65, key.Algorithm);
        Assert.Equal(hasSeed, key.HasSeed);
        Assert.Equal(VectorFile.ReadPem($"{MLDsa}.pub"), key.VerifyingKey.ExportSubjectPublicKeyInfo());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Given_MLDsaPrivateKey_When_Exported_Expect_SeedFormIfKnownElseExpanded(string provider, string form, bool hasSeed)
    {
        using SigningKey key =
            SigningKey.ImportFromPem(VectorFile.ReadText($"{MLDsa}-{form}.priv"), ProviderUnderTest.Set(provider));

        Assert.Equal(VectorFile.ReadPem(hasSeed ? $"{MLDsa}-seed.priv" : $"{MLDsa}-expanded.priv"), key.ExportPkcs8PrivateKey());
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_MLKemPublicKey_When_ImportedFromPem_Expect_ExportedAlike(string provider)
    {
        using KemPublicKey key = KemPublicKey.ImportFromPem(VectorFile.ReadText($"{MLKem}.pub"), ProviderUnderTest.Set(provider));
        Assert.Equal(VectorFile.ReadPem($"{MLKem}.pub"), key.ExportSubjectPublicKeyInfo());
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_MLDsaPublicKey_When_ImportedFromPem_Expect_ExportedAlike(string provider)
    {
        using VerifyingKey key = VerifyingKey.ImportFromPem(VectorFile.ReadText($"{MLDsa}.pub"), ProviderUnderTest.Set(provider));
        Assert.Equal(VectorFile.ReadPem($"{MLDsa}.pub"), key.ExportSubjectPublicKeyInfo());
    }

    [Theory]
    [InlineData(ProviderUnderTest.BouncyCastle, MLDsa)]
    [InlineData(ProviderUnderTest.BouncyCastle, MLKem)]
    [InlineData(ProviderUnderTest.Platform, MLDsa)]
    [InlineData(ProviderUnderTest.Platform, MLKem)]
    public void Given_Certificate_When_IssuersKeyVerifiesIt_Expect_Accepted(string provider, string certificate)
    {
        using VerifyingKey issuer =
            VerifyingKey.ImportFromPem(VectorFile.ReadText($"{MLDsa}.pub"), ProviderUnderTest.Set(provider));
        AsnReader outer = new AsnReader(VectorFile.ReadPem($"{certificate}.crt"), AsnEncodingRules.DER).ReadSequence();
        byte[] toBeSigned = outer.ReadEncodedValue().ToArray();
        outer.ReadEncodedValue();

        Assert.True(issuer.Verify(toBeSigned, outer.ReadBitString(out _)));
    }
}
