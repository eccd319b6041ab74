using System.Collections.Concurrent;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.Channels.Tests.Client;

public class RequestNumbersTests
{
    private readonly RequestNumbers _numbers = new();

    [Fact]
    public async Task Given_ManyThreads_When_TheyDrawAndAnswer_Expect_EachNumberOnceAndNoneLeftOut()
    {
        const int Threads = 8, Each = 5000;
        var drawn = new ConcurrentBag<ulong>();

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < Each; i++)
            {
                ulong number = (await _numbers.DrawAsync(CancellationToken.None))!.Value;
                drawn.Add(number);
                _numbers.Answered(number);
            }
        })));

        Assert.Equal(Enumerable.Range(0, Threads * Each).Select(n => (ulong)n), drawn.Order());
    }

    [Fact]
    public async Task Given_2048Unanswered_When_AnotherIsDrawn_Expect_ItToWaitForTheOldest()
    {
        await DrawAsync(2048);
        Task<ulong?> next = _numbers.DrawAsync(CancellationToken.None).AsTask();

        _numbers.Answered(1); // not the oldest
        Assert.False(next.IsCompleted);
        _numbers.Answered(0);

        Assert.Equal(2048ul, await next);
    }

    [Fact]
    public async Task Given_2047Unanswered_When_AnotherIsDrawn_Expect_NoWait()
    {
        await DrawAsync(2047);

        Assert.True(_numbers.DrawAsync(CancellationToken.None).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Given_ManyWait_When_TheOldestIsAnswered_Expect_OneToGoOn()
    {
        await DrawAsync(2048);
        List<Task<ulong?>> waiting = [.. Enumerable.Range(0, 10).Select(_ => _numbers.DrawAsync(CancellationToken.None).AsTask())];

        _numbers.Answered(0);
        Task<ulong?> first = await Task.WhenAny(waiting);
        Assert.Equal(2048ul, await first);
        _numbers.Answered(1);
        waiting.Remove(first);

        Assert.Equal(2049ul, await await Task.WhenAny(waiting));
    }

    [Fact]
    public async Task Given_AWait_When_Cancelled_Expect_OperationCanceledExceptionAndNoNumberLost()
    {
        await DrawAsync(2048);
        using var cancellation = new CancellationTokenSource();
        Task<ulong?> waiting = _numbers.DrawAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _numbers.Answered(0);
        Assert.Equal(2048ul, await _numbers.DrawAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Given_ANumber_When_AnsweredTwice_Expect_NoHarm()
    {
        await DrawAsync(2048);
        _numbers.Answered(0);
        _numbers.Answered(0);

        await _numbers.DrawAsync(CancellationToken.None);

        Assert.False(_numbers.DrawAsync(CancellationToken.None).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Given_AllNumbersDrawn_When_AnotherIsDrawn_Expect_Null()
    {
        for (ulong n = 0; n < ChannelServer.MaxRequests; n++)
        {
            Assert.True(_numbers.HasMore);
            Assert.Equal(n, await _numbers.DrawAsync(CancellationToken.None));
            _numbers.Answered(n);
        }

        Assert.False(_numbers.HasMore);
        Assert.Null(await _numbers.DrawAsync(CancellationToken.None));
    }

    private async Task DrawAsync(int count)
    {
        for (int i = 0; i < count; i++)
            await _numbers.DrawAsync(CancellationToken.None);
    }
}
