using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// The self-signed certificates of draft-ietf-lamps-pq-composite-sigs: one for each of its algorithms, and for plain ML-DSA.
/// </summary>
public class CompositeCertificateTests(ITestOutputHelper output)
{
    private const string Composites = "lamps/composite-ml-dsa.json.gz";

    [Fact]
    public void Given_CertificatesOfTheDraft_When_Read_Expect_TheirKeysAndTheirSignatures()
    {
        ProviderSet providers = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);
        int cases = 0;
        foreach (JsonElement test in Tests().Where(static t => !IsRsa(t)))
        {
            using X509Certificate2 certificate = Certificate(test);
            using VerifyingKey key = certificate.GetVerifyingKey(providers);
            Assert.Equal(test.GetProperty("pk").GetBytesFromBase64(), key.Export());
            Assert.True(certificate.IsSignedBy(key));
            cases++;
        }

        output.WriteLine($"{Composites} certificates on {ProviderUnderTest.BouncyCastle}: {cases} cases");
        Assert.Equal(13, cases);
    }

    [Fact]
    public void Given_CertificatesWithRsa_When_Read_Expect_RefusedAsUnknown()
    {
        int cases = 0;
        foreach (JsonElement test in Tests().Where(IsRsa))
        {
            using X509Certificate2 certificate = Certificate(test);
            CryptographicException e = Assert.Throws<CryptographicException>(() => certificate.GetVerifyingKey());
            Assert.Contains("known here", e.Message, StringComparison.Ordinal);
            cases++;
        }

        Assert.Equal(8, cases);
    }

    private static JsonElement.ArrayEnumerator Tests() => VectorFile.ReadJson(Composites).GetProperty("tests").EnumerateArray();

    private static bool IsRsa(JsonElement test) =>
        test.GetProperty("tcId").GetString()!.Contains("RSA", StringComparison.Ordinal);

    private static X509Certificate2 Certificate(JsonElement test) =>
        X509CertificateLoader.LoadCertificate(test.GetProperty("x5c").GetBytesFromBase64());
}
