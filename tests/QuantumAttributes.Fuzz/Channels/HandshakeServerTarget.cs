using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.Fuzz;

internal sealed class HandshakeServerTarget : FuzzTarget
{
    public override string Name => "handshake-server";

    public override string Claim => "message 1 (byte 0 even), or its payload sealed for the server: an outcome and no exception";
    protected override void Prepare() => FuzzChannels.Prepare();


    protected override void Execute(byte[] input)
    {
        if (input.Length == 0)
            return;
        byte[] request = input[0] % 2 == 0 ? input[1..] : FuzzChannels.SealRequest(_ => input[1..]);
        using ChannelServer server = FuzzChannels.Server(FuzzChannels.Clock());
        HandshakeResult result = Contract.Completed(server.AcceptAsync(request, CancellationToken.None));
        bool accepted = result.Outcome == HandshakeOutcome.Accepted;
        Contract.Holds(
            accepted == (result.Channel is not null) && accepted == !result.Response.IsEmpty, "a channel where it is accepted");
        Contract.Holds(server.ChannelCount == (accepted ? 1 : 0), "and only there");
        HandshakeResult again = Contract.Completed(server.AcceptAsync(request, CancellationToken.None));
        Contract.Holds(again.Outcome == (accepted ? HandshakeOutcome.Replayed : again.Outcome), "only once");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        byte[] payload = HandshakePayloadTarget.Client(authentication: null).Encode();
        yield return new FuzzSeed("sealed", [1, .. payload]);
        FuzzCryptography.Reset();
        yield return new FuzzSeed("raw", [0, .. FuzzChannels.SealRequest(_ => payload)]);
        byte[] signed = [];
        FuzzCryptography.Reset();
        FuzzChannels.SealRequest(hash =>
            signed = HandshakePayloadTarget.Client(ClientAuthentication.Sign(FuzzChannels.Identity, hash)).Encode());
        yield return new FuzzSeed("sealed-auth", [1, .. signed]);
        yield return new FuzzSeed("sealed-short", [1, .. payload.AsSpan(0, payload.Length - 1)]);
        yield return new FuzzSeed("preamble", [0, 1, 0, 1, .. FuzzChannels.Key.Id.ToArray()]);
        yield return new FuzzSeed("version", [0, 2, 0, 1, 0, 0]);
    }
}
