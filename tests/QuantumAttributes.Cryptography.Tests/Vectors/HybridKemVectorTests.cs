using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The KEM part of the vectors of draft-ietf-hpke-pq, without HPKE around it.</summary>
public class HybridKemVectorTests(ITestOutputHelper output)
{
    private const string File = "hpke/hpke-pq.json.gz";

    public static TheoryData<string, int> Hybrids => new() { { "MLKEM768-P256", 2 }, { "MLKEM1024-P384", 1 }, { "X-Wing", 2 } };

    public static TheoryData<string, string, int> HybridsOfProviders => HybridsOf(ProviderUnderTest.All);

    public static TheoryData<string, string, int> HybridsOfProvidersWithSeam => HybridsOf(ProviderUnderTest.WithSeam);

    [Theory]
    [MemberData(nameof(HybridsOfProviders))]
    public void Given_DraftSeeds_When_CiphertextsDecapsulated_Expect_DraftPublicKeysAndSecrets(
        string name, string provider, int expected)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in Cases(algorithm))
        {
            using KemPrivateKey key = KemPrivateKey.ImportSeed(algorithm, test.Hex("skRm"), providers);
            Assert.Equal(test.Hex("pkRm"), key.PublicKey.Export());
            Assert.Equal(test.Hex("shared_secret"), key.Decapsulate(test.Hex("enc")));
            cases++;
        }

        Ran(name, "decapsulation", provider, cases, expected);
    }

    [Theory]
    [MemberData(nameof(HybridsOfProvidersWithSeam))]
    public void Given_DraftRandomness_When_Encapsulated_Expect_DraftCiphertextsAndSecrets(string name, string provider, int expected)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        int cases = 0;
        foreach (JsonElement test in Cases(algorithm))
        {
            RecordedRandom random = new(Randomness(algorithm, test));
            using KemPublicKey key =
                KemPublicKey.Import(algorithm, test.Hex("pkRm"), ProviderUnderTest.Set(provider, random));
            (byte[] ciphertext, byte[] sharedSecret) = key.Encapsulate();

            Assert.Equal(test.Hex("enc"), ciphertext);
            Assert.Equal(test.Hex("shared_secret"), sharedSecret);
            Assert.Equal(0, random.Remaining);
            cases++;
        }

        Ran(name, "encapsulation", provider, cases, expected);
    }

    /// <summary>
    /// BouncyCastle's curves, which a provider uses only where the platform has none, beside the platform's: the group's part of the
    /// same vectors.
    /// </summary>
    [Theory]
    [InlineData("MLKEM768-P256", true, 2)]
    [InlineData("MLKEM768-P256", false, 2)]
    [InlineData("MLKEM1024-P384", true, 1)]
    [InlineData("MLKEM1024-P384", false, 1)]
    public void Given_DraftSeeds_When_GroupUsed_Expect_DraftElements(string name, bool platform, int expected)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        INominalGroup group = NistGroups.Get(algorithm, platform);
        int cases = 0;
        foreach (JsonElement test in Cases(algorithm))
        {
            byte[] seed = new byte[64 + group.SeedSize];
            byte[] element = new byte[group.ElementSize];
            byte[] ephemeral = new byte[group.ElementSize];
            byte[] sent = new byte[group.SharedSecretSize];
            byte[] received = new byte[group.SharedSecretSize];
            Sha3.Shake256(test.Hex("skRm"), seed);
            using IGroupScalar scalar = group.CreateScalar(seed.AsSpan(64));
            scalar.ExportElement(element);
            using IGroupElement publicKey = group.ImportElement(element);
            publicKey.Exchange(Randomness(algorithm, test).AsSpan(32), ephemeral, sent);
            scalar.Agree(ephemeral, received);

            Assert.Equal(test.Hex("pkRm")[^element.Length..], element);
            Assert.Equal(test.Hex("enc")[^ephemeral.Length..], ephemeral);
            Assert.Equal(sent, received);
            cases++;
        }

        Ran(name, "group", platform ? "the platform's curves" : "BouncyCastle's curves", cases, expected);
    }

    private static TheoryData<string, string, int> HybridsOf(IEnumerable<string> providers) =>
        [.. from row in Hybrids from provider in providers select (row.Data.Item1, provider, row.Data.Item2)];

    // The draft's seed for P-256 has 128 bytes; the program that made the vectors drew 96, and found a scalar in the first 32.
    private static byte[] Randomness(KemAlgorithm algorithm, JsonElement test) =>
        algorithm == KemAlgorithm.MLKem768P256 ? [.. test.Hex("ikmE"), .. new byte[32]] : test.Hex("ikmE");

    private static IEnumerable<JsonElement> Cases(KemAlgorithm algorithm) =>
        VectorFile.ReadJson(File).EnumerateArray().Where(test => test.GetProperty("kem_id").GetInt32() == algorithm.HpkeId);

    private void Ran(string name, string what, string provider, int cases, int expected)
    {
        output.WriteLine($"{File} {name} {what} on {provider}: {cases} cases");
        Assert.Equal(expected, cases);
    }
}
