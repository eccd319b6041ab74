using CsCheck;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Signatures of the platform and of Vector against those of BouncyCastle.</summary>
public class SignatureDifferentialTests(ITestOutputHelper output)
{
    public static TheoryData<string> OtherProviders => [.. SignaturePairs.Others];

    [Theory]
    [MemberData(nameof(OtherProviders))]
    public void Given_TwoProviders_When_TheirSignaturesListed_Expect_AllSharedOnesCompared(string provider)
    {
        (ProviderSet other, ProviderSet bouncyCastle) = Differential.With(provider);
        IEnumerable<SignatureAlgorithm> shared =
            SignatureAlgorithm.All.Where(a => a.Family != "SLH-DSA" && other.Supports(a) && bouncyCastle.Supports(a));
        Assert.Equal(
            SignaturePairs.All.Where(pair => pair.Provider == provider).Select(static pair => pair.Algorithm.Name).Order(),
            shared.Select(static a => a.Name).Order());
    }

    [Theory]
    [MemberData(nameof(SignaturePairs.AllForms), MemberType = typeof(SignaturePairs))]
    public void Given_SignatureOfEither_When_OtherVerifies_Expect_Accepted(string name, string provider, SignatureInputKind kind)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        Gen<(KeyPair<SigningKey>, bool, SignatureCase)> cases =
            Gen.Select(SignaturePairs.KeysOf(algorithm, provider), Gen.Bool, SignatureCase.Of(kind, algorithm.MaxContextSize));
        Differential.Run(output, algorithm, provider, $"{kind} signed by one, verified by the other", cases, input =>
        {
            (KeyPair<SigningKey> key, bool otherSigns, SignatureCase signed) = input;
            (SigningKey signer, SigningKey other) =
                otherSigns ? (key.Other, key.BouncyCastle) : (key.BouncyCastle, key.Other);
            Assert.True(signed.VerifyBy(other.VerifyingKey, signed.SignBy(signer)));
        }, SignaturePairs.FormsOf(algorithm).Count);
    }
}
