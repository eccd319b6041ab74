using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Verdicts of the platform and of Vector on corrupted signatures against those of BouncyCastle.</summary>
public class CorruptedSignatureDifferentialTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(SignaturePairs.AllForms), MemberType = typeof(SignaturePairs))]
    public void Given_CorruptedSignature_When_BothVerify_Expect_TheSameVerdict(string name, string provider, SignatureInputKind kind)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        Gen<(KeyPair<SigningKey>, SignatureCase, Corruption?)> cases =
            Gen.Select(SignaturePairs.KeysOf(algorithm, provider), SignatureCase.Of(kind, algorithm.MaxContextSize), SignaturePairs.MostlyCorrupted);
        Differential.Run(output, algorithm, provider, $"verification of corrupted signatures of {kind}", cases, input =>
        {
            (KeyPair<SigningKey> key, SignatureCase signed, Corruption? corruption) = input;
            byte[] signature = signed.SignBy(provider == ProviderUnderTest.Vector ? key.Other : key.BouncyCastle); // the quicker one
            signature = corruption?.Of(signature) ?? signature;
            bool verdict = signed.VerifyBy(key.Other.VerifyingKey, signature);
            Assert.Equal(verdict, signed.VerifyBy(key.BouncyCastle.VerifyingKey, signature));
            Assert.Equal(corruption is null, verdict);
        }, SignaturePairs.FormsOf(algorithm).Count);
    }
}
