using Microsoft.Extensions.Time.Testing;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Fuzz;

internal sealed class ResponseRecordTarget : FuzzTarget
{
    private const int Status = 200;

    public override string Name => "response-record";

    public override string Claim =>
        "an answer's Quantum-Channel (byte 0 even), or its headers sealed by the server: null, or the answer";
    protected override void Prepare() => FuzzChannels.Prepare();


    protected override void Execute(byte[] input)
    {
        if (input.Length == 0)
            return;
        using ClientChannel channel = Channel();
        using SealedRequest request = Request(channel);
        string field = input[0] % 2 == 0 ? FuzzText.Decode(input.AsSpan(1)) : Seal(channel, request, input[1..]);
        OpenedResponse? response = request.OpenResponse(field, Status);
        using FrameOpener? body = response?.Body;
        if (response is not null && input[0] % 2 != 0)
            Contract.Holds(
                response.Headers.Encode().AsSpan().SequenceEqual(input.AsSpan(1)), "the headers are those that were sealed");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        ProtectedHeaders headers = new();
        yield return new FuzzSeed("sealed-empty", [1, .. headers.Encode()]);
        headers.Add("content-type", ["text/plain"]);
        byte[] plaintext = headers.Encode();
        yield return new FuzzSeed("sealed", [1, .. plaintext]);
        yield return new FuzzSeed("sealed-bad", [1, .. plaintext, 0]);
        using ClientChannel channel = Channel();
        using SealedRequest request = Request(channel);
        string field = Seal(channel, request, plaintext);
        yield return new FuzzSeed("text", [0, .. FuzzText.Encode(field)]);
        yield return new FuzzSeed("text-number", [0, .. FuzzText.Encode(field.Replace("n=0", "n=1", StringComparison.Ordinal))]);
        yield return new FuzzSeed("text-none", [0]);
    }

    private static ClientChannel Channel()
    {
        FakeTimeProvider clock = FuzzChannels.Clock();
        return new ClientChannel(
            HandshakePayloadTarget.Server(null),
            FuzzChannels.Origin,
            clientKeyId: null,
            FuzzChannels.Secrets(),
            clock.GetTimestamp(),
            clock);
    }

    private static SealedRequest Request(ClientChannel channel) =>
        Contract.Completed(channel.SealAsync(new RequestHead("GET", "/", HasBody: false), new ProtectedHeaders(), default))
        ?? throw new ContractException("a new channel takes a request");

    private static string Seal(ClientChannel channel, SealedRequest request, byte[] plaintext)
    {
        ulong number = request.Field.Number;
        byte[] nonce = new byte[ResponseField.NonceSize];
        byte[] associatedData = ResponseKeys.AssociatedData(channel.Id, number, request.Field.Tag, Status);
        using ResponseKeys keys = ResponseKeys.Derive(new byte[ResponseKeys.Size], channel.Secrets, channel.Id, number, nonce);
        return new ResponseField(
            number, nonce, FuzzChannels.SealHeaders(keys.HeaderKey, keys.Iv, number, plaintext, associatedData)).ToString();
    }
}
