using CsCheck;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Records;

public class BodyStreamTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Bodies.Max - 1)]
    [InlineData(Bodies.Max)]
    [InlineData(Bodies.Max + 1)]
    [InlineData(3 * Bodies.Max)]
    public async Task Given_ABody_When_SealedAndOpened_Expect_ItsBytes(int size) =>
        Assert.Equal(Bodies.Plaintext(size), await Bodies.OpenAsync(await Bodies.SealAsync(size), length: size));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(Bodies.Max, 1)]
    [InlineData(Bodies.Max + 1, 2)]
    [InlineData(3 * Bodies.Max, 3)]
    public async Task Given_ABody_When_Sealed_Expect_NoMoreFramesThanItNeeds(int size, int frames) =>
        Assert.Equal(size + (frames * FrameSealer.Overhead), (await Bodies.SealAsync(size)).Length);

    [Fact]
    public async Task Given_ABodyOfAnyLength_When_TheLengthOfItsFramesIsAsked_Expect_WhatIsWritten()
    {
        using FrameSealer sealer = Bodies.Sealer();
        for (int size = 0; size < 5 * Bodies.Max; size++)
            Assert.Equal((await Bodies.SealAsync(size)).Length, sealer.SealedLength(size));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(21)]
    public async Task Given_AStreamThatGivesAFewBytesAtATime_When_Read_Expect_ItsBytes(int chunk) =>
        Assert.Equal(Bodies.Plaintext(200), await Bodies.OpenAsync(await Bodies.SealAsync(200), chunk: chunk));

    [Fact]
    public async Task Given_FramesOfSixtyFourKibibytes_When_SealedAndOpened_Expect_ItsBytes()
    {
        byte[] body = await Bodies.SealAsync(200_000, Frame.MaxPlaintext);

        Assert.Equal(Bodies.Plaintext(200_000), await Bodies.OpenAsync(body, Frame.MaxPlaintext));
    }

    [Fact]
    public async Task Given_AnyWritesAndFlushes_When_Opened_Expect_ItsBytes() =>
        await Gen.Select(Gen.Int[0, 150], Gen.Bool).Array[0, 8].SampleAsync(async writes =>
        {
            using var frames = new MemoryStream();
            using var plaintext = new MemoryStream();
            await using var stream = new SealingStream(frames, Bodies.Sealer());
            foreach ((int size, bool flush) in writes)
            {
                plaintext.Write(Bodies.Plaintext(size));
                await stream.WriteAsync(Bodies.Plaintext(size));
                if (flush)
                    await stream.FlushAsync();
            }

            await stream.CompleteAsync();
            Assert.Equal(plaintext.ToArray(), await Bodies.OpenAsync(frames.ToArray()));
        });

    [Fact]
    public async Task Given_AFlush_When_TheReaderReads_Expect_WhatWasWrittenSoFar()
    {
        using var frames = new MemoryStream();
        await using var stream = new SealingStream(frames, Bodies.Sealer());
        await stream.WriteAsync(new byte[] { 1, 2 });
        await stream.FlushAsync();
        await using var reader = new OpeningStream(new MemoryStream(frames.ToArray()), Bodies.Opener());
        var read = new byte[10];

        Assert.Equal(2, await reader.ReadAsync(read));
        Assert.Equal([1, 2], read[..2]);
    }

    [Fact]
    public async Task Given_NothingBuffered_When_Flushed_Expect_NoFrame()
    {
        using var frames = new MemoryStream();
        await using var stream = new SealingStream(frames, Bodies.Sealer());

        await stream.FlushAsync();

        Assert.Equal(0, frames.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2 * Bodies.Max)]
    public async Task Given_AWriterThatGivesUp_When_Read_Expect_ChannelException(int size)
    {
        using var frames = new MemoryStream();
        await using (var stream = new SealingStream(frames, Bodies.Sealer()))
        {
            await stream.WriteAsync(Bodies.Plaintext(size));
            await stream.FlushAsync();
        }

        await Assert.ThrowsAsync<ChannelException>(() => Bodies.OpenAsync(frames.ToArray()));
    }

    [Fact]
    public async Task Given_ACompleteBody_When_Written_Expect_InvalidOperationExceptionAtOnce()
    {
        using var frames = new MemoryStream();
        await using var stream = new SealingStream(frames, Bodies.Sealer());
        await stream.CompleteAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await stream.WriteAsync(new byte[1]));
    }

    [Fact]
    public async Task Given_ACompleteBody_When_CompletedAgain_Expect_InvalidOperationException()
    {
        using var frames = new MemoryStream();
        await using var stream = new SealingStream(frames, Bodies.Sealer());
        await stream.CompleteAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await stream.CompleteAsync());
    }

    [Fact]
    public async Task Given_ADisposedWriter_When_WrittenOrCompleted_Expect_ObjectDisposedException()
    {
        using var frames = new MemoryStream();
        var stream = new SealingStream(frames, Bodies.Sealer());
        await stream.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.WriteAsync(new byte[1]));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.CompleteAsync());
        Assert.Equal(0, frames.Length);
    }

    // The plaintext that is left has been wiped: it must not be given out as if it were the body's.
    [Fact]
    public async Task Given_AReaderWithBytesLeft_When_DisposedAndRead_Expect_ObjectDisposedException()
    {
        var stream = new OpeningStream(new MemoryStream(await Bodies.SealAsync(10)), Bodies.Opener());
        Assert.Equal(1, await stream.ReadAsync(new byte[1]));
        await stream.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.ReadExactlyAsync(new byte[9]));
    }

    [Fact]
    public async Task Given_AForgedFirstFrame_When_ReadAhead_Expect_False()
    {
        byte[] body = await Bodies.SealAsync(10);
        body[5] ^= 1;
        await using var stream = new OpeningStream(new MemoryStream(body), Bodies.Opener());

        Assert.False(await stream.TryReadFirstFrameAsync(CancellationToken.None));
        Assert.True(stream.HasFailed);
    }

    [Fact]
    public async Task Given_AFirstFrameReadAhead_When_TheBodyIsRead_Expect_AllOfIt()
    {
        await using var stream = new OpeningStream(new MemoryStream(await Bodies.SealAsync(100)), Bodies.Opener());
        using var plaintext = new MemoryStream();

        Assert.True(await stream.TryReadFirstFrameAsync(CancellationToken.None));
        await stream.CopyToAsync(plaintext);

        Assert.Equal(Bodies.Plaintext(100), plaintext.ToArray());
    }

    [Fact]
    public async Task Given_AnInnerStreamThatBreaks_When_ReadAgain_Expect_NeverANormalEnd()
    {
        byte[] body = await Bodies.SealAsync(10);
        await using var stream = new OpeningStream(new BreakingStream(body), Bodies.Opener());

        await Assert.ThrowsAsync<IOException>(async () => await stream.ReadExactlyAsync(new byte[10]));
        await Assert.ThrowsAsync<ChannelException>(async () => await stream.ReadExactlyAsync(new byte[10]));
    }

    [Fact]
    public async Task Given_SynchronousCalls_When_Made_Expect_NotSupportedException()
    {
        await using var writer = new SealingStream(Stream.Null, Bodies.Sealer());
        await using var reader = new OpeningStream(new MemoryStream(), Bodies.Opener());

        Assert.Throws<NotSupportedException>(() => writer.Write(new byte[1], 0, 1));
        Assert.Throws<NotSupportedException>(() => reader.Read(new byte[1], 0, 1));
    }

    // Over HTTP/2 .NET keeps a request's head until the first flush: a client that waits for the server to speak needs it.
    [Fact]
    public async Task Given_NothingWritten_When_Flushed_Expect_TheStreamBelowFlushed()
    {
        using var inner = new FlushedStream();
        await using var stream = new SealingStream(inner, Bodies.Sealer());

        await stream.FlushAsync();

        Assert.True(inner.IsFlushed);
        Assert.Equal(0, inner.Length);
    }

    private sealed class FlushedStream : MemoryStream
    {
        public bool IsFlushed { get; private set; }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            IsFlushed = true;
            return Task.CompletedTask;
        }
    }

    // Breaks when it has given all its bytes and is asked whether there is more.
    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
    {
        private bool _broken;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < Length || _broken)
                return base.ReadAsync(buffer, cancellationToken);
            _broken = true;
            throw new IOException("The connection was reset.");
        }
    }
}
