using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// The example keys and certificates of RFC 9881 (ML-DSA) and RFC 9935 (ML-KEM), published by the LAMPS working group.
/// </summary>
public class LampsVectorTests(ITestOutputHelper output)
{
    private static readonly string[] Forms = ["seed", "expanded", "both"];
    private static readonly KemAlgorithm[] Kems = [KemAlgorithm.MLKem512, KemAlgorithm.MLKem768, KemAlgorithm.MLKem1024];

    private static readonly SignatureAlgorithm[] Signatures =
        [SignatureAlgorithm.MLDsa44, SignatureAlgorithm.MLDsa65, SignatureAlgorithm.MLDsa87];

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_MLKemPrivateKeys_When_Imported_Expect_TheirPublicKeysAndTheSeedFormIfKnown(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (KemAlgorithm algorithm in Kems)
        {
            foreach (string form in Forms)
            {
                string file = $"lamps/ml-kem/{algorithm}";
                using KemPrivateKey key = KemPrivateKey.ImportFromPem(VectorFile.ReadText($"{file}-{form}.priv"), providers);
                Assert.Equal(algorithm, key.Algorithm);
                Assert.Equal(VectorFile.ReadPem($"{file}.pub"), key.PublicKey.ExportSubjectPublicKeyInfo());
                AssertWritten(key, file, form);
                cases += Ran($"{file}-{form}.priv", "private key", provider);
            }
        }

        Assert.Equal(9, cases);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_MLDsaPrivateKeys_When_Imported_Expect_TheirPublicKeysAndTheSeedFormIfKnown(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (SignatureAlgorithm algorithm in Signatures)
        {
            foreach (string form in Forms)
            {
                string file = $"lamps/ml-dsa/{algorithm}";
                using SigningKey key = SigningKey.ImportFromPem(VectorFile.ReadText($"{file}-{form}.priv"), providers);
                Assert.Equal(algorithm, key.Algorithm);
                Assert.Equal(VectorFile.ReadPem($"{file}.pub"), key.VerifyingKey.ExportSubjectPublicKeyInfo());
                AssertWritten(key, file, form);
                cases += Ran($"{file}-{form}.priv", "private key", provider);
            }
        }

        Assert.Equal(9, cases);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_PublicKeys_When_ImportedFromPem_Expect_ExportedAlike(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (KemAlgorithm algorithm in Kems)
        {
            string file = $"lamps/ml-kem/{algorithm}.pub";
            using KemPublicKey key = KemPublicKey.ImportFromPem(VectorFile.ReadText(file), providers);
            Assert.Equal(VectorFile.ReadPem(file), key.ExportSubjectPublicKeyInfo());
            cases += Ran(file, "public key", provider);
        }

        foreach (SignatureAlgorithm algorithm in Signatures)
        {
            string file = $"lamps/ml-dsa/{algorithm}.pub";
            using VerifyingKey key = VerifyingKey.ImportFromPem(VectorFile.ReadText(file), providers);
            Assert.Equal(VectorFile.ReadPem(file), key.ExportSubjectPublicKeyInfo());
            cases += Ran(file, "public key", provider);
        }

        Assert.Equal(6, cases);
    }

    /// <summary>Each ML-KEM certificate is issued by the ML-DSA one that its authority key identifier names.</summary>
    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_Certificates_When_Read_Expect_TheirKeysAndTheirIssuersSignature(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach ((SignatureAlgorithm signature, KemAlgorithm kem) in Signatures.Zip(Kems))
        {
            using X509Certificate2 root = Certificate($"lamps/ml-dsa/{signature}.crt");
            using VerifyingKey issuer = root.GetVerifyingKey(providers);
            Assert.Equal(VectorFile.ReadPem($"lamps/ml-dsa/{signature}.pub"), issuer.ExportSubjectPublicKeyInfo());
            Assert.True(root.IsSignedBy(issuer));
            cases += Ran($"lamps/ml-dsa/{signature}.crt", "certificate", provider);

            using X509Certificate2 leaf = Certificate($"lamps/ml-kem/{kem}.crt");
            using KemPublicKey recipient = leaf.GetKemPublicKey(providers);
            Assert.Equal(VectorFile.ReadPem($"lamps/ml-kem/{kem}.pub"), recipient.ExportSubjectPublicKeyInfo());
            Assert.True(leaf.IsSignedBy(issuer));
            cases += Ran($"lamps/ml-kem/{kem}.crt", "certificate", provider);
        }

        Assert.Equal(6, cases);
    }

    /// <summary>Each has one fault, and is refused for that one.</summary>
    [Theory]
    [InlineData("1", "do not belong together")]
    [InlineData("2", "wrong hash of its public key")]
    [InlineData("3", "t0 that does not follow")]
    public void Given_BadMLDsaKey_When_Imported_Expect_RefusedForItsFault(string number, string reason)
    {
        ProviderSet providers = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);
        CryptographicException e = Assert.Throws<CryptographicException>(() => ImportBadMLDsa(number, providers));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "do not belong together")]
    [InlineData("2", "does not belong to the public key it holds")]
    [InlineData("3", "wrong hash of its public key")]
    [InlineData("4", "do not belong together")]
    public void Given_BadMLKemKey_When_Imported_Expect_RefusedForItsFault(string number, string reason)
    {
        ProviderSet providers = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);
        CryptographicException e = Assert.Throws<CryptographicException>(() => ImportBadMLKem(number, providers));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_BadKeys_When_Imported_Expect_AllRefused(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (string number in (string[])["1", "2", "3"])
        {
            Assert.ThrowsAny<CryptographicException>(() => ImportBadMLDsa(number, providers));
            cases += Ran($"lamps/ml-dsa/bad-ML-DSA-44-{number}.priv", "refused", provider);
        }

        foreach (string number in (string[])["1", "2", "3", "4"])
        {
            Assert.ThrowsAny<CryptographicException>(() => ImportBadMLKem(number, providers));
            cases += Ran($"lamps/ml-kem/bad-ML-KEM-512-{number}.priv", "refused", provider);
        }

        Assert.Equal(7, cases);
    }

    private static SigningKey ImportBadMLDsa(string number, ProviderSet providers) => SigningKey.ImportFromPem(
        VectorFile.ReadText($"lamps/ml-dsa/bad-ML-DSA-44-{number}.priv"), providers);

    private static KemPrivateKey ImportBadMLKem(string number, ProviderSet providers) => KemPrivateKey.ImportFromPem(
        VectorFile.ReadText($"lamps/ml-kem/bad-ML-KEM-512-{number}.priv"), providers);

    private static X509Certificate2 Certificate(string file) => X509CertificateLoader.LoadCertificate(VectorFile.ReadPem(file));

    private static void AssertWritten(AsymmetricPrivateKey key, string file, string form)
    {
        Assert.Equal(form != "expanded", key.HasSeed);
        Assert.Equal(VectorFile.ReadPem($"{file}-{(key.HasSeed ? "seed" : "expanded")}.priv"), key.ExportPkcs8PrivateKey());
    }

    private int Ran(string file, string what, string provider)
    {
        output.WriteLine($"{file} {what} on {provider}: 1 cases");
        return 1;
    }
}
