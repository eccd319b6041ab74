using System.Security.Cryptography;
using QuantumAttributes.Channels.Classical;
using QuantumAttributes.Channels.MessageSignatures;

namespace QuantumAttributes.Channels.Tests.MessageSignatures;

public class HybridSignatureTests
{
    private static readonly ECDsa Ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static readonly ClassicalSigner Classical = new(Ecdsa);

    private static readonly TestMessage Signed = Sign(SignedRequest.Message);

    private static readonly string Input = Signed.Fields["signature-input"];

    [Theory]
    [InlineData("nistP256", "ecdsa-p256-sha256")]
    [InlineData("nistP384", "ecdsa-p384-sha384")]
    public void Given_ARequestSignedTwice_When_Verified_Expect_BothToPass(string curve, string algorithm)
    {
        using var ecdsa = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        using var classical = new ClassicalSigner(ecdsa);

        RequestSignature signature = SignedRequest.Read(Sign(SignedRequest.Message, classical));

        Assert.Equal(RequestSignatureOutcome.Passed, RequestSignatureVerifier.CheckSignature(signature, SignedRequest.Key.VerifyingKey));
        Assert.Equal(RequestSignatureOutcome.Passed, RequestSignatureVerifier.CheckClassical(signature, classical.VerifyingKey));
        Assert.Equal(algorithm, signature.Classical!.Algorithm);
        Assert.Equal(classical.VerifyingKey.Thumbprint, signature.Classical.KeyId);
    }

    [Fact]
    public void Given_ARequestSignedTwice_When_TheNonceIsUsed_Expect_OneForBoth()
    {
        RequestSignature signature = SignedRequest.Read(Signed);

        Assert.Equal(signature.Nonce.ToArray(), signature.Classical!.Nonce.ToArray());
        Assert.Equal((signature.Created, signature.Expires), (signature.Classical.Created, signature.Classical.Expires));
    }

    [Theory]
    [InlineData("created=1800000000", "created=1800000001", RequestSignatureOutcome.Unpaired)]
    [InlineData("expires=1800000060", "expires=1800000061", RequestSignatureOutcome.Unpaired)]
    [InlineData("nonce=\"", "nonce=\"AAAA", RequestSignatureOutcome.Unpaired)]
    [InlineData("\"@method\" \"@authority\"", "\"@authority\" \"@method\"", RequestSignatureOutcome.Unpaired)]
    [InlineData("\"@method\"", "\"@method\" \"accept\"", RequestSignatureOutcome.Unpaired)]
    [InlineData("\"@method\" ", "", RequestSignatureOutcome.MissingCoverage)]
    [InlineData(" \"content-digest\"", "", RequestSignatureOutcome.MissingCoverage)]
    [InlineData("\"@method\"", "\"@method\" \"@method\"", RequestSignatureOutcome.Malformed)]
    [InlineData("created=1800000000;", "", RequestSignatureOutcome.MissingParameter)]
    [InlineData("created=1800000000", "created=1800000000;x=1", RequestSignatureOutcome.UnknownParameter)]
    [InlineData("created=1800000000", "created=\"1800000000\"", RequestSignatureOutcome.Malformed)]
    [InlineData("keyid=\"", "keyid=\"A", RequestSignatureOutcome.Malformed)]
    [InlineData("qac=", "other=", RequestSignatureOutcome.Malformed)]
    public void Given_AClassicalSignature_When_ItIsNotOverTheSame_Expect_Refusal(string old, string changed, RequestSignatureOutcome expected)
    {
        int second = Input.IndexOf("qac=", StringComparison.Ordinal);
        Assert.Contains(old, Input[second..], StringComparison.Ordinal);
        string nowInput = Input[..second] + Input[second..].Replace(old, changed, StringComparison.Ordinal);

        Assert.False(RequestSignature.TryParse(Signed.With("signature-input", nowInput), out _, out RequestSignatureOutcome outcome));
        Assert.Equal(expected, outcome);
    }

    [Fact]
    public void Given_AClassicalSignatureAlone_When_Read_Expect_Unpaired()
    {
        string alone = Input[Input.IndexOf("qac=", StringComparison.Ordinal)..];

        Assert.False(RequestSignature.TryParse(Signed.With("signature-input", alone), out _, out RequestSignatureOutcome outcome));
        Assert.Equal(RequestSignatureOutcome.Unpaired, outcome);
    }

