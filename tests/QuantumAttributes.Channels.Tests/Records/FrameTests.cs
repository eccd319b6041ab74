using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Tests.Reference;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Records;

/// <summary>What an attacker can do to a body's frames: every read ends in an exception, never in a normal end.</summary>
public class FrameTests
{
    private static readonly byte[][] Three = Bodies.Frames([1, 2, 3], [4, 5], [6]);

    [Fact]
    public async Task Given_ABodyOfThreeFrames_When_Read_Expect_ItsBytes() =>
        Assert.Equal([1, 2, 3, 4, 5, 6], await Bodies.OpenAsync(Bodies.Join(Three)));

    [Fact]
    public async Task Given_OneEmptyLastFrame_When_Read_Expect_AnEmptyBody() =>
        Assert.Empty(await Bodies.OpenAsync(Bodies.Join(Bodies.Frames(Array.Empty<byte>()))));

    [Theory]
    [InlineData(1, 0, 2)] // reordered
    [InlineData(0, 2, 1)]
    [InlineData(2, 0, 1)]
    [InlineData(0, 2)] // dropped
    [InlineData(1, 2)]
    [InlineData(2)]
    [InlineData(0, 1)] // truncated
    [InlineData(0)]
    [InlineData]
    [InlineData(0, 0, 1, 2)] // duplicated
    [InlineData(0, 1, 1, 2)]
    [InlineData(0, 1, 2, 2)]
    [InlineData(0, 1, 2, 0, 1, 2)]
    public Task Given_ThreeFrames_When_TheirOrderIsChanged_Expect_ChannelException(params int[] order) =>
        ShouldFailAsync(Bodies.Join([.. order.Select(i => Three[i])]));

    [Fact]
    public async Task Given_ABody_When_CutAtAnyLength_Expect_ChannelException()
    {
        byte[] body = Bodies.Join(Three);
        for (int length = 0; length < body.Length; length++)
            await ShouldFailAsync(body[..length]);
    }

