using System.Text.Json;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// ACVP's cases of FIPS 205. Those of signing and verifying are of the internal interface: they reach BouncyCastle where our
/// provider calls it, beneath separator and context. .NET has nothing there, and no key generation from a seed: on the platform
/// they run on its library, the same OpenSSL, reached by its command.
/// </summary>
public class SlhDsaVectorTests(ITestOutputHelper output)
{
    private const string KeyGen = "acvp/slhdsa-keygen.json.gz";
    private const string SigGen = "acvp/slhdsa-siggen.json.gz";
    private const string SigVer = "acvp/slhdsa-sigver.json.gz";

    public static TheoryData<string> Sets => [.. SlhDsaSets.All];

    /// <summary>The sets that the file of sigVer has.</summary>
    public static TheoryData<string> SetsOfSigVer =>
        ["SLH-DSA-SHA2-192s", "SLH-DSA-SHA2-256f", "SLH-DSA-SHAKE-128f", "SLH-DSA-SHAKE-192s", "SLH-DSA-SHAKE-256f"];

    public static TheoryData<string, string> SetsOnEveryProvider
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (string set in SlhDsaSets.All)
            {
                rows.Add(set, ProviderUnderTest.BouncyCastle);
                rows.Add(set, ProviderUnderTest.Platform);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_AcvpSeeds_When_BouncyCastleMakesKeys_Expect_AcvpKeys(string set)
    {
        int cases = 0;
        foreach (JsonElement test in VectorFile.AcvpTests(KeyGen, ("parameterSet", set)))
        {
            RecordedRandom random = new(test.Hex("skSeed"), test.Hex("skPrf"), test.Hex("pkSeed"));
            ProviderSet providers = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, random);
            using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(set), providers);

            Assert.Equal(test.Hex("sk"), Keys.Expanded(key));
            Assert.Equal(test.Hex("pk"), key.VerifyingKey.Export());
            Assert.Equal(0, random.Remaining);
            cases++;
        }

        Ran(KeyGen, set, "keyGen", ProviderUnderTest.BouncyCastle, cases, expected: 10);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_AcvpSeeds_When_OpenSslMakesKeys_Expect_AcvpKeys(string set)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        int cases = 0;
        foreach (JsonElement test in VectorFile.AcvpTests(KeyGen, ("parameterSet", set)))
        {
            string seed = Convert.ToHexString([.. test.Hex("skSeed"), .. test.Hex("skPrf"), .. test.Hex("pkSeed")]);
            openSsl.Run("genpkey", "-algorithm", set, "-pkeyopt", $"hexseed:{seed}", "-outform", "DER", "-out", "key.der");

            Assert.Equal(Keys.Pkcs8(SignatureAlgorithm.Parse(set), test.Hex("sk")), openSsl.Read("key.der"));
            cases++;
        }

