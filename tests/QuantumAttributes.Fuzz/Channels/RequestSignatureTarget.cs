using Microsoft.Extensions.Time.Testing;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Fuzz;

internal sealed class RequestSignatureTarget : FuzzTarget
{
    private const string Get = "GET https bank.example /transfers ?dry=1";

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
        yield return new FuzzSeed(
            "components",
            """
            GET https bank.example /a ?b=c
            signature-input: a=("@method" "@target-uri" "@authority" "@scheme" "@request-target" "@path" "@status" "x";sf);tag="t"
            signature: a=:AAAA:
            """);
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
