using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class HandshakePayloadTarget : FuzzTarget
{
    public override string Name => "handshake-payload";

    public override string Claim =>
        "CBOR of the client's payload (byte 0 even) or the server's: null, or a payload that comes back";
    protected override void Prepare() => FuzzChannels.Prepare();


    protected override void Execute(byte[] input)
    {
        if (input.Length == 0)
            return;
        byte[] encoded = input[1..];
        if (input[0] % 2 == 0)
            Check(encoded, static bytes => ClientPayload.Decode(bytes), static payload => payload.Encode());
        else
            Check(encoded, static bytes => ServerPayload.Decode(bytes), static payload => payload.Encode());
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        byte[] client = Client(authentication: null).Encode();
        yield return new FuzzSeed("client", [0, .. client]);
        ClientAuthentication authentication = new(FuzzChannels.Identity.VerifyingKey.Thumbprint, new byte[64]);
        yield return new FuzzSeed("client-auth", [0, .. Client(authentication).Encode()]);
        yield return new FuzzSeed("client-ticket", [0, .. (Client(authentication: null) with { Ticket = new TicketProof(new byte[190], new byte[32]) }).Encode()]);
        yield return new FuzzSeed("client-cut", [0, .. client.AsSpan(0, client.Length - 1)]);
        yield return new FuzzSeed("server", [1, .. Server(null).Encode()]);
        yield return new FuzzSeed("server-auth", [1, .. Server(FuzzChannels.Identity.VerifyingKey.Thumbprint).Encode()]);
        yield return new FuzzSeed("server-ticket", [1, .. (Server(FuzzChannels.Identity.VerifyingKey.Thumbprint) with { SessionTicket = new byte[190] }).Encode()]);
        // Fields without padding: short, so that a fuzzer sees structure rather than zeros.
        yield return new FuzzSeed("client-short", [0, .. Short(client)]);
        yield return new FuzzSeed("server-short", [1, .. Short(Server(null).Encode())]);
        yield return new FuzzSeed("indefinite", [0, 0xBF, 0x00, 0x40, 0xFF]);
        yield return new FuzzSeed("huge", [0, 0xBB, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x40]);
    }

    public static ClientPayload Client(ClientAuthentication? authentication) => new()
    {
        OfferedSuites = [FuzzChannels.Suite.Id],
        Policy = ChannelPolicy.Require,
        ClientTime = FuzzChannels.Start.ToUnixTimeSeconds(),
        RequestedLifetime = 300,
        Authentication = authentication,
        DocumentHash = FuzzChannels.Document.Hash,
    };

    public static ServerPayload Server(KeyThumbprint? accepted) => new()
    {
        ChannelId = new ChannelId(new byte[ChannelId.Size]),
        Lifetime = 300,
        ServerTime = FuzzChannels.Start.ToUnixTimeSeconds(),
        MaxFramePlaintext = 16384,
        ReplayMode = ReplayMode.Memory,
        AcceptedKeyId = accepted,
    };

    private static void Check<T>(byte[] encoded, Func<byte[], T?> decode, Func<T, byte[]> encode)
        where T : class
    {
        // Both sides ask for the length first; only then is there an encoding that fits.
        if (decode(encoded) is not { } payload || !PaddedMap.IsLength(encoded.Length))
            return;
        byte[] written = encode(payload);
        Contract.Holds(
            PaddedMap.IsLength(written.Length) && written.Length <= encoded.Length, "what is written is no longer");
        Contract.Holds(decode(written) is { } again && encode(again).AsSpan().SequenceEqual(written), "and comes back");
    }

    // The map's head, key 0 with an empty string, and what follows the padding.
    private static byte[] Short(byte[] encoded)
    {
        const int Padding = 2; // where the padding's head begins: two bytes of length for what is longer than 255 bytes
        int size = (encoded[Padding + 1] << 8) | encoded[Padding + 2];
        return [.. encoded.AsSpan(0, Padding), 0x40, .. encoded.AsSpan(Padding + 3 + size)];
    }
}