    [Fact]
    public async Task Given_ABody_When_AnyBitIsFlipped_Expect_ChannelException()
    {
        byte[] body = Bodies.Join(Three);
        for (int bit = 0; bit < body.Length * 8; bit++)
        {
            byte[] flipped = [.. body];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            await ShouldFailAsync(flipped);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public Task Given_ABody_When_BytesFollowIt_Expect_ChannelException(int count) =>
        ShouldFailAsync(Bodies.Join([.. Three, new byte[count]]));

    // Sealed with the right key by a peer that does not keep the rules: the frame is authentic, and still none.
    [Fact]
    public async Task Given_AnEmptyFrameThatIsNotTheLast_When_Read_Expect_ChannelException()
    {
        byte[] head = [0, 0, 0, 16];

        Assert.False(Bodies.Opener().TryReadHead(head, out _, out _));
        await ShouldFailAsync(Bodies.Join(head, new byte[16], Bodies.Join(Three)));
    }

    [Fact]
    public async Task Given_AFrameLongerThanAgreed_When_Read_Expect_ChannelException()
    {
        byte[] body = await Bodies.SealAsync(Bodies.Max + 1, max: Bodies.Max + 1);

        await ShouldFailAsync(body);
    }

    [Theory]
    [InlineData(0x0000_0010u, false)]
    [InlineData(0x0000_0011u, true)]
    [InlineData(0x0000_0050u, true)]
    [InlineData(0x0000_0051u, false)]
    [InlineData(0x7fff_ffffu, false)]
    [InlineData(0x8000_0000u, false)]
    [InlineData(0x8000_000fu, false)]
    [InlineData(0x8000_0010u, true)]
    [InlineData(0x8000_0050u, true)]
    [InlineData(0x8000_0051u, false)]
    [InlineData(0xffff_ffffu, false)]
    public void Given_AHead_When_Read_Expect_OnlyLengthsThatAFrameOfSixtyFourBytesCanHave(uint head, bool valid) =>
        Assert.Equal(valid, Bodies.Opener().TryReadHead(Bits.U32(head), out _, out _));

    [Theory]
    [InlineData(0, true)]
    [InlineData(15, true)]
    [InlineData(16, false)]
    [InlineData(Bodies.Max + 17, true)]
    public void Given_AFrameOfALengthThatNoneHas_When_Opened_Expect_False(int length, bool last)
    {
        using FrameOpener opener = Bodies.Opener();

        Assert.False(opener.TryOpen(new byte[length], last, new byte[length]));
    }

    [Fact]
    public void Given_TheLastFrameWasOpened_When_AnotherComes_Expect_False()
    {
        using FrameSealer sealer = Bodies.Sealer();
        using FrameOpener opener = Bodies.Opener();
        var frame = new byte[1 + FrameSealer.Overhead];
        sealer.Seal([1], last: true, frame);
        Assert.True(opener.TryOpen(frame.AsSpan(4), last: true, new byte[1]));

        Assert.False(opener.TryOpen(frame.AsSpan(4), last: true, new byte[1]));
    }

    [Fact]
    public async Task Given_TheBodyOfAnotherRequest_When_Read_Expect_ChannelException()
    {
        await using var stream = new OpeningStream(new MemoryStream(Bodies.Join(Three)), Bodies.Opener(n: 8));

        await Assert.ThrowsAsync<ChannelException>(() => stream.CopyToAsync(Stream.Null));
    }

    [Fact]
    public async Task Given_TheBodyOfAnotherHead_When_Read_Expect_ChannelException()
    {
        await using var stream = new OpeningStream(new MemoryStream(Bodies.Join(Three)), Bodies.Opener(data: "tail"));

        await Assert.ThrowsAsync<ChannelException>(() => stream.CopyToAsync(Stream.Null));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public Task Given_AContentLengthThatTheBodyHasNot_When_Read_Expect_ChannelException(long length) =>
        ShouldFailAsync(Bodies.Join(Three), length);

    [Fact]
    public async Task Given_TheRightContentLength_When_Read_Expect_ItsBytes() =>
        Assert.Equal(6, (await Bodies.OpenAsync(Bodies.Join(Three), length: 6)).Length);

    [Fact]
    public void Given_AFrameWasSealed_When_TheNextHasTheSamePlaintext_Expect_OtherBytes()
    {
        byte[][] frames = Bodies.Frames([1, 2, 3], [1, 2, 3], []);

        Assert.NotEqual(frames[0], frames[1]);
    }

    [Fact]
    public void Given_TheLastFrameWasSealed_When_AnotherFollows_Expect_InvalidOperationException()
    {
        using FrameSealer sealer = Bodies.Sealer();
        sealer.Seal([], last: true, new byte[FrameSealer.Overhead]);

        Assert.Throws<InvalidOperationException>(() => sealer.Seal([1], last: false, new byte[100]));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(Bodies.Max + 1, false)]
    [InlineData(Bodies.Max + 1, true)]
    public void Given_APlaintextThatNoFrameHolds_When_Sealed_Expect_ArgumentException(int size, bool last)
    {
        using FrameSealer sealer = Bodies.Sealer();

        Assert.Throws<ArgumentException>(() => sealer.Seal(new byte[size], last, new byte[200]));
    }

    [Fact]
    public void Given_ABudget_When_ItIsSpent_Expect_ChannelExceptionFromTheSealer()
    {
        using FrameSealer sealer = Bodies.Sealer(budget: 10);
        sealer.Seal(new byte[10], last: false, new byte[100]);

        Assert.Throws<ChannelException>(() => sealer.Seal(new byte[1], last: true, new byte[100]));
    }

    [Fact]
    public async Task Given_ABudget_When_ItIsSpent_Expect_ChannelExceptionFromTheReader()
    {
        await using var stream = new OpeningStream(new MemoryStream(Bodies.Join(Three)), Bodies.Opener(budget: 5));

        await Assert.ThrowsAsync<ChannelException>(() => stream.CopyToAsync(Stream.Null));
    }

    [Fact]
    public void Given_ABudget_When_SpentToTheLastByte_Expect_NoMoreAndNeverAgain()
    {
        var budget = new ByteBudget(10);

        Assert.True(budget.TrySpend(10));
        Assert.True(budget.TrySpend(0));
        Assert.False(budget.TrySpend(1));
        Assert.False(budget.TrySpend(0));
    }

    [Fact]
    public void Given_ABudgetOfSixtyFourGibibytes_When_SpentByManyThreads_Expect_NotOneByteMore()
    {
        var budget = new ByteBudget();
        int step = 1 << 26, spent = 0;

        Parallel.For(0, 2000, _ => Interlocked.Add(ref spent, budget.TrySpend(step) ? 1 : 0));

        Assert.Equal(64L << 30, (long)spent * step);
    }

    private static async Task ShouldFailAsync(byte[] body, long? length = null)
    {
        await using var stream = new OpeningStream(new MemoryStream(body), Bodies.Opener(), length);
        await Assert.ThrowsAsync<ChannelException>(() => stream.CopyToAsync(Stream.Null));
        Assert.True(stream.HasFailed);
        Assert.False(stream.IsComplete);
        await Assert.ThrowsAsync<ChannelException>(async () => await stream.ReadExactlyAsync(new byte[1]));
    }
}
