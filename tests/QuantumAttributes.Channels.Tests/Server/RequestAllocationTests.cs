using System.Diagnostics;
using System.IO.Pipelines;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Server;

/// <summary>What a request costs the server's collector in the record layer: head and body opened, an answer with a body sealed.</summary>
public sealed class RequestAllocationTests : IDisposable
{
    private const int BodySize = 1024;

    // What it takes now, 1,392 bytes, or 1,616 with the platform's ciphers, the text of the answer's head among them, and one smallest object,
    // which the compiler may keep on the stack or not. It may only become less.
    private static readonly int MostBytes = VectorSymmetricCryptography.IsSupported ? 1416 : 1640;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TestServer _server = new();
    private readonly byte[] _received = new byte[BodySize];
    private readonly byte[] _wire = new byte[2 * BodySize];
    private string _answer = "";

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Given_AChannelInUse_When_ARequestIsOpenedAndAnswered_Expect_NoMoreThanItsTexts()
    {
        (ClientChannel client, _) = await _server.OpenAsync();
        long begin = Stopwatch.GetTimestamp();
        long least = long.MaxValue;

        // The runtime optimizes when it has the time, and now and then allocates for itself.
        while (least > MostBytes && Stopwatch.GetElapsedTime(begin) < Patience)
        {
            for (int i = 0; i < 100; i++)
            {
                using SealedRequest request = await TestServer.SealAsync(client);
                byte[] frames = await SealBodyAsync(request);
                least = Math.Min(least, Serve(request.Field.ToString(), frames));
                request.OpenResponse(_answer, 200)!.Body.Dispose();
            }
        }

        Assert.InRange(least, 1, MostBytes);
    }

    private long Serve(string field, byte[] frames)
    {
        using var body = new MemoryStream(frames);
        var wire = new WirePipe(_wire);
        int length, rest;
        long before = GC.GetAllocatedBytesForCurrentThread();
        using (OpenedRequest request = Done(_server.Channels.OpenAsync(field, TestServer.Head, CancellationToken.None)).Request!)
        {
            using (var opening = new OpeningStream(body, request.OpenBody()!, BodySize))
            {
                length = Done(opening.ReadAsync(_received));
                rest = Done(opening.ReadAsync(_received));
            }

            var headers = new ProtectedHeaders();
            headers.Add("content-type", "application/json");
            (string answer, FrameSealer sealer) = request.SealResponse(200, headers);
            _answer = answer;
            using var sealing = new SealingStream(wire, sealer);
            Done(sealing.WriteAsync(_received));
            Done(sealing.CompleteAsync());
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal((BodySize, 0), (length, rest));
        return allocated;
    }

    private static async Task<byte[]> SealBodyAsync(SealedRequest request)
    {
        using var frames = new MemoryStream();
        await using var sealing = new SealingStream(frames, request.SealBody()!);
        await sealing.WriteAsync(new byte[BodySize]);
        await sealing.CompleteAsync();
        return frames.ToArray();
    }

    private static T Done<T>(ValueTask<T> task) =>
        task.IsCompletedSuccessfully ? task.Result : throw new InvalidOperationException("Nothing here waits.");

    private static void Done(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully)
            throw new InvalidOperationException("Nothing here waits.");
        task.GetAwaiter().GetResult();
    }

    // Costs nothing itself, as the server's own pipe.
    private sealed class WirePipe(byte[] bytes) : PipeWriter
    {
        private int _length;

        public override Memory<byte> GetMemory(int sizeHint = 0) => bytes.AsMemory(_length);

        public override Span<byte> GetSpan(int sizeHint = 0) => bytes.AsSpan(_length);

        public override void Advance(int count) => _length += count;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => default;

        public override void CancelPendingFlush()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }
    }
}
