using System.Security.Cryptography;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// ACVP's cases of FIPS 203. .NET cannot be given the randomness of an encapsulation, so on the platform it runs on its library:
/// the same OpenSSL, reached by its command.
/// </summary>
public class MLKemVectorTests(ITestOutputHelper output)
{
    private const string KeyGen = "acvp/mlkem-keygen.json.gz";
    private const string EncapDecap = "acvp/mlkem-encapdecap.json.gz";
    private const int KeyGenCases = 25;
    private const int EncapsulationCases = 25;
    private const int DecapsulationCases = 10;
    private const int KeyCheckCases = 10;

    private static readonly string[] Sets = ["ML-KEM-512", "ML-KEM-768", "ML-KEM-1024"];

    private static readonly (string Name, int Cases)[] Functions =
    [
        ("encapsulation", EncapsulationCases), ("decapsulation", DecapsulationCases),
        ("encapsulationKeyCheck", KeyCheckCases), ("decapsulationKeyCheck", KeyCheckCases),
    ];

    public static TheoryData<string> ParameterSets => [.. Sets];

    public static TheoryData<string, string> SetsOfProviders => new MatrixTheoryData<string, string>(Sets, ProviderUnderTest.All);

    public static TheoryData<string, string> SetsOfProvidersWithSeam =>
        new MatrixTheoryData<string, string>(Sets, ProviderUnderTest.WithSeam);

    [Theory]
    [MemberData(nameof(SetsOfProviders))]
    public void Given_AcvpSeeds_When_KeysMade_Expect_AcvpKeys(string set, string provider)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(set);
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in VectorFile.AcvpTests(KeyGen, ("parameterSet", set)))
        {
            byte[] expanded = new byte[algorithm.ExpandedPrivateKeySize!.Value];
            using KemPrivateKey key =
                KemPrivateKey.ImportSeed(algorithm, [.. test.Hex("d"), .. test.Hex("z")], providers);
            key.ExportExpanded(expanded);

            Assert.Equal(test.Hex("dk"), expanded);
            Assert.Equal(test.Hex("ek"), key.PublicKey.Export());
            cases++;
        }

        Ran(KeyGen, set, "keyGen", provider, cases, KeyGenCases);
    }

    [Theory]
    [MemberData(nameof(SetsOfProvidersWithSeam))]
    public void Given_AcvpMessages_When_Encapsulated_Expect_AcvpCiphertextsAndSecrets(string set, string provider)
    {
        int cases = 0;
        foreach (JsonElement test in Cases(set, "encapsulation"))
        {
            RecordedRandom random = new(test.Hex("m"));
            using KemPublicKey key = KemPublicKey.Import(
                KemAlgorithm.Parse(set), test.Hex("ek"), ProviderUnderTest.Set(provider, random));
            (byte[] ciphertext, byte[] sharedSecret) = key.Encapsulate();

            Assert.Equal(test.Hex("c"), ciphertext);
            Assert.Equal(test.Hex("k"), sharedSecret);
            Assert.Equal(0, random.Remaining);
            cases++;
        }

        Ran(EncapDecap, set, "encapsulation", provider, cases, EncapsulationCases);
    }

    [Theory]
    [MemberData(nameof(ParameterSets))]
    public void Given_AcvpMessages_When_OpenSslEncapsulates_Expect_AcvpCiphertextsAndSecrets(string set)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        int cases = 0;
        foreach (JsonElement test in Cases(set, "encapsulation"))
        {
            openSsl.Write("public.der", SubjectPublicKeyInfo.Write(KemAlgorithm.Parse(set).Oid!, test.Hex("ek")));
            openSsl.Run(
                "pkeyutl", "-encap", "-pubin", "-inkey", "public.der", "-pkeyopt", $"hexikme:{Convert.ToHexString(test.Hex("m"))}",
                "-out", "ciphertext", "-secret", "secret");

            Assert.Equal(test.Hex("c"), openSsl.Read("ciphertext"));
            Assert.Equal(test.Hex("k"), openSsl.Read("secret"));
            cases++;
        }

        Ran(EncapDecap, set, "encapsulation by its library's command", ProviderUnderTest.Platform, cases, EncapsulationCases);
    }

    /// <summary>What .NET can do with the cases of encapsulation is decapsulate them.</summary>
    [Theory]
    [MemberData(nameof(SetsOfProviders))]
    public void Given_AcvpEncapsulations_When_Decapsulated_Expect_AcvpSecrets(string set, string provider)
    {
        int cases = Decapsulate(set, "encapsulation", provider);
        Ran(EncapDecap, set, "encapsulation, backwards", provider, cases, EncapsulationCases);
    }

    [Theory]
    [MemberData(nameof(SetsOfProviders))]
    public void Given_AcvpCiphertextsGoodAndModified_When_Decapsulated_Expect_AcvpSecrets(string set, string provider)
    {
        int cases = Decapsulate(set, "decapsulation", provider);
        Ran(EncapDecap, set, "decapsulation", provider, cases, DecapsulationCases);
    }

    [Theory]
    [MemberData(nameof(SetsOfProviders))]
    public void Given_AcvpEncapsulationKeys_When_Imported_Expect_AcvpVerdict(string set, string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in Cases(set, "encapsulationKeyCheck"))
        {
            Assert.Equal(
                test.GetProperty("testPassed").GetBoolean(),
                Accepts(() => KemPublicKey.Import(KemAlgorithm.Parse(set), test.Hex("ek"), providers)));
            cases++;
        }

        Ran(EncapDecap, set, "encapsulationKeyCheck", provider, cases, KeyCheckCases);
    }

    [Theory]
    [MemberData(nameof(SetsOfProviders))]
    public void Given_AcvpDecapsulationKeys_When_Imported_Expect_AcvpVerdict(string set, string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in Cases(set, "decapsulationKeyCheck"))
        {
            Assert.Equal(
                test.GetProperty("testPassed").GetBoolean(),
                Accepts(() => KemPrivateKey.ImportExpanded(KemAlgorithm.Parse(set), test.Hex("dk"), providers)));
            cases++;
        }

        Ran(EncapDecap, set, "decapsulationKeyCheck", provider, cases, KeyCheckCases);
    }

    [Fact]
    public void Given_AcvpFiles_When_CasesCounted_Expect_EachInOneOfTheTestsAbove()
    {
        Assert.Equal(75, Sets.Length * KeyGenCases);
        Assert.Equal(75, VectorFile.AcvpTests(KeyGen).Count());
        Assert.Equal(165, Sets.Length * Functions.Sum(static f => f.Cases));
        Assert.Equal(165, VectorFile.AcvpTests(EncapDecap).Count());
        Assert.Equal(165, Sets.Sum(static set => Functions.Sum(f => Cases(set, f.Name).Count())));
    }

    private static IEnumerable<JsonElement> Cases(string set, string function) =>
        VectorFile.AcvpTests(EncapDecap, ("parameterSet", set), ("function", function));

    private static int Decapsulate(string set, string function, string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in Cases(set, function))
        {
            using KemPrivateKey key = KemPrivateKey.ImportExpanded(KemAlgorithm.Parse(set), test.Hex("dk"), providers);
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

    private void Ran(string file, string set, string what, string provider, int cases, int expected)
    {
        output.WriteLine($"{file} {set} {what} on {provider}: {cases} cases");
        Assert.Equal(expected, cases);
    }
}
