using System.IO.Pipelines;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.Fuzz;

internal sealed class HubMessageTarget : FuzzTarget
{
    public override string Name => "hub-message";

    public override string Claim => "what opens a hub's connection: null, or the message of the length that it says, and what follows left where it is";

    protected override void Execute(byte[] input)
    {
        PipeReader connection = PipeReader.Create(new MemoryStream(input), new StreamPipeReaderOptions(bufferSize: 16));
        if (Contract.Completed(HubMessage.ReadAsync(connection, CancellationToken.None)) is not { } message)
            return;
        Contract.Holds(message.Length <= ChannelServer.MaxHandshakeSize, "no message is longer");
        byte[] expected = [0, 0, (byte)(message.Length >> 8), (byte)message.Length, .. message];
        Contract.Holds(input.AsSpan().StartsWith(expected), "it is what came");
        ReadResult rest = Contract.Completed(connection.ReadAtLeastAsync(int.MaxValue));
        Contract.Holds(rest.Buffer.Length == input.Length - expected.Length, "what follows it is left");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        yield return new FuzzSeed("empty", [0, 0, 0, 0]);
        yield return new FuzzSeed("short", [0, 0, 0, 3, 1, 2, 3]);
        yield return new FuzzSeed("and-more", [0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 17]);
        yield return new FuzzSeed("cut", [0, 0, 0, 4, 1, 2, 3]);
        yield return new FuzzSeed("longest", [0, 0, (byte)(ChannelServer.MaxHandshakeSize >> 8), (byte)ChannelServer.MaxHandshakeSize, .. new byte[ChannelServer.MaxHandshakeSize]]);
        yield return new FuzzSeed("too-long", [0, 0, 0xFF, 0xFF, 1]);
        yield return new FuzzSeed("negative", [0xFF, 0xFF, 0xFF, 0xFF, 1]);
    }
}
