using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.StructuredFields;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.MessageSignatures;

/// <summary>Requests signed with one key at second 1,800,000,000: as the profile has it, or in any other way.</summary>
internal static class SignedRequest
{
    public const long Now = 1_800_000_000;

    public const string Nonce = "AAECAwQFBgcICQoLDA0ODw";

    public const string Covered = "(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\" \"content-type\")";

    public static SigningKey Key { get; } = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    public static TestMessage Message { get; } = new()
    {
        Method = "POST",
        Path = "/transfers",
        Query = "?dry=1",
        Content = "{}",
        Fields = new()
        {
            ["content-type"] = "application/json",
            ["content-digest"] = ContentDigest.Create("{}"u8).ToString(),
            ["accept"] = "*/*",
        },
    };

    public static string Parameters { get; } =
        $";created={Now};expires={Now + 60};nonce=\"{Nonce}\";keyid=\"{Key.VerifyingKey.Thumbprint}\""
        + ";alg=\"ml-dsa-65\";tag=\"quantum-auth\"";

    /// <summary>The message as <see cref="RequestSigner"/> signs it.</summary>
    public static TestMessage Sign(TestMessage message, TimeProvider? timeProvider = null)
    {
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        RequestSigner signer = new(Key, timeProvider ?? new ManualTimeProvider(), random);
        RequestSignatureFields fields = signer.Sign(message);
        return message.With("signature-input", fields.SignatureInput).With("signature", fields.Signature);
    }

    /// <summary>The message with a good signature over any covered components and parameters, right or wrong.</summary>
    public static TestMessage SignAs(TestMessage message, string input, string context = "")
    {
        InnerList covered = (InnerList)StructuredField.ParseList(input).Single();
        Assert.True(SignatureBase.TryCreate(message, covered, out byte[]? signatureBase));
        byte[] signature = Key.Sign(signatureBase, Encoding.ASCII.GetBytes(context));
        return message.With("signature-input", $"any={input}").With("signature", $"any=:{Convert.ToBase64String(signature)}:");
    }

    public static RequestSignature Read(TestMessage message)
    {
        Assert.True(RequestSignature.TryParse(message, out RequestSignature? signature, out RequestSignatureOutcome outcome));
        Assert.Equal(RequestSignatureOutcome.Passed, outcome);
        return signature;
    }
}