    [Fact]
    public void Given_TwoClassicalSignatures_When_Read_Expect_Ambiguous()
    {
        string second = Input[Input.IndexOf("qac=", StringComparison.Ordinal)..];
        string twice = $"{Input}, {second.Replace("qac=", "another=", StringComparison.Ordinal)}";

        Assert.False(RequestSignature.TryParse(Signed.With("signature-input", twice), out _, out RequestSignatureOutcome outcome));
        Assert.Equal(RequestSignatureOutcome.Ambiguous, outcome);
    }

    [Fact]
    public void Given_AClassicalSignatureWithoutItsBytes_When_Read_Expect_Malformed()
    {
        string bytes = Signed.Fields["signature"];
        string first = bytes[..bytes.IndexOf(", qac=", StringComparison.Ordinal)];

        Assert.False(RequestSignature.TryParse(Signed.With("signature", first), out _, out RequestSignatureOutcome outcome));
        Assert.Equal(RequestSignatureOutcome.Malformed, outcome);
    }

    [Fact]
    public void Given_ARequestSignedOnce_When_TheClassicalHalfIsChecked_Expect_NothingToCheck()
    {
        RequestSignature signature = SignedRequest.Read(SignedRequest.Sign(SignedRequest.Message));

        Assert.Null(signature.Classical);
        Assert.Equal(RequestSignatureOutcome.Passed, RequestSignatureVerifier.CheckClassical(signature, Classical.VerifyingKey));
    }

    [Fact]
    public void Given_AnIdentityWithoutAClassicalKey_When_AClassicalSignatureComes_Expect_Refusal() =>
        Assert.Equal(
            RequestSignatureOutcome.ClassicalKeyMismatch, RequestSignatureVerifier.CheckClassical(SignedRequest.Read(Signed), null));

    [Theory]
    [InlineData("nistP256")]
    [InlineData("nistP384")]
    public void Given_AnotherClassicalKey_When_Verified_Expect_Refusal(string curve)
    {
        using var ecdsa = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        using ClassicalVerifyingKey other = ClassicalVerifyingKey.From(ecdsa);

        Assert.Equal(
            RequestSignatureOutcome.ClassicalKeyMismatch, RequestSignatureVerifier.CheckClassical(SignedRequest.Read(Signed), other));
    }

    [Theory]
    [InlineData("ecdsa-p384-sha384")]
    [InlineData("ml-dsa-65")]
    public void Given_AnotherClassicalAlgorithmName_When_Verified_Expect_Refusal(string name)
    {
        TestMessage message = Signed.With("signature-input", Input.Replace("ecdsa-p256-sha256", name, StringComparison.Ordinal));

        Assert.Equal(
            RequestSignatureOutcome.ClassicalKeyMismatch,
            RequestSignatureVerifier.CheckClassical(SignedRequest.Read(message), Classical.VerifyingKey));
    }

    [Theory]
    [InlineData("/other", 64)]
    [InlineData(null, 63)]
    public void Given_AnotherRequestOrSize_When_TheClassicalHalfIsChecked_Expect_InvalidClassicalSignature(string? path, int size)
    {
        string bytes = Signed.Fields["signature"];
        int second = bytes.IndexOf("qac=:", StringComparison.Ordinal) + 5;
        byte[] signature = Convert.FromBase64String(bytes[second..^1]);
        TestMessage message = Signed.With("signature", $"{bytes[..second]}{Convert.ToBase64String(signature[..size])}:");

        Assert.Equal(
            RequestSignatureOutcome.InvalidClassicalSignature,
            RequestSignatureVerifier.CheckClassical(SignedRequest.Read(message with { Path = path ?? message.Path }), Classical.VerifyingKey));
    }

    private static TestMessage Sign(TestMessage message, ClassicalSigner? classical = null)
    {
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        RequestSignatureFields fields =
            new RequestSigner(SignedRequest.Key, new ManualTimeProvider(), random, classical ?? Classical).Sign(message);
        return message.With("signature-input", fields.SignatureInput).With("signature", fields.Signature);
    }
}
