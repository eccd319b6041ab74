using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Fuzz;

internal sealed class StoredUseTarget : FuzzTarget
{
    private static readonly byte[] Fingerprint = [.. Enumerable.Range(0, IdempotentRequest.FingerprintSize).Select(i => (byte)i)];

    public override string Name => "stored-use";

    public override string Claim => "What a store keeps of a request with an idempotency key: null, or a use whose one encoding it is";

    protected override void Execute(byte[] input)
    {
        if (StoredUse.Decode(input) is not { } use)
            return;
        Contract.Holds(use.Encode().AsSpan().SequenceEqual(input), "there is one encoding");
        Contract.Holds(use.Answer is null || use.Answer.Headers.EncodedSize <= ProtectedHeaders.MaxEncodedSize, "headers are no longer than can be kept");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        var headers = new ProtectedHeaders();
        headers.Add("set-cookie", "a=1", "b=2");
        byte[] encoded = new StoredUse(Fingerprint, new KeptAnswer(201, headers, "body"u8.ToArray())).Encode();
        yield return new FuzzSeed("running", new StoredUse(Fingerprint, null).Encode());
        yield return new FuzzSeed("answered", encoded);
        yield return new FuzzSeed("cut", encoded[..40]);
        yield return new FuzzSeed("without-headers", [.. Fingerprint, 0, 200, 0, 0, 0, 0]);
        yield return new FuzzSeed("huge", [.. Fingerprint, 0, 200, 0xFF, 0xFF, 0xFF, 0xFF, 0xA0]);
    }
}
