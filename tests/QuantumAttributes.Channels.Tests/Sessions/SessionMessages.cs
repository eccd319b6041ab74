using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.StructuredFields;
using QuantumAttributes.Channels.Tests.MessageSignatures;
using QuantumAttributes.Channels.Tests.Reference;

namespace QuantumAttributes.Channels.Tests.Sessions;

/// <summary>Requests of sessions: signed by our client, or by anybody with any ticket and key.</summary>
internal static class SessionMessages
{
    public const string CoveredWithContent =
        "(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\" \"content-type\" \"quantum-ticket\")";

    public static TestMessage Post => SignedRequest.Message;

    public static TestMessage Get => new() { Path = "/accounts", Query = "?a=1" };

    public static TestMessage Sign(ClientSession session, TestMessage message)
    {
        message = message.With("quantum-ticket", session.Ticket);
        RequestSignatureFields? fields = session.TrySign(message);
        Assert.NotNull(fields);
        return message.With("signature-input", fields.Value.SignatureInput).With("signature", fields.Value.Signature);
    }

    /// <summary>A request whose signature is right in every way that the ticket and the key allow.</summary>
    public static TestMessage SignAs(
        TestMessage message, byte[] ticket, byte[] macKey, string? keyId = null, string covered = CoveredWithContent, string nonce = SignedRequest.Nonce)
    {
        message = message.With("quantum-ticket", $":{Convert.ToBase64String(ticket)}:");
        keyId ??= System.Buffers.Text.Base64Url.EncodeToString(Primitives.Sha256(ticket).AsSpan(0, 16));
        string input = $"{covered};created={SignedRequest.Now};expires={SignedRequest.Now + 60};nonce=\"{nonce}\";keyid=\"{keyId}\""
            + ";alg=\"hmac-sha256\";tag=\"quantum-auth\"";
        byte[] mac = ReferenceHash.Sha256.Hmac(macKey, BaseOf(message, input));
        return message.With("signature-input", $"any={input}").With("signature", $"any=:{Convert.ToBase64String(mac)}:");
    }

    /// <summary>Whether a request carries the MAC of the text.</summary>
    public static bool IsSignedWith(TestMessage message, byte[] macKey)
    {
        string input = message.GetField("signature-input")!.Split('=', 2)[1];
        byte[] mac = ReferenceHash.Sha256.Hmac(macKey, BaseOf(message, input));
        return message.GetField("signature") == $"qa=:{Convert.ToBase64String(mac)}:";
    }

    private static byte[] BaseOf(TestMessage message, string input)
    {
        Assert.True(SignatureBase.TryCreate(message, (InnerList)StructuredField.ParseList(input).Single(), out byte[]? signatureBase));
        return signatureBase;
    }
}
