using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Testing;

namespace QuantumAttributes.AspNetCore.Tests.Status;

public class LogPaceTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ManualTime _time = new();

    [Fact]
    public void Given_TheFirst_When_Counted_Expect_ItWritten()
    {
        var pace = new LogPace(_time, Interval);

        Assert.True(pace.TryWrite(out long count));
        Assert.Equal(1, count);
    }

    [Fact]
    public void Given_OthersWithinTheInterval_When_Counted_Expect_ThemWrittenWithTheFirstAfterIt()
    {
        var pace = new LogPace(_time, Interval);
        pace.TryWrite(out _);
        _time.Advance(Interval - TimeSpan.FromTicks(1));
        Assert.False(pace.TryWrite(out _));
        Assert.False(pace.TryWrite(out _));

        _time.Advance(TimeSpan.FromTicks(1));

        Assert.True(pace.TryWrite(out long count));
        Assert.Equal(3, count);
    }
}
