using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class HandshakeClientTarget : FuzzTarget
{
    public override string Name => "handshake-client";

    public override string Claim =>
        "message 2 (bit 0 of byte 0 clear), or its payload sealed for the client: ChannelException, or a channel";

    protected override void Prepare() => FuzzChannels.Prepare();

    // Bit 1: the client signed in.
    protected override void Execute(byte[] input)
    {
        if (input.Length == 0)
            return;
        using ChannelOpening opening = Begin((input[0] & 2) != 0);
        byte[] response = (input[0] & 1) == 0 ? input[1..] : FuzzChannels.SealResponse(opening.Request.Span, input[1..]);
        using ClientChannel? channel = Contract.Parse<ClientChannel, ChannelException>(() => opening.Complete(response));
        Contract.Holds(channel is null || channel.IsUsable, "a channel that is opened is usable");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        byte[] payload = HandshakePayloadTarget.Server(null).Encode();
        yield return new FuzzSeed("sealed", [1, .. payload]);
        yield return new FuzzSeed(
            "sealed-auth", [3, .. HandshakePayloadTarget.Server(FuzzChannels.Identity.VerifyingKey.Thumbprint).Encode()]);
        yield return new FuzzSeed(
            "sealed-stranger", [1, .. HandshakePayloadTarget.Server(new KeyThumbprint(new byte[32])).Encode()]);
        yield return new FuzzSeed("sealed-short", [1, .. payload.AsSpan(0, payload.Length - 1)]);
        FuzzCryptography.Reset();
        using ChannelOpening opening = Begin(signIn: false);
        yield return new FuzzSeed("raw", [0, .. FuzzChannels.SealResponse(opening.Request.Span, payload)]);
        yield return new FuzzSeed("raw-short", [0, 1, 2, 3]);
    }

    private static ChannelOpening Begin(bool signIn) => ChannelOpening.Begin(
        FuzzChannels.Document, signIn ? FuzzChannels.Identity : null, FuzzCryptography.Providers, FuzzChannels.Clock());
}