        Ran(KeyGen, set, "keyGen by its library's command", ProviderUnderTest.Platform, cases, expected: 10);
    }

    /// <summary>
    /// What .NET can be given is the whole key. By way of the key class, which computes the root anew, one key of a small set
    /// stands for ten.
    /// </summary>
    [Theory]
    [MemberData(nameof(SetsOnEveryProvider))]
    public void Given_AcvpKeys_When_Imported_Expect_AcvpPublicKeys(string set, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        ProviderSet providers = SlhDsaSets.Provider(provider);
        int cases = 0;
        foreach (JsonElement test in VectorFile.AcvpTests(KeyGen, ("parameterSet", set)))
        {
            using ISigner signer = providers.Get(algorithm).CreateSignerFromExpandedKey(test.Hex("sk"));

            Assert.Equal(test.Hex("sk"), Keys.Expanded(signer, algorithm));
            Assert.Equal(test.Hex("pk"), Keys.PublicKey(signer, algorithm));
            if (cases++ == 0 || SlhDsaSets.Fast.Contains(set))
            {
                using SigningKey key = SigningKey.ImportExpanded(algorithm, test.Hex("sk"), providers);
                Assert.Equal(test.Hex("pk"), key.VerifyingKey.Export());
            }
        }

        Ran(KeyGen, set, "keyGen, imported", provider, cases, expected: 10);
    }

    [Theory]
    [InlineData("SLH-DSA-SHA2-128s", 7)]
    [InlineData("SLH-DSA-SHAKE-256f", 6)]
    public void Given_AcvpRandomness_When_BouncyCastleSignsInternally_Expect_AcvpSignatures(string set, int expected)
    {
        SlhDsaParameters parameters = Parameters(set);
        int cases = 0;
        foreach (JsonElement test in VectorFile.AcvpTests(SigGen, ("parameterSet", set), ("signatureInterface", "internal")))
        {
            SlhDsaPrivateKeyParameters key = SlhDsaPrivateKeyParameters.FromEncoding(parameters, test.Hex("sk"));
            byte[] message = test.Hex("message");
            byte[] signature =
                SlhDsaEngine.Sign(key, test.Hex("additionalRandomness"), message, 0, message.Length);

            Assert.Equal(test.Hex("signature"), signature);
            Assert.True(SlhDsaEngine.Verify(key.GetPublicKey(), message, 0, message.Length, signature));
            cases++;
        }

        Ran(SigGen, set, "sigGen", ProviderUnderTest.BouncyCastle, cases, expected);
    }

    [Theory]
    [InlineData("SLH-DSA-SHA2-128s", 7)]
    [InlineData("SLH-DSA-SHAKE-256f", 6)]
    public void Given_AcvpRandomness_When_OpenSslSignsInternally_Expect_AcvpSignatures(string set, int expected)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        int cases = 0;
        foreach (JsonElement test in VectorFile.AcvpTests(SigGen, ("parameterSet", set), ("signatureInterface", "internal")))
        {
            openSsl.Write("key.der", Keys.Pkcs8(SignatureAlgorithm.Parse(set), test.Hex("sk")));
            string randomness = Convert.ToHexString(test.Hex("additionalRandomness"));

            Assert.Equal(
                test.Hex("signature"),
                openSsl.Sign("key.der", test.Hex("message"), "message-encoding:0", $"hextest-entropy:{randomness}"));
            cases++;
        }

        Ran(SigGen, set, "sigGen by its library's command", ProviderUnderTest.Platform, cases, expected);
    }

    [Theory]
    [MemberData(nameof(SetsOfSigVer))]
    public void Given_AcvpSignaturesGoodAndModified_When_BouncyCastleVerifiesInternally_Expect_AcvpVerdict(string set)
    {
        SlhDsaParameters parameters = Parameters(set);
        int cases = 0;
        foreach (JsonElement test in VectorFile.AcvpTests(SigVer, ("parameterSet", set), ("signatureInterface", "internal")))
        {
            SlhDsaPublicKeyParameters key = SlhDsaPublicKeyParameters.FromEncoding(parameters, test.Hex("pk"));
            byte[] message = test.Hex("message");

            Assert.Equal(
                test.GetProperty("testPassed").GetBoolean(),
                SlhDsaEngine.Verify(key, message, 0, message.Length, test.Hex("signature")));
            cases++;
        }

        Ran(SigVer, set, "sigVer", ProviderUnderTest.BouncyCastle, cases, expected: 9);
    }

    [Theory]
    [MemberData(nameof(SetsOfSigVer))]
    public void Given_AcvpSignaturesGoodAndModified_When_OpenSslVerifiesInternally_Expect_AcvpVerdict(string set)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        int cases = 0;
        foreach (JsonElement test in VectorFile.AcvpTests(SigVer, ("parameterSet", set), ("signatureInterface", "internal")))
        {
            openSsl.Write("public.der", SubjectPublicKeyInfo.Write(SignatureAlgorithm.Parse(set).Oid!, test.Hex("pk")));

            Assert.Equal(
                test.GetProperty("testPassed").GetBoolean(),
                openSsl.Verifies("public.der", test.Hex("message"), test.Hex("signature"), "message-encoding:0"));
            cases++;
        }

        Ran(SigVer, set, "sigVer by its library's command", ProviderUnderTest.Platform, cases, expected: 9);
    }

    /// <summary>What the separator is for: a signature of the internal interface is none of the message.</summary>
    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_AcvpInternalSignatures_When_VerifiedAsMessages_Expect_Refused(string provider)
    {
        ProviderSet providers = SlhDsaSets.Provider(provider);
        int cases = 0;
        foreach (string set in SlhDsaSets.All)
        {
            SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
            foreach (JsonElement test in VectorFile.AcvpTests(SigGen, ("parameterSet", set))
                .Concat(VectorFile.AcvpTests(SigVer, ("parameterSet", set))))
            {
                byte[] publicKey = test.TryGetProperty("pk", out _) ? test.Hex("pk") : test.Hex("sk")[algorithm.PublicKeySize..];
                using VerifyingKey key = VerifyingKey.Import(algorithm, publicKey, providers);
                Assert.False(key.Verify(test.Hex("message"), test.Hex("signature")));
                cases++;
            }
        }

        Assert.Equal(58, cases);
    }

    private static SlhDsaParameters Parameters(string set) => set switch
    {
        "SLH-DSA-SHA2-128s" => SlhDsaParameters.slh_dsa_sha2_128s,
        "SLH-DSA-SHA2-192s" => SlhDsaParameters.slh_dsa_sha2_192s,
        "SLH-DSA-SHA2-256f" => SlhDsaParameters.slh_dsa_sha2_256f,
        "SLH-DSA-SHAKE-128f" => SlhDsaParameters.slh_dsa_shake_128f,
        "SLH-DSA-SHAKE-192s" => SlhDsaParameters.slh_dsa_shake_192s,
        _ => SlhDsaParameters.slh_dsa_shake_256f,
    };

    private void Ran(string file, string set, string what, string provider, int cases, int expected)
    {
        output.WriteLine($"{file} {set} {what} on {provider}: {cases} cases");
        Assert.Equal(expected, cases);
    }
}
