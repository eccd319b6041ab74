using System.Security.Cryptography;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

public class MLKemVectorTests(ITestOutputHelper output)
{
    private const string KeyGen = "acvp/mlkem-keygen.json.gz";
    private const string EncapDecap = "acvp/mlkem-encapdecap.json.gz";

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_AcvpSeeds_When_KeysMade_Expect_AcvpKeys(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in VectorFile.AcvpTests(KeyGen, ("parameterSet", "ML-KEM-768")))
        {
            byte[] seed = [.. test.Hex("d"), .. test.Hex("z")];
            byte[] expanded = new byte[2400];
            using IDecapsulator decapsulator = providers.Get(KemAlgorithm.MLKem768).CreateDecapsulatorFromSeed(seed);
            decapsulator.ExportExpandedKey(expanded);
            using KemPrivateKey key = KemPrivateKey.ImportSeed(KemAlgorithm.MLKem768, seed, providers);

            Assert.Equal(test.Hex("dk"), expanded);
            Assert.Equal(test.Hex("ek"), key.PublicKey.Export());
            cases++;
        }

        Ran(KeyGen, "keyGen", provider, cases, expected: 25);
    }

    [Fact]
    public void Given_AcvpMessages_When_BouncyCastleEncapsulates_Expect_AcvpCiphertextsAndSecrets()
    {
        int cases = 0;
        foreach (JsonElement test in Cases("encapsulation"))
        {
            RecordedRandom random = new(test.Hex("m"));
            using KemPublicKey key = KemPublicKey.Import(
                KemAlgorithm.MLKem768, test.Hex("ek"), ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, random));
            (byte[] ciphertext, byte[] sharedSecret) = key.Encapsulate();

            Assert.Equal(test.Hex("c"), ciphertext);
            Assert.Equal(test.Hex("k"), sharedSecret);
            Assert.Equal(0, random.Remaining);
            cases++;
        }

        Ran(EncapDecap, "encapsulation", ProviderUnderTest.BouncyCastle, cases, expected: 25);
    }

    /// <summary>
    /// The platform's encapsulation cannot be given its randomness; its decapsulation of the same cases can be compared.
    /// </summary>
    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_AcvpEncapsulations_When_Decapsulated_Expect_AcvpSecrets(string provider)
    {
        int cases = Decapsulate("encapsulation", provider);
        Ran(EncapDecap, "encapsulation, backwards", provider, cases, expected: 25);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_AcvpCiphertextsGoodAndModified_When_Decapsulated_Expect_AcvpSecrets(string provider)
    {
        int cases = Decapsulate("decapsulation", provider);
        Ran(EncapDecap, "decapsulation", provider, cases, expected: 10);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_AcvpEncapsulationKeys_When_Imported_Expect_AcvpVerdict(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in Cases("encapsulationKeyCheck"))
        {
            Assert.Equal(test.GetProperty("testPassed").GetBoolean(), Accepts(() => KemPublicKey.Import(KemAlgorithm.MLKem768, test.Hex("ek"), providers)));
            cases++;
        }

        Ran(EncapDecap, "encapsulationKeyCheck", provider, cases, expected: 10);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_AcvpDecapsulationKeys_When_Imported_Expect_AcvpVerdict(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in Cases("decapsulationKeyCheck"))
        {
            Assert.Equal(
                test.GetProperty("testPassed").GetBoolean(),
                Accepts(() => KemPrivateKey.ImportExpanded(KemAlgorithm.MLKem768, test.Hex("dk"), providers)));
            cases++;
        }

        Ran(EncapDecap, "decapsulationKeyCheck", provider, cases, expected: 10);
    }

    private static IEnumerable<JsonElement> Cases(string function) =>
        VectorFile.AcvpTests(EncapDecap, ("parameterSet", "ML-KEM-768"), ("function", function));

    private static int Decapsulate(string function, string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in Cases(function))
        {
            using KemPrivateKey key = KemPrivateKey.ImportExpanded(KemAlgorithm.MLKem768, test.Hex("dk"), providers);
            Assert.Equal(test.Hex("k"), key.Decapsulate(test.Hex("c")));
            cases++;
        }

        return cases;
    }

    private static bool Accepts(Func<IDisposable> import)
    {
        try
        {
            import().Dispose();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private void Ran(string file, string what, string provider, int cases, int expected)
    {
        output.WriteLine($"{file} ML-KEM-768 {what} on {provider}: {cases} cases");
        Assert.Equal(expected, cases);
    }
}
