using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// The vectors of RFC 9180 (classical KEMs) and of draft-ietf-hpke-pq (the post-quantum ones, and the single-stage KDFs).
/// </summary>
public class HpkeVectorTests(ITestOutputHelper output)
{
    private const string Rfc9180 = "hpke/hpke-rfc9180.json.gz";
    private const string PostQuantum = "hpke/hpke-pq.json.gz";

    /// <summary>File and provider, with the suites, messages and exports that both have.</summary>
    public static TheoryData<string, string, int, int, int> Files => FilesOf(ProviderUnderTest.All);

    public static TheoryData<string, string, int, int, int> FilesWithSeam => FilesOf(ProviderUnderTest.WithSeam);

    [Theory]
    [MemberData(nameof(Files))]
    public void Given_PublishedInputKeyingMaterial_When_KeyPairDerived_Expect_PublishedKeys(
        string file, string provider, int suites, int messages, int exports)
    {
        _ = (messages, exports);
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement row in Offered(file, providers))
        {
            using KemPrivateKey key = HpkeSuite.DeriveKeyPair(Kem(row), row.Hex("ikmR"), providers);
            Assert.Equal(row.Hex("pkRm"), key.PublicKey.Export());
            Assert.Equal(Clamped(key.Algorithm, row.Hex("skRm")), SerializedPrivateKey(key));
            cases++;
        }

        Ran(file, "key pairs", provider, cases, suites);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Given_PublishedCiphertexts_When_Received_Expect_PublishedPlaintextsAndExports(
        string file, string provider, int suites, int messages, int exports)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        (int suitesRan, int opened, int exported) = (0, 0, 0);
        foreach (JsonElement row in Offered(file, providers))
        {
            using KemPrivateKey key = HpkeSuite.DeriveKeyPair(Kem(row), row.Hex("ikmR"), providers);
            Assert.Equal(row.Hex("shared_secret"), key.Decapsulate(row.Hex("enc")));

            HpkeSuite suite = Suite(row);
            using HpkeReceiver receiver = HasPsk(row)
                ? suite.SetupReceiver(key, row.Hex("enc"), row.Hex("info"), row.Hex("psk"), row.Hex("psk_id"))
                : suite.SetupReceiver(key, row.Hex("enc"), row.Hex("info"));
            foreach (JsonElement message in row.GetProperty("encryptions").EnumerateArray())
            {
                Assert.Equal(message.Hex("pt"), receiver.Open(message.Hex("ct"), message.Hex("aad")));
                opened++;
            }

            exported += CheckExports(row, (context, size) => receiver.Export(context, size));
            suitesRan++;
        }

