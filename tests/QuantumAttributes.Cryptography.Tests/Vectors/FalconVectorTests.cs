using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The known answers of the NIST round 3 submission: the first 25 of 100 for each set.</summary>
public class FalconVectorTests(ITestOutputHelper output)
{
    public static TheoryData<string> Sets => FalconAnswers.Sets;

    /// <summary>Seed, key, nonce and signature come from one generator: a single wrong rounding would show.</summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_SubmissionRandomness_When_KeyMadeAndUsed_Expect_SubmissionKeysAndSignatures(string set)
    {
        int cases = 0;
        foreach (JsonElement test in FalconAnswers.Of(set))
        {
            ProviderSet providers = ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, new NistDrbg(test.Hex("seed")));
            using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(set), providers);

            Assert.Equal(test.Hex("sk"), Keys.Expanded(key));
            Assert.Equal(test.Hex("pk"), key.VerifyingKey.Export());
            Assert.Equal(test.Hex("sm"), FalconAnswers.Attach(test.Hex("msg"), key.Sign(test.Hex("msg"))));
            cases++;
        }

        Ran(set, "keys and signatures", cases);
    }

    /// <summary>Our own arithmetic, which computes h and G from f, g and F.</summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_SubmissionPrivateKeys_When_Imported_Expect_SubmissionPublicKeys(string set)
    {
        int cases = 0;
        foreach (JsonElement test in FalconAnswers.Of(set))
        {
            using SigningKey key = SigningKey.ImportExpanded(SignatureAlgorithm.Parse(set), test.Hex("sk"));
            Assert.Equal(test.Hex("pk"), key.VerifyingKey.Export());
            Assert.True(key.VerifyingKey.Verify("data"u8, key.Sign("data"u8)));
            cases++;
        }

        Ran(set, "private keys", cases);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Given_SubmissionSignatures_When_Verified_Expect_AcceptedOverTheirMessageOnly(string set)
    {
        int cases = 0;
        foreach (JsonElement test in FalconAnswers.Of(set))
        {
            using VerifyingKey key = VerifyingKey.Import(SignatureAlgorithm.Parse(set), test.Hex("pk"));
            byte[] message = test.Hex("msg");
            byte[] signature = FalconAnswers.Detach(message, test.Hex("sm"));

            Assert.True(key.Verify(message, signature));
            message[^1] ^= 1;
            Assert.False(key.Verify(message, signature));
            cases++;
        }

        Ran(set, "signatures", cases);
    }

    private void Ran(string set, string what, int cases)
    {
        output.WriteLine($"{FalconAnswers.FileOf(set)} {set} {what} on {ProviderUnderTest.BouncyCastle}: {cases} cases");
        Assert.Equal(25, cases);
    }
}
