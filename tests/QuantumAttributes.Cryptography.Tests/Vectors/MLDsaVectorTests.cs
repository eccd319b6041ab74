using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// ACVP's cases of FIPS 204. .NET cannot be given the randomness of a signature, so on the platform signing runs on its library:
/// the same OpenSSL, reached by its command.
/// </summary>
public class MLDsaVectorTests(ITestOutputHelper output)
{
    private const string KeyGen = "acvp/mldsa-keygen.json.gz";
    private const string SigGen = "acvp/mldsa-siggen.json.gz";
    private const string SigVer = "acvp/mldsa-sigver.json.gz";

    /// <summary>How many cases each file has of each kind, for ML-DSA-44, 65 and 87.</summary>
    private static readonly (string File, string Kind, int[] Cases)[] Counts =
    [
        (SigGen, MLDsaCase.Pure, [30, 30, 30]),
        (SigGen, MLDsaCase.PreHash, [16, 15, 15]),
        (SigGen, MLDsaCase.InternalMessage, [30, 30, 30]),
        (SigGen, MLDsaCase.InternalMu, [30, 30, 30]),
        (SigVer, MLDsaCase.Pure, [15, 15, 15]),
        (SigVer, MLDsaCase.PreHash, [7, 7, 6]),
        (SigVer, MLDsaCase.InternalMessage, [15, 15, 15]),
        (SigVer, MLDsaCase.InternalMu, [15, 15, 15]),
    ];

    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_AcvpSeeds_When_KeysMade_Expect_AcvpKeys(string provider, string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in VectorFile.AcvpTests(KeyGen, ("parameterSet", set)))
        {
            byte[] expanded = new byte[algorithm.ExpandedPrivateKeySize!.Value];
            using SigningKey key = SigningKey.ImportSeed(algorithm, test.Hex("seed"), providers);
            key.ExportExpanded(expanded);

            Assert.Equal(test.Hex("sk"), expanded);
            Assert.Equal(test.Hex("pk"), key.VerifyingKey.Export());
            cases++;
        }

        Ran(KeyGen, set, "keyGen", provider, cases, expected: 25);
    }

    /// <summary>Our own arithmetic, which recomputes the public key of an expanded key.</summary>
    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_AcvpExpandedKeys_When_Imported_Expect_AcvpPublicKeys(string provider, string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in VectorFile.AcvpTests(KeyGen, ("parameterSet", set)))
        {
            byte[] publicKey = new byte[algorithm.PublicKeySize];
            using SigningKey key = SigningKey.ImportExpanded(algorithm, test.Hex("sk"), providers);
            using ISigner signer = providers.Get(algorithm).CreateSignerFromExpandedKey(test.Hex("sk"));
            signer.ExportPublicKey(publicKey);

            Assert.Equal(test.Hex("pk"), key.VerifyingKey.Export());
            Assert.Equal(test.Hex("pk"), publicKey);
            cases++;
        }

        Ran(KeyGen, set, "keyGen, from expanded keys", provider, cases, expected: 25);
    }

    /// <summary>Deterministic cases are given no randomness at all, hedged ones theirs.</summary>
    [Theory]
    [MemberData(nameof(MLDsaSet.OnProvidersWithSeam), MemberType = typeof(MLDsaSet))]
    public void Given_AcvpRandomness_When_Signed_Expect_AcvpSignatures(string provider, string set)
    {
        foreach ((string kind, MLDsaCase[] cases) in Cases(SigGen, set))
        {
            foreach (MLDsaCase test in cases)
            {
                RecordedRandom random = test.IsDeterministic ? new() : new(test.Test.Hex("rnd"));
                using SigningKey key = SigningKey.ImportExpanded(
                    test.Algorithm, test.Test.Hex("sk"), ProviderUnderTest.Set(provider, random));

                Assert.Equal(test.Signature, test.Sign(key));
                Assert.Equal(0, random.Remaining);
            }

            Assert.InRange(cases.Count(static c => c.IsDeterministic), cases.Length / 2, (cases.Length + 1) / 2);
            Ran(SigGen, set, $"sigGen, {kind}", provider, cases.Length, Expected(SigGen, kind, set));
        }
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_AcvpRandomness_When_OpenSslSigns_Expect_AcvpSignatures(string set)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        foreach ((string kind, MLDsaCase[] cases) in Cases(SigGen, set))
        {
            foreach (MLDsaCase test in cases)
            {
                openSsl.Write("key.der", Keys.Pkcs8(test.Algorithm, test.Test.Hex("sk")));
                Assert.Equal(test.Signature, test.Sign(openSsl, "key.der"));
            }

            string what = $"sigGen by its library's command, {kind}";
            Ran(SigGen, set, what, ProviderUnderTest.Platform, cases.Length, Expected(SigGen, kind, set));
        }
    }

    /// <summary>What .NET can do with the cases of signing is verify them.</summary>
    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_AcvpSignatures_When_Verified_Expect_Accepted(string provider, string set) =>
        Verify(SigGen, "sigGen, backwards", provider, set, static _ => true);

    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_AcvpSignaturesGoodAndModified_When_Verified_Expect_AcvpVerdict(string provider, string set) =>
        Verify(SigVer, "sigVer", provider, set, static test => test.Test.GetProperty("testPassed").GetBoolean());

    [Theory]
    [InlineData(SigGen, 316)]
    [InlineData(SigVer, 155)]
    public void Given_AcvpFile_When_CasesCounted_Expect_NoneOutsideTheTestsAbove(string file, int expected)
    {
        Assert.Equal(expected, MLDsaCase.All(file).Count());
        Assert.Equal(expected, Counts.Where(c => c.File == file).Sum(static c => c.Cases.Sum()));
    }

    private static IEnumerable<(string Kind, MLDsaCase[] Cases)> Cases(string file, string set) =>
        MLDsaCase.All(file).Where(test => test.Algorithm.Name == set)
            .GroupBy(static test => test.Kind, static (kind, tests) => (kind, tests.ToArray()));

    private static int Expected(string file, string kind, string set)
    {
        int index = MLDsaSet.All.ToList().FindIndex(s => s.Name == set);
        return Counts.Single(c => c.File == file && c.Kind == kind).Cases[index];
    }

    private void Verify(string file, string what, string provider, string set, Predicate<MLDsaCase> verdict)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        foreach ((string kind, MLDsaCase[] cases) in Cases(file, set))
        {
            foreach (MLDsaCase test in cases)
            {
                using VerifyingKey key = VerifyingKey.Import(test.Algorithm, test.Test.Hex("pk"), providers);
                Assert.Equal(verdict(test), test.Verify(key));
            }

            Ran(file, set, $"{what}, {kind}", provider, cases.Length, Expected(file, kind, set));
        }
    }

    private void Ran(string file, string set, string what, string provider, int cases, int expected)
    {
        output.WriteLine($"{file} {set} {what} on {provider}: {cases} cases");
        Assert.Equal(expected, cases);
    }
}
