using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The KAT files of HQC's reference implementation v5.0.0, which is the specification of 2025-08-22.</summary>
public class HqcVectorTests(ITestOutputHelper output)
{
    private const string File = "hqc/hqc-2025-08-22.json.gz";

    [Fact]
    public void Given_KatSeeds_When_KeysMadeAndCiphertextsDecapsulated_Expect_KatKeysAndSecrets()
    {
        ProviderSet providers = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);
        int cases = 0;
        foreach (JsonElement test in VectorFile.ReadJson(File).EnumerateArray())
        {
            KemAlgorithm algorithm = Algorithm(test);
            byte[] expanded = new byte[algorithm.ExpandedPrivateKeySize!.Value];
            using KemPrivateKey key = KemPrivateKey.ImportSeed(algorithm, test.Hex("seedKem"), providers);
            using KemPrivateKey imported = KemPrivateKey.ImportExpanded(algorithm, test.Hex("sk"), providers);
            key.ExportExpanded(expanded);

            Assert.Equal(test.Hex("sk"), expanded);
            Assert.Equal(test.Hex("pk"), key.PublicKey.Export());
            Assert.Equal(test.Hex("ss"), key.Decapsulate(test.Hex("ct")));
            Assert.Equal(test.Hex("ss"), imported.Decapsulate(test.Hex("ct")));
            cases++;
        }

        Ran("keys and decapsulation", cases, expected: 9);
    }

    /// <summary>The file as the reference implementation writes it, from BouncyCastle's results: 100 keys and encapsulations.</summary>
    [Theory]
    [InlineData("HQC-128-2025-08", "HQC-1", "84c3812eedbddde674e0a5370ecc9bfd0f71a0006cf7bcf2b1e2e26363d638a7")]
    [InlineData("HQC-192-2025-08", "HQC-3", "ba3f3d1e70fe73c666bede150ca7dbd0f332fc02959fe5178f8de8141b712b14")]
    [InlineData("HQC-256-2025-08", "HQC-5", "43dd50d6f91d9d85085558e66e2ec0168b403ded47c6dad43cd2acfddca2f618")]
    public void Given_KatGenerator_When_AllCasesMade_Expect_TheKatFile(string name, string title, string sha256)
    {
        const int Cases = 100;
        const int GeneratorSeedSize = 48;
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        byte[] seeds = Generator(Keys.Counting(GeneratorSeedSize), Cases * GeneratorSeedSize);
        StringBuilder file = new($"# {title}\n\n");
        for (int count = 0; count < Cases; count++)
        {
            byte[] seed = seeds[(count * GeneratorSeedSize)..((count + 1) * GeneratorSeedSize)];
            RecordedRandom random = new(Generator(seed, 32 + MessageSize(algorithm) + 16));
            ProviderSet providers = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, random);
            using KemPrivateKey key = KemPrivateKey.Generate(algorithm, providers);
            byte[] sk = new byte[algorithm.ExpandedPrivateKeySize!.Value];
            key.ExportExpanded(sk);
            (byte[] ct, byte[] ss) = key.PublicKey.Encapsulate();
            Assert.Equal(0, random.Remaining);
            file.Append(CultureInfo.InvariantCulture, $"count = {count}\nseed = {Hex(seed)}\npk = {Hex(key.PublicKey.Export())}\n")
                .Append(CultureInfo.InvariantCulture, $"sk = {Hex(sk)}\nct = {Hex(ct)}\nss = {Hex(ss)}\n\n");
        }

        Ran($"{name}, the whole KAT file by its hash", Cases, expected: 100);
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(file.ToString()))));
    }

    /// <summary>HQC-KEM.Decaps, steps 10 to 12: what is rejected gives <c>J(H(ek) || sigma || c)</c>.</summary>
    [Fact]
    public void Given_ModifiedCiphertext_When_Decapsulated_Expect_TheRejectionSecretOfTheSpecification()
    {
        ProviderSet providers = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle);
        foreach (JsonElement test in VectorFile.ReadJson(File).EnumerateArray().Where(static t => t.GetProperty("count").GetInt32() == 0))
        {
            byte[] sk = test.Hex("sk");
            byte[] sigma = sk[^(32 + MessageSize(Algorithm(test)))..^32];
            using KemPrivateKey key = KemPrivateKey.ImportExpanded(Algorithm(test), sk, providers);
            foreach (Index at in (Index[])[0, test.Hex("ct").Length / 2, ^17, ^1])
            {
                byte[] ciphertext = test.Hex("ct");
                ciphertext[at] ^= 1;
                byte[] hashOfKey = Sha3_256([.. test.Hex("pk"), 1]);
                Assert.Equal(Sha3_256([.. hashOfKey, .. sigma, .. ciphertext, 3]), key.Decapsulate(ciphertext));
            }
        }
    }

    private static KemAlgorithm Algorithm(JsonElement test) => KemAlgorithm.Parse(test.GetProperty("algorithm").GetString()!);

    private static int MessageSize(KemAlgorithm algorithm) => algorithm.ExpandedPrivateKeySize!.Value - algorithm.PublicKeySize - 64;

    /// <summary>The reference implementation's test generator: SHAKE256 of the seed and a zero.</summary>
    private static byte[] Generator(byte[] seed, int size)
    {
        byte[] bytes = new byte[size];
        Sha3.Shake256([.. seed, 0], bytes);
        return bytes;
    }

    private static byte[] Sha3_256(byte[] data)
    {
        byte[] hash = new byte[32];
        Sha3.Sha3_256(data, hash);
        return hash;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes);

    private void Ran(string what, int cases, int expected)
    {
        output.WriteLine($"{File} {what} on BouncyCastle: {cases} cases");
        Assert.Equal(expected, cases);
    }
}
