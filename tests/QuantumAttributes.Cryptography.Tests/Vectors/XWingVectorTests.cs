using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

public class XWingVectorTests(ITestOutputHelper output)
{
    private const string File = "xwing/xwing.json";

    public static TheoryData<string> WithSeam => [.. ProviderUnderTest.WithSeam];

    [Theory]
    [MemberData(nameof(WithSeam))]
    public void Given_DraftRandomness_When_Encapsulated_Expect_DraftCiphertextsAndSecrets(string provider)
    {
        int cases = 0;
        foreach (JsonElement test in Cases())
        {
            RecordedRandom random = new(test.Hex("eseed"));
            using KemPublicKey key = KemPublicKey.Import(
                KemAlgorithm.XWing, test.Hex("pk"), ProviderUnderTest.Set(provider, random));
            (byte[] ciphertext, byte[] sharedSecret) = key.Encapsulate();

            Assert.Equal(test.Hex("ct"), ciphertext);
            Assert.Equal(test.Hex("ss"), sharedSecret);
            Assert.Equal(0, random.Remaining);
            cases++;
        }

        Ran("encapsulation", provider, cases);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_DraftSeeds_When_CiphertextsDecapsulated_Expect_DraftPublicKeysAndSecrets(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in Cases())
        {
            using KemPrivateKey key = KemPrivateKey.ImportSeed(KemAlgorithm.XWing, test.Hex("seed"), providers);
            Assert.Equal(test.Hex("pk"), key.PublicKey.Export());
            Assert.Equal(test.Hex("ss"), key.Decapsulate(test.Hex("ct")));
            cases++;
        }

        Ran("decapsulation", provider, cases);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.AllNames), MemberType = typeof(ProviderUnderTest))]
    public void Given_DraftPem_When_ImportedAndExported_Expect_TheSameBytes(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        using KemPrivateKey key = KemPrivateKey.ImportFromPem(VectorFile.ReadText("xwing/xwing.priv"), providers);
        using KemPublicKey publicKey = KemPublicKey.ImportFromPem(VectorFile.ReadText("xwing/xwing.pub"), providers);

        Assert.Equal(KemAlgorithm.XWing, key.Algorithm);
        Assert.Equal(VectorFile.ReadPem("xwing/xwing.priv"), key.ExportPkcs8PrivateKey());
        Assert.Equal(VectorFile.ReadPem("xwing/xwing.pub"), publicKey.ExportSubjectPublicKeyInfo());
        Assert.Equal(publicKey.Export(), key.PublicKey.Export());
        output.WriteLine($"xwing/xwing.priv key on {provider}: 1 cases");
        output.WriteLine($"xwing/xwing.pub key on {provider}: 1 cases");
    }

    private static JsonElement.ArrayEnumerator Cases() => VectorFile.ReadJson(File).EnumerateArray();

    private void Ran(string what, string provider, int cases)
    {
        output.WriteLine($"{File} X-Wing {what} on {provider}: {cases} cases");
        Assert.Equal(3, cases);
    }
}
