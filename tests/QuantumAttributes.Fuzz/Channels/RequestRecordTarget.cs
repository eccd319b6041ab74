using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.Fuzz;

internal sealed class RequestRecordTarget : FuzzTarget
{
    public override string Name => "request-record";

    public override string Claim =>
        "a request in an open channel, as text or its headers sealed by the client: an outcome, no exception";

    protected override void Prepare() => FuzzChannels.Prepare();

    // Byte 0 even: lines of method, target and Quantum-Channel. Odd: byte 1 is the request's number, the rest what is sealed.
    protected override void Execute(byte[] input)
    {
        if (input.Length < 2)
            return;
        using ChannelServer server = FuzzChannels.Server(FuzzChannels.Clock());
        using ClientChannel client = Open(server);
        (string field, RequestHead head) = input[0] % 2 == 0
            ? Read(FuzzText.Decode(input.AsSpan(1)))
            : (Seal(client, input[1], input[2..]), new RequestHead("GET", "/", HasBody: true));
        RecordResult result = Contract.Completed(server.OpenAsync(field, head, CancellationToken.None));
        Contract.Holds((result.Request is not null) == (result.Outcome == RecordOutcome.Opened), "a request where it is opened");
        using OpenedRequest? request = result.Request;
        using FrameOpener? body = request?.OpenBody();
        RecordResult again = Contract.Completed(server.OpenAsync(field, head, CancellationToken.None));
        Contract.Holds(again.Outcome != RecordOutcome.Opened, "once at most");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        ProtectedHeaders headers = new();
        yield return new FuzzSeed("sealed-empty", [1, 0, .. headers.Encode()]);
        headers.Add("accept", ["*/*"]);
        byte[] plaintext = headers.Encode();
        yield return new FuzzSeed("sealed", [1, 5, .. plaintext]);
        yield return new FuzzSeed("sealed-bad", [1, 5, .. plaintext.AsSpan(0, plaintext.Length - 1)]);
        FuzzCryptography.Reset();
        using ChannelServer server = FuzzChannels.Server(FuzzChannels.Clock());
        using ClientChannel client = Open(server);
        yield return new FuzzSeed("text", [0, .. FuzzText.Encode($"GET\n/\n{Seal(client, 0, plaintext)}")]);
        yield return new FuzzSeed("text-other", [0, .. FuzzText.Encode($"GET\n/other\n{Seal(client, 0, plaintext)}")]);
        yield return new FuzzSeed("text-none", [0, .. FuzzText.Encode("GÉT\n/\n")]);
    }

    private static ClientChannel Open(ChannelServer server)
    {
        using ChannelOpening opening = ChannelOpening.Begin(
            FuzzChannels.Document, signer: null, FuzzCryptography.Providers, FuzzChannels.Clock());
        return opening.Complete(Contract.Completed(server.AcceptAsync(opening.Request, CancellationToken.None)).Response.Span);
    }

    private static (string Field, RequestHead Head) Read(string text)
    {
        string[] lines = text.Split('\n', 3);
        return (lines[^1], new RequestHead(lines[0], lines.ElementAtOrDefault(1) ?? "", HasBody: true));
    }

    private static string Seal(ClientChannel client, ulong number, byte[] plaintext)
    {
        byte[] associatedData = new RequestHead("GET", "/", HasBody: true).WriteAssociatedData(client.Id, number, FuzzChannels.Origin, []).ToArray();
        byte[] headers = FuzzChannels.SealHeaders(
            client.Secrets.RequestHeaderKey, client.Secrets.RequestIv, number, plaintext, associatedData);
        return new RequestField(client.Id, number, headers).ToString();
    }
}
