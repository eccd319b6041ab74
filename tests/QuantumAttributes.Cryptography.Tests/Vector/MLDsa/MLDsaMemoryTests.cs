using System.Runtime.CompilerServices;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>What signing and verifying leave to the collector, and what they take over from whoever used the stack before: nothing.</summary>
public class MLDsaMemoryTests(ITestOutputHelper output)
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

    /// <summary>Working memory is not cleared beforehand: whatever lies there, the result is the same.</summary>
    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_StackFullOfAnything_When_KeysMadeAndUsed_Expect_TheSameResults(string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        string[] results = [.. ((byte[])[0x00, 0xFF, 0x80, 0x7F, 0x55]).Select(Use).Distinct()];
        Assert.Single(results);

        string Use(byte dirt)
        {
            Dirty(dirt);
            using ISigner signer = MLDsaSchemes.Vector(set).CreateSignerFromSeed(Keys.Counting(32));
            byte[] publicKey = Keys.PublicKey(signer, algorithm);
            Dirty(dirt);
            using IVerifier verifier = MLDsaSchemes.Vector(set).CreateVerifier(publicKey);
            string all = Convert.ToHexString(publicKey) + Convert.ToHexString(Keys.Expanded(signer, algorithm));
            byte[] signature = new byte[algorithm.SignatureSize];
            for (byte i = 0; i < 20; i++)
            {
                Dirty(dirt);
                signer.Sign(SignatureInput.OfMessage([i]), signature, SigningMode.Deterministic);
                all += Convert.ToHexString(signature);
                Dirty(dirt);
                Assert.True(verifier.Verify(SignatureInput.OfMessage([i]), signature));
                Dirty(dirt);
                Assert.False(verifier.Verify(SignatureInput.OfMessage([i, i]), signature));
            }

            return all;
        }
    }

    /// <summary>More than any of the operations takes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Dirty(byte dirt)
    {
        Span<byte> stack = stackalloc byte[200_000];
        stack.Fill(dirt);
        Assert.Equal(dirt, stack[^1]);
    }
}
