using System.IO.Pipelines;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Noise;

namespace QuantumAttributes.Fuzz;

internal sealed class HubRecordsTarget : FuzzTarget
{
    public override string Name => "hub-records";

    public override string Claim =>
        "what comes over a hub's connection (byte 0 even), or pieces sealed by the server: what was sealed up to the first that none may send, and then ChannelException";

    protected override void Execute(byte[] input)
    {
        if (input.Length == 0)
            return;
        bool isSealed = input[0] % 2 != 0;
        byte[] expected = [];
        bool ends = false;
        byte[] wire = isSealed ? Seal(input.AsSpan(1), out expected, out ends) : input[1..];
        var read = new MemoryStream();
        bool completed = Contract.Parse<string, ChannelException>(() => Read(wire, read)) is not null;
        Contract.Holds(isSealed || read.Length == 0, "nothing is read that nobody sealed");
        Contract.Holds(!isSealed || read.ToArray().AsSpan().SequenceEqual(expected), "what was sealed is read");
        Contract.Holds(completed == ends, "only what was closed ends");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        yield return new FuzzSeed("data", [1, 0, 3, 1, 2, 3, 0, 0, 0, 1, 9]);
        yield return new FuzzSeed("closed", [1, 0, 3, 1, 2, 3, 3, 0]);
        yield return new FuzzSeed("closed-with-data", [1, 3, 1, 7]);
        yield return new FuzzSeed("after-close", [1, 3, 0, 0, 1, 7]);
        yield return new FuzzSeed("handshake", [1, 0, 1, 5, 1, 4, 9, 9, 9, 9]);
        yield return new FuzzSeed("switch", [1, 0, 1, 5, 2, 0, 0, 1, 6]);
        yield return new FuzzSeed("no-type", [1, 4, 1, 5]);
        // Sealed by the client itself: with a record of the server's in it a fuzzer finds its way back to what a client has to take.
        yield return new FuzzSeed("raw", [0, .. Seal([0, 3, 1, 2, 3], out _, out _, isServer: false)]);
        yield return new FuzzSeed("raw-head", [0, 0, 0, 0, 17, .. new byte[17]]);
        yield return new FuzzSeed("raw-huge", [0, 0xFF, 0xFF, 0xFF, 0xFF]);
    }

    /// <summary>Pieces of <c>type | size | bytes</c>, each sealed as a record, with what a client must read of them.</summary>
    private static byte[] Seal(ReadOnlySpan<byte> pieces, out byte[] read, out bool ends, bool isServer = true)
    {
        HubKeys keys = Keys(isServer);
        using MemoryStream wire = new(), accepted = new();
        var record = new byte[255 + HubRecord.Overhead];
        (bool good, ends) = (true, false);
        while (pieces.Length >= 2)
        {
            byte type = pieces[0];
            ReadOnlySpan<byte> data = pieces.Slice(2, Math.Min(pieces[1], pieces.Length - 2));
            pieces = pieces[(2 + data.Length)..];
            wire.Write(record.AsSpan(0, HubRecord.Seal(keys.Sending, (HubRecordType)type, data, record)));
            if (good && !ends && type == 0)
                accepted.Write(data);
            ends |= good && type == 3 && data.IsEmpty;
            good &= ends || type == 0; // a client that began no renewal takes no message of one
        }

        keys.Discard();
        read = accepted.ToArray();
        return wire.ToArray();
    }

    private static string Read(byte[] wire, MemoryStream read)
    {
        TimeProvider time = FuzzChannels.Clock();
        var grant = new HubGrant(
            default, "https://bank.example", Keys(isServer: false), ChannelSuite.MLKem768X25519, null, TimeSpan.FromSeconds(300), time.GetTimestamp());
        var connection = new Wire(PipeReader.Create(new MemoryStream(wire), new StreamPipeReaderOptions(bufferSize: 16)), PipeWriter.Create(Stream.Null));
        using var transport = new ClientHubTransport(connection, grant, "/chat", time);
        while (true)
        {
            ReadResult result = Contract.Completed(transport.Input.ReadAsync());
            foreach (ReadOnlyMemory<byte> part in result.Buffer)
                read.Write(part.Span);
            transport.Input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                return "closed";
        }
    }

    private static HubKeys Keys(bool isServer)
    {
        using var state = new SymmetricState(ChannelSuite.MLKem768X25519, FuzzCryptography.Providers.Symmetric);
        return HubKeys.Derive(state, isServer);
    }

    private sealed record Wire(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
