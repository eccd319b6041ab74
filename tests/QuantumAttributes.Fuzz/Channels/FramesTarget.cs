using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Fuzz;

internal sealed class FramesTarget : FuzzTarget
{
    private const int Agreed = 64;
    private const int Longest = 255;

    private static readonly byte[] Key = new byte[32];
    private static readonly byte[] Iv = new byte[12];

    public override string Name => "frames";

    public override string Claim =>
        "a body of frames (byte 0 even), or pieces sealed by the peer: ChannelException, or what was sealed";

    protected override void Execute(byte[] input)
    {
        if (input.Length == 0)
            return;
        bool isSealed = input[0] % 2 != 0;
        byte[]? expected = null;
        byte[] body = isSealed ? Seal(input.AsSpan(1), out expected) : input[1..];
        byte[]? read = Contract.Parse<byte[], ChannelException>(() => Open(body));
        if (isSealed)
            Contract.Holds(Same(read, expected), "a body is whole or refused");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        yield return new FuzzSeed("empty", [1, 0, 1]);
        yield return new FuzzSeed("three", [1, 3, 0, 1, 2, 3, 2, 0, 4, 5, 1, 1, 6]);
        yield return new FuzzSeed("unfinished", [1, 3, 0, 1, 2, 3]);
        yield return new FuzzSeed("trailing", [1, 0, 1, 9, 9]);
        yield return new FuzzSeed("too-long", [1, Agreed + 1, 1, .. new byte[Agreed + 1]]);
        yield return new FuzzSeed("longest", [1, Agreed, 1, .. new byte[Agreed]]);
        yield return new FuzzSeed("raw", [0, .. Seal([3, 0, 1, 2, 3, 0, 1], out _)]);
        yield return new FuzzSeed("raw-head", [0, 0x80, 0, 0, 16, .. new byte[16]]);
        yield return new FuzzSeed("raw-huge", [0, 0xFF, 0xFF, 0xFF, 0xFF]);
    }

    /// <summary>
    /// Pieces of <c>size | last | bytes</c>, each sealed as a frame by a peer that knows the key but was told of other limits.
    /// What follows the last frame follows it unsealed. The plaintext, where the reader must accept it.
    /// </summary>
    private static byte[] Seal(ReadOnlySpan<byte> pieces, out byte[]? plaintext)
    {
        using FrameSealer sealer = new(new AeadLease(FuzzCryptography.Providers.Symmetric, Key), new RecordNonce(Iv, 7), associatedData: [], Longest, new ByteBudget());
        using MemoryStream body = new(), accepted = new();
        byte[] frame = new byte[Longest + FrameSealer.Overhead];
        bool finished = false, good = true;
        while (pieces.Length >= 2 && !finished)
        {
            finished = pieces[1] % 2 != 0;
            ReadOnlySpan<byte> piece = pieces.Slice(2, Math.Min(pieces[0], pieces.Length - 2));
            pieces = pieces[(2 + piece.Length)..];
            if (piece.IsEmpty && !finished)
                continue; // no peer of ours can seal it
            good &= piece.Length <= Agreed;
            body.Write(frame.AsSpan(0, sealer.Seal(piece, finished, frame)));
            accepted.Write(piece);
        }

        body.Write(pieces);
        plaintext = good && finished && pieces.IsEmpty ? accepted.ToArray() : null;
        return body.ToArray();
    }

    private static byte[] Open(byte[] body)
    {
        using OpeningStream stream = new(
            new MemoryStream(body), new FrameOpener(new AeadLease(FuzzCryptography.Providers.Symmetric, Key), new RecordNonce(Iv, 7), associatedData: [], Agreed, new ByteBudget()));
        using MemoryStream plaintext = new();
        byte[] buffer = new byte[100];
        while (Contract.Completed(stream.ReadAsync(buffer)) is > 0 and var count)
            plaintext.Write(buffer, 0, count);
        Contract.Holds(stream.IsComplete, "a body that ends is complete");
        return plaintext.ToArray();
    }

    private static bool Same(byte[]? read, byte[]? expected) =>
        read is null ? expected is null : expected is not null && read.AsSpan().SequenceEqual(expected);
}
