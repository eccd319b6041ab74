using CsCheck;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.Channels.Tests.Server;

public class ReplayWindowTests
{
    private readonly ReplayWindow _window = new();

    [Fact]
    public void Given_NumbersInOrder_When_EachComesTwice_Expect_TheFirstOnly()
    {
        for (ulong n = 0; n < 3 * ReplayWindow.Size; n++)
        {
            Assert.True(_window.TryMark(n));
            Assert.False(_window.TryMark(n));
        }
    }

    [Fact]
    public void Given_NumbersInReverse_When_EachComesTwice_Expect_TheFirstOnly()
    {
        for (ulong n = ReplayWindow.Size; n-- > 0;)
            Assert.True(_window.TryMark(n));
        for (ulong n = 0; n < ReplayWindow.Size; n++)
            Assert.False(_window.TryMark(n));
    }

    // 4095 behind the highest is the last that the window still knows.
    [Theory]
    [InlineData(4095ul, 0ul, true)]
    [InlineData(4096ul, 0ul, false)]
    [InlineData(4097ul, 1ul, false)]
    [InlineData(4097ul, 2ul, true)]
    [InlineData(100_000ul, 95_905ul, true)]
    [InlineData(100_000ul, 95_904ul, false)]
    public void Given_ANumber_When_AnEarlierOneFollows_Expect_TheWindowsEdge(ulong first, ulong second, bool marked)
    {
        Assert.True(_window.TryMark(first));

        Assert.Equal(marked, _window.TryMark(second));
    }

    [Fact]
    public void Given_AFarJump_When_OldNumbersFollow_Expect_NoneTakenAndNewOnesFree()
    {
        for (ulong n = 0; n < 100; n++)
            _window.TryMark(n);

        Assert.True(_window.TryMark(1_000_000));

        Assert.False(_window.TryMark(99));
        Assert.False(_window.TryMark(1_000_000));
        Assert.True(_window.TryMark(1_000_000 - 4095));
        Assert.True(_window.TryMark(1_000_001));
    }

    [Fact]
    public void Given_AnyNumbers_When_Marked_Expect_WhatAListOfAllWouldSay() =>
        Gen.ULong[0, 12_000].Array[0, 200].Sample(numbers =>
        {
            var window = new ReplayWindow();
            var seen = new HashSet<ulong>();
            ulong highest = 0;
            foreach (ulong n in numbers)
            {
                bool expected = n + ReplayWindow.Size > highest && seen.Add(n);
                if (window.TryMark(n) != expected)
                    return false;
                highest = Math.Max(highest, n);
            }

            return true;
        });

    [Fact]
    public async Task Given_SixtyFourThreads_When_AllMarkTheSameNumbers_Expect_OneWinnerEach()
    {
        const int Threads = 64, Numbers = 2000;
        int[] winners = new int[Numbers];
        using var barrier = new Barrier(Threads);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                for (int n = 0; n < Numbers; n++)
                {
                    if (_window.TryMark((ulong)n))
                        Interlocked.Increment(ref winners[n]);
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.All(winners, count => Assert.Equal(1, count));
    }
}
