using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

public class QuantumSealStreamTests
{
    private const int Chunk = QuantumSeal.ChunkSize;
    private const int SealedChunk = Chunk + 16;
    private const int Preamble = 10 + 1088;

    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 2 * Chunk).Select(static i => (byte)(i % 251))];
    private static readonly KemPrivateKey Recipient = KemPrivateKey.Generate(KemAlgorithm.MLKem768);

    [Theory]
    [MemberData(nameof(QuantumSealTests.Sizes), MemberType = typeof(QuantumSealTests))]
    public async Task Given_SealedStream_When_OpenedAsBytesAndAsStream_Expect_TheMessage(int size, int chunks)
    {
        byte[] message = RandomNumberGenerator.GetBytes(size);
        byte[] box = await SealAsync(message);

        Assert.Equal(Preamble + size + (16 * chunks), box.Length);
        Assert.Equal(message, QuantumSeal.Open(Recipient, box, "info"u8, "aad"u8));
        Assert.Equal(message, await OpenAsync(box));
    }

    [Theory]
    [MemberData(nameof(QuantumSealTests.Sizes), MemberType = typeof(QuantumSealTests))]
    public async Task Given_SealedBytes_When_OpenedFromStreamThatReadsLittle_Expect_TheMessage(int size, int chunks)
    {
        _ = chunks;
        byte[] message = RandomNumberGenerator.GetBytes(size);
        using TrickleStream source = new(QuantumSeal.Seal(Recipient.PublicKey, message, "info"u8, "aad"u8));
        using MemoryStream opened = new();
        await QuantumSeal.OpenAsync(Recipient, source, opened, "info"u8.ToArray(), "aad"u8.ToArray());
        Assert.Equal(message, opened.ToArray());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(Preamble - 1, 0)]
    [InlineData(Preamble, 0)]
    [InlineData(Preamble + 16, 0)]
    [InlineData(Preamble + SealedChunk, 0)]
    [InlineData(Preamble + SealedChunk + 1, Chunk)]
    [InlineData(Preamble + (2 * SealedChunk), Chunk)]
    [InlineData(Preamble + (2 * SealedChunk) + 20, 2 * Chunk)]
    public async Task Given_SealedStream_When_Truncated_Expect_RefusedAfterTheChunksThatAreCertain(int size, int released)
    {
        byte[] message = RandomNumberGenerator.GetBytes((2 * Chunk) + 5);
        byte[] box = await SealAsync(message);
        await AssertRefused(box[..size], message[..released]);
    }

    [Fact]
    public async Task Given_StreamThatEndsBeforeItsFirstChunk_When_Opened_Expect_RefusedAsThat()
    {
        byte[] box = await SealAsync([]);
        using MemoryStream truncated = new(box[..(Preamble - 1)]);

        CryptographicException e = await Assert.ThrowsAsync<CryptographicException>(
            () => QuantumSeal.OpenAsync(Recipient, truncated, Stream.Null));

        Assert.Equal("The sealed message ends before its first chunk.", e.Message);
    }

    [Theory]
    [InlineData(5, 1, 0)]
    [InlineData(Chunk, 1, 0)]
    [InlineData(Chunk, 16, 0)]
    [InlineData(Chunk, 17, 0)]
    [InlineData(2 * Chunk, SealedChunk, Chunk)]
    public async Task Given_SealedStream_When_Extended_Expect_RefusedAtTheLastChunk(int size, int more, int released)
    {
        byte[] message = RandomNumberGenerator.GetBytes(size);
        byte[] box = [.. await SealAsync(message), .. new byte[more]];
        await AssertRefused(box, message[..released]);
    }

    [Fact]
    public async Task Given_SealedStream_When_ChunksSwapped_Expect_Refused()
    {
        byte[] box = await SealAsync(new byte[3 * Chunk]);
        byte[] swapped =
        [
            .. box[..Preamble],
            .. box[(Preamble + SealedChunk)..(Preamble + (2 * SealedChunk))],
            .. box[Preamble..(Preamble + SealedChunk)],
            .. box[(Preamble + (2 * SealedChunk))..],
        ];
        await AssertRefused(swapped, []);
    }

    [Fact]
    public async Task Given_ChunkChangedInTheMiddle_When_Opened_Expect_OnlyTheChunksBeforeReleased()
    {
        byte[] message = RandomNumberGenerator.GetBytes(3 * Chunk);
        byte[] box = await SealAsync(message);
        box[Preamble + SealedChunk + 100] ^= 1;
        await AssertRefused(box, message[..Chunk]);
    }

    [Fact]
    public async Task Given_OtherInfoOrAad_When_StreamOpened_Expect_RefusedAndNothingReleased()
    {
        byte[] box = await SealAsync(new byte[2 * Chunk]);
        using MemoryStream opened = new();
        await Assert.ThrowsAnyAsync<CryptographicException>(
            () => QuantumSeal.OpenAsync(Recipient, new MemoryStream(box), opened, "other"u8.ToArray(), "aad"u8.ToArray()));
        await Assert.ThrowsAnyAsync<CryptographicException>(
            () => QuantumSeal.OpenAsync(Recipient, new MemoryStream(box), opened, "info"u8.ToArray()));
        Assert.Equal(0, opened.Length);
    }

    /// <summary>The streams complete at once, and so all is done on this thread, whose allocations can be counted.</summary>
    [Fact]
    public void Given_LongStream_When_SealedAndOpened_Expect_FlatMemory()
    {
        const int Size = 32 * 1024 * 1024;
        const int Allowance = 512 * 1024;
        using GeneratedStream message = new(Size);
        using MemoryStream box = new((int)QuantumSeal.GetSealedSize(KemAlgorithm.MLKem768, Size));
        using CheckingStream opened = new();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(QuantumSeal.SealAsync(Recipient.PublicKey, message, box).IsCompletedSuccessfully);
        long sealing = GC.GetAllocatedBytesForCurrentThread() - before;
        box.Position = 0;
        before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(QuantumSeal.OpenAsync(Recipient, box, opened).IsCompletedSuccessfully);
        long opening = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Size, opened.Length);
        Assert.InRange(sealing, 2 * Chunk, Allowance);
        Assert.InRange(opening, 2 * Chunk, Allowance);
        Assert.Equal(Chunk + 1, message.LargestRead);
        Assert.Equal(Chunk, opened.LargestWrite);
    }

    [Fact]
    public async Task Given_Cancellation_When_InTheMiddle_Expect_ItsExceptionAndStreamsLeftToTheirOwner()
    {
        using CancellationTokenSource cancellation = new();
        using GeneratedStream message = new(long.MaxValue) { AtByte = (10L * Chunk, cancellation.Cancel) };
        using MemoryStream box = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            QuantumSeal.SealAsync(Recipient.PublicKey, message, box, cancellationToken: cancellation.Token));

        Assert.True(message.CanRead);
        Assert.True(box.CanWrite);
        box.Position = 0;
        using MemoryStream opened = new();
        await Assert.ThrowsAnyAsync<CryptographicException>(() => QuantumSeal.OpenAsync(Recipient, box, opened));
        box.Position = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            QuantumSeal.OpenAsync(Recipient, box, opened, cancellationToken: cancellation.Token));
    }

    [Fact]
    public async Task Given_FailingStreams_When_Sealed_Expect_TheirException()
    {
        using GeneratedStream failing = new(long.MaxValue) { AtByte = (3L * Chunk, static () => throw new IOException("gone")) };
        await Assert.ThrowsAsync<IOException>(() => QuantumSeal.SealAsync(Recipient.PublicKey, failing, Stream.Null));
    }

    [Fact]
    public async Task Given_EmptyStream_When_Opened_Expect_Refused() => await AssertRefused([], []);

    private static ReadOnlySpan<byte> Pattern(long position, int size) => Bytes.AsSpan((int)(position % 251), size);

    private static async Task<byte[]> SealAsync(byte[] message)
    {
        using MemoryStream box = new();
        await QuantumSeal.SealAsync(
            Recipient.PublicKey, new MemoryStream(message), box, "info"u8.ToArray(), "aad"u8.ToArray());
        return box.ToArray();
    }

    private static async Task<byte[]> OpenAsync(byte[] box)
    {
        using MemoryStream opened = new();
        await QuantumSeal.OpenAsync(Recipient, new MemoryStream(box), opened, "info"u8.ToArray(), "aad"u8.ToArray());
        return opened.ToArray();
    }

    private static async Task AssertRefused(byte[] box, byte[] released)
    {
        using MemoryStream opened = new();
        await Assert.ThrowsAnyAsync<CryptographicException>(() => QuantumSeal.OpenAsync(
            Recipient, new MemoryStream(box), opened, "info"u8.ToArray(), "aad"u8.ToArray()));
        Assert.Equal(released, opened.ToArray());
    }

    /// <summary>Gives out at most 1,000 bytes a time.</summary>
    private sealed class TrickleStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1000)], cancellationToken);
    }

    /// <summary>As many bytes as asked for, each of them its position modulo 251.</summary>
    private sealed class GeneratedStream(long size) : TestStream
    {
        private long _position;

        public int LargestRead { get; private set; }

        public (long Byte, Action Act)? AtByte { get; init; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (AtByte is { } at && _position >= at.Byte)
                at.Act();
            cancellationToken.ThrowIfCancellationRequested();
            LargestRead = Math.Max(LargestRead, buffer.Length);
            int read = (int)Math.Min(buffer.Length, size - _position);
            Pattern(_position, read).CopyTo(buffer.Span);
            _position += read;
            return ValueTask.FromResult(read);
        }
    }

    /// <summary>Checks that what it gets is a generated stream.</summary>
    private sealed class CheckingStream : TestStream
    {
        private long _length;

        public int LargestWrite { get; private set; }

        public override long Length => _length;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!buffer.Span.SequenceEqual(Pattern(_length, buffer.Length)))
                throw new InvalidDataException($"The chunk at {_length} is another.");
            _length += buffer.Length;
            LargestWrite = Math.Max(LargestWrite, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }

    private abstract class TestStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
