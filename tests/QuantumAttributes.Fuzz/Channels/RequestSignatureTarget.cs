using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using QuantumAttributes.Channels.Classical;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Fuzz;

internal sealed class RequestSignatureTarget : FuzzTarget
{
    private const string Get = "GET https bank.example /transfers ?dry=1";

    private static readonly ClassicalVerifyingKey Classical = ReadClassical();

    private static readonly string Post =
        $"POST https bank.example:443 / ?\ncontent-type: text/plain\ncontent-digest: {ContentDigest.Create("fuzz"u8)}";

    public override string Name => "request-signature";

    public override string Claim =>
        "Signature-Input, Signature (RFC 9421) of a request: an outcome and no exception; passed only as signed";

    protected override void Prepare() => FuzzChannels.Prepare();

    protected override void Execute(byte[] input)
    {
        FuzzMessage message = new(FuzzText.Decode(input));
        if (StructuredField.TryParseDictionary(message.GetField("signature-input"), out FieldDictionary? members))
        {
            foreach (InnerList list in members.Values.OfType<InnerList>())
                SignatureBase.TryCreate(message, list, out _);
        }

        bool parsed = RequestSignature.TryParse(message, out RequestSignature? signature, out RequestSignatureOutcome outcome);
        Contract.Holds(parsed == (outcome == RequestSignatureOutcome.Passed), "what is read, passed");
        Contract.Holds(RequestSignatureReader.ReadAnyForm(message, out RequestSignature? general) == outcome, "our form is judged as any other");
        Contract.Holds(general?.KeyId == signature?.KeyId && general?.Nonce.Span.SequenceEqual(signature!.Nonce.Span) != false, "and says the same");
        if (signature is null)
            return;
        FakeTimeProvider clock = new(FuzzChannels.Start);
        MemoryNonceStore nonces = new(new FakeTimeProvider(FuzzChannels.Start - TimeSpan.FromMinutes(5)));
        RequestSignatureVerifier verifier = new(clock, nonces);
        verifier.CheckTimes(signature);
        outcome = RequestSignatureVerifier.CheckSignature(signature, FuzzChannels.Identity.VerifyingKey);
        if (outcome == RequestSignatureOutcome.Passed)
            Contract.Holds(signature.Created == FuzzChannels.Start, "what passes is what was signed");
        Contract.Holds(
            (RequestSignatureVerifier.CheckClassical(signature, Classical) == RequestSignatureOutcome.Passed) == (signature.Classical is null),
            "nobody has signed with the classical key");
        Contract.Holds(
            Contract.Completed(verifier.UseNonceAsync(signature))
                is RequestSignatureOutcome.Passed or RequestSignatureOutcome.Replayed,
            "a nonce that is read can be used");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        string post = Signed(Post, "fuzz");
        yield return new FuzzSeed("get", Signed(Get, ""));
        yield return new FuzzSeed("post", post);
        yield return new FuzzSeed("changed", post.Replace("POST", "PUT", StringComparison.Ordinal));
        yield return new FuzzSeed("other-tag", post.Replace("quantum-auth", "another-tag", StringComparison.Ordinal));
        yield return new FuzzSeed("hybrid", Paired(post));
        yield return new FuzzSeed("hybrid-other", Paired(post).Replace("qac=(\"@method\" ", "qac=(", StringComparison.Ordinal));
        yield return new FuzzSeed(
            "components",
            """
            GET https bank.example /a ?b=c
            signature-input: a=("@method" "@target-uri" "@authority" "@scheme" "@request-target" "@path" "@status" "x";sf);tag="t"
            signature: a=:AAAA:
            """);
    }

    // Beside the signature another of the classical tag, of the right form and size, that verifies nowhere.
    private static string Paired(string signed)
    {
        string[] lines = signed.Split('\n');
        int at = Array.FindIndex(lines, line => line.StartsWith("signature-input: ", StringComparison.Ordinal));
        string input = lines[at]["signature-input: qa=".Length..]
            .Replace("ml-dsa-65", Classical.AlgorithmName, StringComparison.Ordinal)
            .Replace("quantum-auth", "quantum-auth-classical", StringComparison.Ordinal)
            .Replace(FuzzChannels.Identity.VerifyingKey.Thumbprint.ToString(), Classical.Thumbprint.ToString(), StringComparison.Ordinal);
        lines[at] += $", qac={input}";
        lines[at + 1] += $", qac=:{Convert.ToBase64String(new byte[64])}:";
        return string.Join('\n', lines);
    }

    private static ClassicalVerifyingKey ReadClassical()
    {
        using JsonDocument document = JsonDocument.Parse(ClassicalKeyTarget.P256);
        return ClassicalVerifyingKey.FromJwk(document.RootElement);
    }

    private static string Signed(string head, string content)
    {
        FuzzCryptography.Reset();
        using RepeatableRandom random = new();
        RequestSigner signer = new(FuzzChannels.Identity, new FakeTimeProvider(FuzzChannels.Start), random);
        RequestSignatureFields fields = signer.Sign(new FuzzMessage($"{head}\n\n{content}"));
        return $"{head}\nsignature-input: {fields.SignatureInput}\nsignature: {fields.Signature}\n\n{content}";
    }
}
