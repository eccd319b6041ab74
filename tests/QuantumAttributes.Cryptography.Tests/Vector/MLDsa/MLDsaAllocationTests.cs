namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>What signing and verifying with a kept key leave to the collector: nothing.</summary>
public class MLDsaAllocationTests(ITestOutputHelper output)
{
    private const int Rounds = 1000;
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    private static readonly byte[] Data = Keys.Counting(100);
    private static readonly byte[] Context = Keys.Counting(10);
    private static readonly byte[] Hash = Keys.Counting(32);
    private static readonly byte[] Mu = Keys.Counting(64);

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_KeptKeys_When_SignedAndVerifiedAThousandTimes_Expect_NothingAllocated(string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        using ISigner signer = MLDsaSchemes.Vector(set).CreateSignerFromSeed(Keys.Counting(32));
        using IVerifier verifier = MLDsaSchemes.Vector(set).CreateVerifier(Keys.PublicKey(signer, algorithm));
        byte[] signature = new byte[algorithm.SignatureSize];
        AssertNothingAllocated("message", static () => SignatureInput.OfMessage(Data, Context));
        AssertNothingAllocated("hash", static () => SignatureInput.OfPreHash(Hash, Sha256, Context));
        AssertNothingAllocated("mu", static () => SignatureInput.OfMu(Mu));

        void AssertNothingAllocated(string what, Func<SignatureInput> input)
        {
            foreach (SigningMode mode in (SigningMode[])[SigningMode.Deterministic, SigningMode.Hedged])
            {
                long bytes = Allocation.OfOne(() => signer.Sign(input(), signature, mode), Rounds);
                output.WriteLine($"{set}, {what} signed, {mode}: {bytes} bytes");
                Assert.Equal(0, bytes);
            }

            long verification = Allocation.OfOne(() => Assert.True(verifier.Verify(input(), signature)), Rounds);
            output.WriteLine($"{set}, {what} verified: {verification} bytes");
            Assert.Equal(0, verification);
        }
    }
}
