using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

public class MLDsaVectorTests(ITestOutputHelper output)
{
    private const string KeyGen = "acvp/mldsa-keygen.json.gz";
    private const string SigGen = "acvp/mldsa-siggen.json.gz";
    private const string SigVer = "acvp/mldsa-sigver.json.gz";

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_AcvpSeeds_When_KeysMade_Expect_AcvpKeys(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in KeyGenCases())
        {
            byte[] expanded = new byte[4032];
            using ISigner signer = providers.Get(SignatureAlgorithm.MLDsa65).CreateSignerFromSeed(test.Hex("seed"));
            signer.ExportExpandedKey(expanded);
            using SigningKey key = SigningKey.ImportSeed(SignatureAlgorithm.MLDsa65, test.Hex("seed"), providers);

            Assert.Equal(test.Hex("sk"), expanded);
            Assert.Equal(test.Hex("pk"), key.VerifyingKey.Export());
            cases++;
        }

        Ran(KeyGen, "keyGen", provider, cases, expected: 25);
    }

    /// <summary>Our own arithmetic, which recomputes the public key of an expanded key.</summary>
    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_AcvpExpandedKeys_When_Imported_Expect_AcvpPublicKeys(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in KeyGenCases())
        {
            using SigningKey key = SigningKey.ImportExpanded(SignatureAlgorithm.MLDsa65, test.Hex("sk"), providers);
            Assert.Equal(test.Hex("pk"), key.VerifyingKey.Export());
            cases++;
        }

        Ran(KeyGen, "keyGen, from expanded keys", provider, cases, expected: 25);
    }

    /// <summary>Deterministic signatures are hedged ones whose randomness is zero (FIPS 204, Algorithm 2).</summary>
    [Theory]
    [InlineData(true, 15)]
    [InlineData(false, 15)]
    public void Given_AcvpRandomness_When_BouncyCastleSigns_Expect_AcvpSignatures(bool deterministic, int expected)
    {
        int cases = 0;
        foreach (JsonElement test in SigGenCases().Where(t => t.Hex("rnd").All(static b => b == 0) == deterministic))
        {
            RecordedRandom random = new(test.Hex("rnd"));
            using SigningKey key = SigningKey.ImportExpanded(
                SignatureAlgorithm.MLDsa65, test.Hex("sk"), ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, random));

            Assert.Equal(test.Hex("signature"), key.Sign(test.Hex("message"), test.Hex("context")));
            Assert.Equal(0, random.Remaining);
            cases++;
        }

        Ran(SigGen, deterministic ? "sigGen, deterministic" : "sigGen, hedged", ProviderUnderTest.BouncyCastle, cases, expected);
    }

    /// <summary>
    /// The platform's signing cannot be given its randomness; its verification of the same cases can be compared.
    /// </summary>
    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_AcvpSignatures_When_Verified_Expect_Accepted(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in SigGenCases())
        {
            using VerifyingKey key = VerifyingKey.Import(SignatureAlgorithm.MLDsa65, test.Hex("pk"), providers);
            Assert.True(key.Verify(test.Hex("message"), test.Hex("signature"), test.Hex("context")));
            cases++;
        }

        Ran(SigGen, "sigGen, backwards", provider, cases, expected: 30);
    }

    [Theory]
    [MemberData(nameof(ProviderUnderTest.Names), MemberType = typeof(ProviderUnderTest))]
    public void Given_AcvpSignaturesGoodAndModified_When_Verified_Expect_AcvpVerdict(string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        int cases = 0;
        foreach (JsonElement test in ExternalPure(SigVer))
        {
            using VerifyingKey key = VerifyingKey.Import(SignatureAlgorithm.MLDsa65, test.Hex("pk"), providers);
            Assert.Equal(
                test.GetProperty("testPassed").GetBoolean(),
                key.Verify(test.Hex("message"), test.Hex("signature"), test.Hex("context")));
            cases++;
        }

        Ran(SigVer, "sigVer", provider, cases, expected: 15);
    }

    private static IEnumerable<JsonElement> KeyGenCases() => VectorFile.AcvpTests(KeyGen, ("parameterSet", "ML-DSA-65"));

    private static IEnumerable<JsonElement> SigGenCases() => ExternalPure(SigGen);

    private static IEnumerable<JsonElement> ExternalPure(string file) =>
        VectorFile.AcvpTests(file, ("parameterSet", "ML-DSA-65"), ("signatureInterface", "external"), ("preHash", "pure"));

    private void Ran(string file, string what, string provider, int cases, int expected)
    {
        output.WriteLine($"{file} ML-DSA-65 {what} on {provider}: {cases} cases");
        Assert.Equal(expected, cases);
    }
}
