using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Channels.Tests.Idempotency;

public class MemoryIdempotencyStoreTests : IdempotencyStoreContract
{
    private MemoryIdempotencyStore? _store;

    [Fact]
    public async Task Given_ARequestWithoutEffect_When_Withdrawn_Expect_NothingCounted()
    {
        MemoryIdempotencyStore store = Create();
        await store.BeginAsync(Use());
        await store.WithdrawAsync(Use());

        Assert.Equal(0, store.CountedBytes);
    }

    [Fact]
    public async Task Given_AnAnswer_When_TheRetentionIsOver_Expect_ItForgottenAndNothingCounted()
    {
        MemoryIdempotencyStore store = Create();
        await RunAsync(store, Use(), "done");

        Clock.Advance(Defaults.Retention - TimeSpan.FromSeconds(1));
        Assert.Equal(1, store.Count);
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0, store.Count);
        Assert.Equal(0, store.CountedBytes);
    }

    [Fact]
    public async Task Given_ARequestThatRunsLongerThanTheRetention_When_ItComesAgain_Expect_ItToBeCalledRunning()
    {
        MemoryIdempotencyStore store = Create();
        await store.BeginAsync(Use());

        Clock.Advance(2 * Defaults.Retention);

        Assert.Equal(IdempotencyVerdict.Running, await VerdictAsync(store, Use()));
        await store.KeepAsync(Use(), Answer("done"));
        Assert.Equal((0, 0), (store.Count, store.CountedBytes));
    }

    // What the client says of its first attempt, which the store does not know: seconds that the store is up, age, whether it went here.
    [Theory]
    [InlineData(100, 98, null, IdempotencyVerdict.Run)]
    [InlineData(100, 99, null, IdempotencyVerdict.MayHaveRun)]
    [InlineData(100, 5000, null, IdempotencyVerdict.MayHaveRun)]
    [InlineData(0, 0, null, IdempotencyVerdict.MayHaveRun)]
    [InlineData(100, 5000, true, IdempotencyVerdict.Run)]
    [InlineData(100, 1, false, IdempotencyVerdict.MayHaveRun)]
    public async Task Given_ARequestThatWasSentBefore_When_ItIsNotKnown_Expect_ItToRunOnlyIfItCannotHave(
        int upSeconds, int age, bool? here, IdempotencyVerdict expected)
    {
        MemoryIdempotencyStore store = Create();
        Clock.Advance(TimeSpan.FromSeconds(upSeconds));

        Assert.Equal(expected, await VerdictAsync(store, Use() with { Age = TimeSpan.FromSeconds(age), FirstSentHere = here }));
    }

    [Fact]
    public async Task Given_AMachineWhoseClockIsSetBack_When_ARequestWasSentBefore_Expect_TheShorterTimeToCount()
    {
        var time = new SteppedTime();
        var store = new MemoryIdempotencyStore(Defaults, time);
        time.Monotonic += TimeSpan.FromSeconds(100);
        time.OfDay -= TimeSpan.FromSeconds(100);

        Assert.Equal(IdempotencyVerdict.MayHaveRun, await VerdictAsync(store, Use() with { Age = TimeSpan.FromSeconds(50) }));
    }

    [Theory]
    [InlineData("Retention", 0, 1024, 1, 1)]
    [InlineData("MaxAnswerLength", 60, -1, 1, 1)]
    [InlineData("MaxBytesPerIdentity", 60, 1024, 0, 1)]
    [InlineData("MaxBytesPerIdentity", 60, 1024, 2, 1)]
    public void Given_OptionsThatNothingCanLiveBy_When_Validated_Expect_TheOptionNamed(string name, int minutes, int answer, int identity, int all)
    {
        IdempotencyOptions options = Limits(identity, all) with { Retention = TimeSpan.FromMinutes(minutes), MaxAnswerLength = answer };

        Assert.StartsWith(name, Assert.Single(options.Validate()));
    }

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    // The storage is the store's own.
    protected override IIdempotencyStore Open(IdempotencyOptions? options = null) =>
        _store ??= new MemoryIdempotencyStore(options ?? Defaults, Clock);

    private MemoryIdempotencyStore Create() => (MemoryIdempotencyStore)Open();

    private sealed class SteppedTime : TimeProvider
    {
        public TimeSpan Monotonic { get; set; }

        public TimeSpan OfDay { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Monotonic.Ticks;

        public override DateTimeOffset GetUtcNow() => TestServer.Start + OfDay;
    }
}