        Ran(file, "received suites", provider, suitesRan, suites);
        Ran(file, "received messages", provider, opened, messages);
        Ran(file, "receiver's exports", provider, exported, exports);
    }

    /// <summary>The platform's encapsulation cannot be given its randomness: others send, and all receive.</summary>
    [Theory]
    [MemberData(nameof(FilesWithSeam))]
    public void Given_PublishedRandomness_When_Sent_Expect_PublishedCiphertextsAndExports(
        string file, string provider, int suites, int messages, int exports)
    {
        (int suitesRan, int @sealed, int exported) = (0, 0, 0);
        foreach (JsonElement row in Offered(file, ProviderUnderTest.Set(provider)))
        {
            RecordedRandom random = new(Randomness(row));
            using KemPublicKey key = KemPublicKey.Import(Kem(row), row.Hex("pkRm"), ProviderUnderTest.Set(provider, random));
            HpkeSuite suite = Suite(row);
            using HpkeSender sender = HasPsk(row)
                ? suite.SetupSender(key, row.Hex("info"), row.Hex("psk"), row.Hex("psk_id"))
                : suite.SetupSender(key, row.Hex("info"));
            Assert.Equal(row.Hex("enc"), sender.EncapsulatedKey.ToArray());
            Assert.Equal(0, random.Remaining);
            foreach (JsonElement message in row.GetProperty("encryptions").EnumerateArray())
            {
                Assert.Equal(message.Hex("ct"), sender.Seal(message.Hex("pt"), message.Hex("aad")));
                @sealed++;
            }

            exported += CheckExports(row, (context, size) => sender.Export(context, size));
            suitesRan++;
        }

        Ran(file, "sent suites", provider, suitesRan, suites);
        Ran(file, "sent messages", provider, @sealed, messages);
        Ran(file, "sender's exports", provider, exported, exports);
    }

    [Theory]
    [InlineData(Rfc9180, 32, 16)]
    [InlineData(PostQuantum, 13, 0)]
    public void Given_PublishedSuites_When_ModesCounted_Expect_OnlyAuthModesNotOffered(string file, int suites, int authModes)
    {
        JsonElement[] rows = [.. VectorFile.ReadJson(file).EnumerateArray()];
        output.WriteLine($"{file} auth and auth_psk, not offered: {authModes} suites");

        Assert.Equal(suites, rows.Length);
        Assert.Equal(authModes, rows.Count(static row => !IsOffered(row)));
    }

    private static TheoryData<string, string, int, int, int> FilesOf(IEnumerable<string> providers)
    {
        (string File, string Provider, int Suites, int Messages, int Exports)[] rows =
        [
            (Rfc9180, ProviderUnderTest.BouncyCastle, 16, 144, 48),
            (Rfc9180, ProviderUnderTest.Platform, 8, 72, 24),
            (Rfc9180, ProviderUnderTest.Vector, 8, 72, 24),
            (PostQuantum, ProviderUnderTest.BouncyCastle, 13, 130, 65),
            (PostQuantum, ProviderUnderTest.Platform, 11, 110, 55),
            (PostQuantum, ProviderUnderTest.Vector, 10, 100, 50),
        ];
        return [.. rows.Where(row => providers.Contains(row.Provider))];
    }

    private static IEnumerable<JsonElement> Offered(string file, ProviderSet providers) =>
        VectorFile.ReadJson(file).EnumerateArray()
            .Where(row => IsOffered(row) && FindKem(row) is { } kem && providers.Supports(kem));

    private static bool IsOffered(JsonElement row) => row.GetProperty("mode").GetInt32() is 0 or 1;

    private static bool HasPsk(JsonElement row) => row.GetProperty("mode").GetInt32() == 1;

    private static KemAlgorithm? FindKem(JsonElement row) =>
        KemAlgorithm.All.SingleOrDefault(a => a.HpkeId == row.GetProperty("kem_id").GetInt32());

    private static KemAlgorithm Kem(JsonElement row) => FindKem(row)!;

    private static HpkeSuite Suite(JsonElement row) =>
        new(Kem(row), (HpkeKdf)row.GetProperty("kdf_id").GetInt32(), (HpkeAead)row.GetProperty("aead_id").GetInt32());

    // The draft's seed for P-256 has 128 bytes; the program that made the vectors drew 96, and found a scalar in the first 32.
    private static byte[] Randomness(JsonElement row) =>
        Kem(row) == KemAlgorithm.MLKem768P256 ? [.. row.Hex("ikmE"), .. new byte[32]] : row.Hex("ikmE");

    // A DHKEM's is skRm; the others' is the seed.
    private static byte[] SerializedPrivateKey(KemPrivateKey key) => key.Algorithm.NistCategory == 0
        ? Keys.Expanded(key.Algorithm, key.ExportSeed())
        : key.ExportSeed();

    // RFC 9180's own vectors have X25519 keys that are not clamped, against its section 7.1.2; the draft's are.
    private static byte[] Clamped(KemAlgorithm algorithm, byte[] skRm)
    {
        if (algorithm == KemAlgorithm.DhKemX25519)
        {
            skRm[0] &= 0b1111_1000;
            skRm[^1] = (byte)((skRm[^1] & 0b0111_1111) | 0b0100_0000);
        }

        return skRm;
    }

    private static int CheckExports(JsonElement row, Func<byte[], int, byte[]> export)
    {
        int cases = 0;
        foreach (JsonElement test in row.GetProperty("exports").EnumerateArray())
        {
            Assert.Equal(test.Hex("exported_value"), export(test.Hex("exporter_context"), test.GetProperty("L").GetInt32()));
            cases++;
        }

        return cases;
    }

    private void Ran(string file, string what, string provider, int cases, int expected)
    {
        output.WriteLine($"{file} {what} on {provider}: {cases} cases");
        Assert.Equal(expected, cases);
    }
}
