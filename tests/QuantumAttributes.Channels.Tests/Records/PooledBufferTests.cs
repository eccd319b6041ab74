using System.Buffers;
using System.Runtime.InteropServices;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Records;

/// <summary>The buffers of bodies come from a pool that the whole process shares: nothing of a body stays in them or reaches them later.</summary>
public class PooledBufferTests
{
    [Fact]
    public async Task Given_AReaderWithBytesLeft_When_Disposed_Expect_ThemWiped()
    {
        var frames = new SeenStream(await Bodies.SealAsync(40));
        var stream = new OpeningStream(frames, Bodies.Opener());
        Assert.Equal(10, await stream.ReadAsync(new byte[10]));
        byte[] buffer = frames.Buffer!;
        Assert.Equal(Bodies.Plaintext(40), buffer[..40]);

        await stream.DisposeAsync();

        Assert.False(buffer.AsSpan(0, 40).ContainsAnyExcept((byte)0));
    }

    // Whoever gets the buffer next would find the bytes of a read that ends later in it.
    [Fact]
    public async Task Given_AReadUnderWay_When_TheReaderIsDisposed_Expect_TheBufferNotInThePool()
    {
        var frames = new SeenStream([]) { Ends = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously) };
        var stream = new OpeningStream(frames, Bodies.Opener());
        Task<int> read = stream.ReadAsync(new byte[10]).AsTask();
        byte[] buffer = frames.Buffer!;

        await stream.DisposeAsync();

        byte[][] rented = [.. Enumerable.Range(0, 200).Select(_ => ArrayPool<byte>.Shared.Rent(buffer.Length))];
        Assert.DoesNotContain(rented, array => ReferenceEquals(array, buffer));
        frames.Ends.SetResult(0);
        await Assert.ThrowsAnyAsync<IOException>(() => read);
    }

    [Fact]
    public async Task Given_AnAnnouncedLength_When_AFrameIsLonger_Expect_ChannelException() =>
        await Assert.ThrowsAsync<ChannelException>(async () => await Bodies.OpenAsync(await Bodies.SealAsync(40), length: 10));

    // Shows the array behind the memory that it is read into.
    private sealed class SeenStream(byte[] bytes) : MemoryStream(bytes)
    {
        public byte[]? Buffer { get; private set; }

        public TaskCompletionSource<int>? Ends { get; init; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Assert.True(MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> segment));
            Buffer = segment.Array;
            return Ends is null ? base.ReadAsync(buffer, cancellationToken) : new ValueTask<int>(Ends.Task);
        }
    }
}
