using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>ACVP's cases of FIPS 204 on the vectorised code, through the key classes, and signatures at the bound of z.</summary>
public class VectorMLDsaVectorTests(ITestOutputHelper output)
{
    private const string KeyGen = "acvp/mldsa-keygen.json.gz";
    private const string SigGen = "acvp/mldsa-siggen.json.gz";
    private const string SigVer = "acvp/mldsa-sigver.json.gz";

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_AcvpSeedsAndExpandedKeys_When_Imported_Expect_AcvpKeys(string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        ProviderSet providers = MLDsaSignatureProvider.Set();
        int cases = 0;
        foreach (JsonElement test in VectorFile.AcvpTests(KeyGen, ("parameterSet", set)))
        {
            byte[] expanded = new byte[algorithm.ExpandedPrivateKeySize!.Value];
            using SigningKey key = SigningKey.ImportSeed(algorithm, test.Hex("seed"), providers);
            using SigningKey imported = SigningKey.ImportExpanded(algorithm, test.Hex("sk"), providers);
            key.ExportExpanded(expanded);
            Assert.Equal(test.Hex("sk"), expanded);
            Assert.Equal(test.Hex("pk"), key.VerifyingKey.Export());
            Assert.Equal(test.Hex("pk"), imported.VerifyingKey.Export());
            cases++;
        }

        Ran(KeyGen, set, cases, 25);
    }

    /// <summary>Deterministic cases are given no randomness at all, hedged ones theirs.</summary>
    [Theory]
    [InlineData("ML-DSA-44", 106)]
    [InlineData("ML-DSA-65", 105)]
    [InlineData("ML-DSA-87", 105)]
    public void Given_AcvpRandomness_When_Signed_Expect_AcvpSignatures(string set, int expected)
    {
        int cases = 0;
        foreach (MLDsaCase test in MLDsaCase.All(SigGen).Where(test => test.Algorithm.Name == set))
        {
            RecordedRandom random = test.IsDeterministic ? new() : new(test.Test.Hex("rnd"));
            using SigningKey key =
                SigningKey.ImportExpanded(test.Algorithm, test.Test.Hex("sk"), MLDsaSignatureProvider.Set(random));
            Assert.Equal(test.Signature, test.Sign(key));
            Assert.True(test.Verify(key.VerifyingKey));
            Assert.Equal(0, random.Remaining);
            cases++;
        }

        Ran(SigGen, set, cases, expected);
    }

    [Theory]
    [InlineData("ML-DSA-44", 52)]
    [InlineData("ML-DSA-65", 52)]
    [InlineData("ML-DSA-87", 51)]
    public void Given_AcvpSignaturesGoodAndModified_When_Verified_Expect_AcvpVerdict(string set, int expected)
    {
        ProviderSet providers = MLDsaSignatureProvider.Set();
        int cases = 0;
        foreach (MLDsaCase test in MLDsaCase.All(SigVer).Where(test => test.Algorithm.Name == set))
        {
            using VerifyingKey key = VerifyingKey.Import(test.Algorithm, test.Test.Hex("pk"), providers);
            Assert.Equal(test.Test.GetProperty("testPassed").GetBoolean(), test.Verify(key));
            cases++;
        }

        Ran(SigVer, set, cases, expected);
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_CoefficientOfZNearItsBound_When_Verified_Expect_AcceptedOnlyBelow(string name)
    {
        MLDsaSet set = MLDsaSet.Of(name);
        int bound = set.Gamma1 - set.Beta;
        using SigningKey key = SigningKey.ImportSeed(set.Algorithm, Keys.Counting(32), MLDsaSignatureProvider.Set());
        BoundarySigner signer = new(set, Keys.Expanded(set.Algorithm, Keys.Counting(32)));
        byte[] data = "data"u8.ToArray();
        foreach ((int coefficient, bool accepted) in ((int, bool)[])
            [(bound - 1, true), (bound, false), (set.Gamma1, false), (1 - bound, true), (-bound, false), (1 - set.Gamma1, false)])
        {
            Assert.Equal(accepted, key.VerifyingKey.Verify(data, signer.Sign(data, coefficient)));
        }
    }

    private void Ran(string file, string set, int cases, int expected)
    {
        output.WriteLine($"{file} {set} on Vector: {cases} cases");
        Assert.Equal(expected, cases);
    }
}
