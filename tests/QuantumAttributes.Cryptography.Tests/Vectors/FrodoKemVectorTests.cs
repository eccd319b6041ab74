using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Keys, ciphertexts and secrets that liboqs made with eFrodoKEM, which is round 3's FrodoKEM.</summary>
public class FrodoKemVectorTests(ITestOutputHelper output)
{
    private const string File = "frodokem/efrodokem-liboqs.json.gz";

    [Fact]
    public void Given_LiboqsCiphertexts_When_Decapsulated_Expect_LiboqsSecrets()
    {
        ProviderSet providers = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);
        int cases = 0;
        foreach (JsonElement test in VectorFile.ReadJson(File).EnumerateArray())
        {
            byte[] ciphertext = test.Hex("ct");
            using KemPrivateKey key = KemPrivateKey.ImportExpanded(Algorithm(test), test.Hex("sk"), providers);
            Assert.Equal(test.Hex("ss"), key.Decapsulate(ciphertext));

            ciphertext[0] ^= 1;
            Assert.Equal(test.Hex("rejected"), key.Decapsulate(ciphertext));
            cases++;
        }

        output.WriteLine($"{File} FrodoKEM of round 3, secrets and implicit rejection on BouncyCastle: {cases} cases");
        Assert.Equal(6, cases);
    }

    [Fact]
    public void Given_LiboqsKeys_When_Used_Expect_ThePublicKeysInside()
    {
        ProviderSet providers = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);
        foreach (JsonElement test in VectorFile.ReadJson(File).EnumerateArray())
        {
            KemAlgorithm algorithm = Algorithm(test);
            byte[] sk = test.Hex("sk");
            using KemPrivateKey key = KemPrivateKey.ImportExpanded(algorithm, sk, providers);
            byte[] exported = new byte[sk.Length];
            key.ExportExpanded(exported);

            Assert.Equal(sk[algorithm.SharedSecretSize..(algorithm.SharedSecretSize + algorithm.PublicKeySize)], key.PublicKey.Export());
            Assert.Equal(sk, exported);
        }
    }

    private static KemAlgorithm Algorithm(JsonElement test) => KemAlgorithm.Parse(test.GetProperty("algorithm").GetString()!);
}
