using CsCheck;
using QuantumAttributes.Channels.MessageSignatures;

namespace QuantumAttributes.Channels.Tests.MessageSignatures;

public class RequestSignatureTests
{
    private const string AnySignature = "qa=:AAAA:";

    private static readonly string Good = $"qa={SignedRequest.Covered}{SignedRequest.Parameters}";

    [Fact]
    public void Given_ASignedRequest_When_Read_Expect_WhatTheFieldsSay()
    {
        RequestSignature signature = SignedRequest.Read(With(Good, AnySignature));

        Assert.Equal("qa", signature.Label);
        Assert.Equal(SignedRequest.Key.VerifyingKey.Thumbprint, signature.KeyId);
        Assert.Equal("ml-dsa-65", signature.Algorithm);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(SignedRequest.Now), signature.Created);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(SignedRequest.Now + 60), signature.Expires);
        Assert.Equal(Enumerable.Range(0, 16).Select(i => (byte)i), signature.Nonce.ToArray());
        Assert.Equal(["@method", "@authority", "@path", "@query", "content-digest", "content-type"], signature.Covered);
        Assert.Equal([0, 0, 0], signature.Signature.ToArray());
    }

    [Theory]
    [InlineData(null, RequestSignatureOutcome.Absent)]
    [InlineData("", RequestSignatureOutcome.Absent)]
    [InlineData("qa=();tag=\"other\"", RequestSignatureOutcome.Absent)]
    [InlineData("qa=();tag=quantum-auth", RequestSignatureOutcome.Absent)]
    [InlineData("qa=", RequestSignatureOutcome.Malformed)]
    [InlineData("qa", RequestSignatureOutcome.Malformed)]
    [InlineData("qa=1", RequestSignatureOutcome.Malformed)]
    [InlineData("qa=(),qa=()", RequestSignatureOutcome.Malformed)]
    [InlineData("a=();tag=\"quantum-auth\", b=();tag=\"quantum-auth\"", RequestSignatureOutcome.Ambiguous)]
    [InlineData("a=();tag=\"quantum-auth\"", RequestSignatureOutcome.MissingParameter)]
    public void Given_ASignatureInput_When_Read_Expect_TheOutcome(string? input, RequestSignatureOutcome expected) =>
        AssertRefused(expected, With(input, AnySignature));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("other=:AAAA:")]
    [InlineData("qa=AAAA")]
    [InlineData("qa=(:AAAA:)")]
    [InlineData("qa=:AAAA:;a")]
    [InlineData("qa=:AAAA:, qa=:AAAA:")]
    [InlineData("qa=:AAAA")]
    public void Given_ASignatureThatDoesNotFit_When_Read_Expect_Malformed(string? signature) =>
        AssertRefused(RequestSignatureOutcome.Malformed, With(Good, signature));

    [Theory]
    [InlineData("created")]
    [InlineData("expires")]
    [InlineData("nonce")]
    [InlineData("keyid")]
    [InlineData("alg")]
    public void Given_AParameterLeftOut_When_Read_Expect_Refusal(string name) =>
        AssertRefused(RequestSignatureOutcome.MissingParameter, With(Without(name), AnySignature));

    [Fact]
    public void Given_NoTag_When_Read_Expect_Absent() =>
        AssertRefused(RequestSignatureOutcome.Absent, With(Without("tag"), AnySignature));

    [Fact]
    public void Given_AParameterThatNobodyKnows_When_Read_Expect_Refusal() =>
        AssertRefused(RequestSignatureOutcome.UnknownParameter, With(Good + ";ctx=\"a\"", AnySignature));

    [Theory]
    [InlineData("created=1800000000", "created=\"1800000000\"")]
    [InlineData("created=1800000000", "created=1800000000.0")]
    [InlineData("created=1800000000", "created=@1800000000")]
    [InlineData("created=1800000000", "created=-1")]
    [InlineData("created=1800000000", "created=999999999999999")]
    [InlineData("created=1800000000", "created=1800000000;created=1800000000")]
    [InlineData("expires=1800000060", "expires=?1")]
    [InlineData("expires=1800000060", "expires=253402300799")]
    [InlineData("nonce=\"AAECAwQFBgcICQoLDA0ODw\"", "nonce=AAECAwQFBgcICQoLDA0ODw")]
    [InlineData("nonce=\"AAECAwQFBgcICQoLDA0ODw\"", "nonce=\"AAECAwQFBgcICQoLDA0ODw==\"")]
    [InlineData("nonce=\"AAECAwQFBgcICQoLDA0ODw\"", "nonce=\"AAECAwQFBgcICQoLDA0ODx\"")]
    [InlineData("nonce=\"AAECAwQFBgcICQoLDA0ODw\"", "nonce=\" AECAwQFBgcICQoLDA0ODw \"")]
    [InlineData("nonce=\"AAECAwQFBgcICQoLDA0ODw\"", "nonce=\"AAECAwQFBgcICQoLDA0O\"")]
    [InlineData("nonce=\"AAECAwQFBgcICQoLDA0ODw\"", "nonce=\"AAECAwQFBgcICQoLDA0ODwABAgMEBQYHCAkKCwwNDg8A\"")]
    [InlineData("nonce=\"AAECAwQFBgcICQoLDA0ODw\"", "nonce=\"\"")]
    [InlineData("keyid=\"", "keyid=\"A")]
    [InlineData("alg=\"ml-dsa-65\"", "alg=ml-dsa-65")]
    [InlineData("\"@method\"", "\"@method\" \"@method\"")]
    [InlineData("\"@method\"", "\"@method\";req")]
    [InlineData("\"@method\"", "\"@METHOD\"")]
    [InlineData("\"@method\"", "@method")]
    public void Given_AParameterOrComponentOfAnotherForm_When_Read_Expect_Malformed(string good, string bad)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        string input = Good.Replace(good, bad, StringComparison.Ordinal);

        AssertRefused(RequestSignatureOutcome.Malformed, With(input, AnySignature));
    }

    [Theory]
    [InlineData("AAECAwQFBgcICQoLDA0ODw", 16)]
    [InlineData("AAECAwQFBgcICQoLDA0ODwABAgMEBQYHCAkKCwwNDg8", 32)]
    public void Given_TheShortestOrLongestNonce_When_Read_Expect_Acceptance(string nonce, int size)
    {
        string input = Good.Replace(SignedRequest.Nonce, nonce, StringComparison.Ordinal);

        Assert.Equal(size, SignedRequest.Read(With(input, AnySignature)).Nonce.Length);
    }

    [Theory]
    [InlineData("\"@method\" ")]
    [InlineData("\"@authority\" ")]
    [InlineData("\"@path\" ")]
    [InlineData(" \"@query\"")]
    [InlineData("\"content-digest\" ")]
    [InlineData(" \"content-type\"")]
    public void Given_AComponentNotCovered_When_Read_Expect_Refusal(string component)
    {
        Assert.Contains(component, Good, StringComparison.Ordinal);
        string input = Good.Replace(component, "", StringComparison.Ordinal);

        AssertRefused(RequestSignatureOutcome.MissingCoverage, With(input, AnySignature));
    }

    [Fact]
    public void Given_NoContent_When_DigestAndTypeAreNotCovered_Expect_Acceptance()
    {
        string input = Good.Replace(" \"content-digest\" \"content-type\"", "", StringComparison.Ordinal);

        Assert.Equal(4, SignedRequest.Read(With(input, AnySignature) with { Content = "" }).Covered.Count);
    }

    [Fact]
    public void Given_SignaturesWithOtherTags_When_Read_Expect_OursPickedByTagAndNotByLabel()
    {
        string input = $"qa=(\"@method\");tag=\"proxy\", x={Good[3..]}";

        Assert.Equal("x", SignedRequest.Read(With(input, "qa=:BBBB:, x=:AAAA:")).Label);
    }

    [Fact]
    public void Given_ACharacterChangedOrAdded_When_Read_Expect_NoExceptionAndOneAnswer()
    {
        Gen<char> characters = Gen.Char["()=;,:?@%*\"\\aA09-. \t\u00e9"];
        Gen.Select(Gen.Int[0, Good.Length - 1], characters, Gen.Bool).Sample((place, character, replace) =>
        {
            string input = Good[..place] + character + Good[(replace ? place + 1 : place)..];
            bool read = RequestSignature.TryParse(With(input, AnySignature), out RequestSignature? signature, out var outcome);

            Assert.Equal(read, signature is not null);
            Assert.Equal(read, outcome == RequestSignatureOutcome.Passed);
        });
    }

    private static TestMessage With(string? input, string? signature) =>
        SignedRequest.Message.With("signature-input", input).With("signature", signature);

    private static string Without(string parameter) =>
        string.Join(';', Good.Split(';').Where(part => !part.StartsWith(parameter + "=", StringComparison.Ordinal)));

    private static void AssertRefused(RequestSignatureOutcome expected, TestMessage message)
    {
        Assert.False(RequestSignature.TryParse(message, out RequestSignature? signature, out RequestSignatureOutcome outcome));
        Assert.Null(signature);
        Assert.Equal(expected, outcome);
    }
}
