using System.Text;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Tests.Sessions;

namespace QuantumAttributes.Channels.Tests.MessageSignatures;

/// <summary>The form that we write ourselves is read by a way of its own: to the same end as by the general parser, whatever comes.</summary>
public class WrittenSignatureTests
{
    private static readonly string[] Fields = [RequestSignatureProfile.SignatureInputField, RequestSignatureProfile.SignatureField];

    private static readonly string[] Pieces = ["", "\"", "\\", " ", ";", "=", ":", "(", ")", ",", "0", "7", "a", "Z", "@", "%", "*", "\t", "é", "-1", ";a=1", "\"a\""];

    private static readonly TestMessage Signed = SignedRequest.Sign(SignedRequest.Message);

    [Fact]
    public void Given_WhatOurSignerWrites_When_Read_Expect_OurFormAndTheGeneralParsersResult()
    {
        Assert.True(IsOwnForm(Signed));
        AssertSameEnd(Signed, RequestSignatureOutcome.Passed);
        TestMessage without = SignedRequest.Sign(SessionMessages.Get);
        Assert.True(IsOwnForm(without));
        AssertSameEnd(without, RequestSignatureOutcome.Passed);
    }

    [Fact]
    public void Given_AnyPieceAnywhere_When_Read_Expect_TheGeneralParsersEnd()
    {
        int own = 0;
        foreach (string field in Fields)
        {
            string text = Signed.GetField(field)!;
            int end = field == RequestSignatureProfile.SignatureInputField ? text.Length : 40; // the rest of a signature is more of the same
            for (int i = 0; i <= end; i++)
            {
                foreach (string piece in Pieces)
                {
                    own += Compare(Signed.With(field, text[..i] + piece + text[i..]));
                    if (i < text.Length)
                        own += Compare(Signed.With(field, text[..i] + piece + text[(i + 1)..]));
                }
            }
        }

        Assert.InRange(own, 500, int.MaxValue); // many changes stay in the form: they are what is compared here
    }

    [Theory]
    [InlineData("created=", "created=0")]
    [InlineData("\"@path\"", "\"@path\" \"@path\"")]
    [InlineData("\"@path\"", "\"@PATH\"")]
    [InlineData("\"@path\"", "\"@path\";sf")]
    [InlineData("\"@path\"", "")]
    [InlineData("\"@path\"", "\"\"")]
    [InlineData("\"@path\" ", "\"@path\"  ")]
    [InlineData("qa=", "qb=")]
    [InlineData("qa=", "other=(), qa=")]
    [InlineData("tag=\"quantum-auth\"", "tag=\"another\"")]
    [InlineData("tag=\"quantum-auth\"", "tag=\"quantum-auth\", qac=()")]
    [InlineData("alg=\"ml-dsa-65\"", "alg=\"hmac-sha256\"")]
    public void Given_AnotherInput_When_Read_Expect_TheGeneralParsersEnd(string part, string other)
    {
        string field = RequestSignatureProfile.SignatureInputField;
        Compare(Signed.With(field, Signed.GetField(field)!.Replace(part, other, StringComparison.Ordinal)));
    }

    [Fact]
    public void Given_MoreComponentsThanASignatureHas_When_Read_Expect_Malformed()
    {
        string field = RequestSignatureProfile.SignatureInputField;
        string many = string.Concat(Enumerable.Range(0, SignatureBase.MaxComponents).Select(static i => $" \"x-{i}\""));
        AssertSameEnd(
            Signed.With(field, Signed.GetField(field)!.Replace("\"content-type\"", $"\"content-type\"{many}", StringComparison.Ordinal)),
            RequestSignatureOutcome.Malformed);
    }

    // 1 where it is still our form.
    private static int Compare(TestMessage message)
    {
        RequestSignatureOutcome expected = RequestSignatureReader.ReadAnyForm(message, out _);
        AssertSameEnd(message, expected);
        return IsOwnForm(message) ? 1 : 0;
    }

    private static void AssertSameEnd(TestMessage message, RequestSignatureOutcome expected)
    {
        RequestSignatureOutcome general = RequestSignatureReader.ReadAnyForm(message, out RequestSignature? byGeneral);
        RequestSignatureOutcome outcome = RequestSignatureReader.Read(message, out RequestSignature? signature);
        Assert.Equal((expected, expected), (general, outcome));
        Assert.Equal(Describe(byGeneral), Describe(signature));
    }

    private static bool IsOwnForm(TestMessage message) =>
        WrittenSignature.TryReadOwnForm(message.GetField(Fields[0]), message.GetField(Fields[1]), out _);

    private static string Describe(RequestSignature? signature)
    {
        if (signature is null)
            return "";
        string signatureBase = signature.TryWriteBase(out ReadOnlySpan<byte> bytes) ? Encoding.ASCII.GetString(bytes) : "none";
        return string.Join(
            '|', signature.Label, signature.KeyId, signature.Algorithm, signature.Created, signature.Expires, Convert.ToHexString(signature.Nonce.Span),
            string.Join(' ', signature.Covered), Convert.ToHexString(signature.Signature.Span), signature.Ticket is null, signatureBase);
    }
}
