using System.Text;
using Microsoft.Extensions.Time.Testing;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Idempotency;

public class MemoryIdempotencyStoreTests
{
    private static readonly KeyThumbprint Alice = TestServer.Alice.VerifyingKey.Thumbprint;
    private static readonly KeyThumbprint Bob = TestServer.Bob.VerifyingKey.Thumbprint;
    private static readonly IdempotencyOptions Options = new();

    private readonly FakeTimeProvider _time = new(TestServer.Start);

    [Fact]
    public async Task Given_AKeptAnswer_When_TheSameRequestComesAgain_Expect_ThatAnswer()
    {
        MemoryIdempotencyStore store = Create();
        await RunAsync(store, Use(), "done");

        IdempotencyDecision again = await store.BeginAsync(Use());

        Assert.Equal(IdempotencyVerdict.Answered, again.Verdict);
        Assert.Equal("done", Encoding.UTF8.GetString(again.Answer!.Body.Span));
    }

    [Fact]
    public async Task Given_ARunningRequest_When_TheSameComesAgain_Expect_ItToBeCalledRunning()
    {
        MemoryIdempotencyStore store = Create();
        await store.BeginAsync(Use());

        Assert.Equal(IdempotencyVerdict.Running, await VerdictAsync(store, Use()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_AKeyInUse_When_AnotherRequestHasIt_Expect_AMismatch(bool ended)
    {
        MemoryIdempotencyStore store = Create();
        await store.BeginAsync(Use());
        if (ended)
            await store.KeepAsync(Use(), Answer("done"));

        Assert.Equal(IdempotencyVerdict.Mismatch, await VerdictAsync(store, Use() with { Fingerprint = new byte[32] }));
    }

    [Fact]
    public async Task Given_ARequestThatBrokeOff_When_ItComesAgain_Expect_ThatItMayHaveRun()
    {
        MemoryIdempotencyStore store = Create();
        await store.BeginAsync(Use());
        await store.BreakOffAsync(Use());

        Assert.Equal(IdempotencyVerdict.MayHaveRun, await VerdictAsync(store, Use()));
    }

    [Fact]
    public async Task Given_ARequestWithoutEffect_When_ItComesAgain_Expect_ItToRun()
    {
        MemoryIdempotencyStore store = Create();
        await store.BeginAsync(Use());
        await store.WithdrawAsync(Use());

        Assert.Equal(0, store.CountedBytes);
        Assert.Equal(IdempotencyVerdict.Run, await VerdictAsync(store, Use()));
    }

    [Fact]
    public async Task Given_AKeyOfOneIdentity_When_AnotherUsesIt_Expect_ItToRun()
    {
        MemoryIdempotencyStore store = Create();
        await RunAsync(store, Use(), "for Alice only");

        Assert.Equal(IdempotencyVerdict.Run, await VerdictAsync(store, Use() with { Identity = Bob }));
    }

    [Fact]
    public async Task Given_OneKey_When_64BeginAtOnce_Expect_OneToRun()
    {
        MemoryIdempotencyStore store = Create();
        var verdicts = new IdempotencyVerdict[64];

        await Parallel.ForAsync(0, verdicts.Length, async (i, _) => verdicts[i] = await VerdictAsync(store, Use()));

        Assert.Single(verdicts, verdict => verdict == IdempotencyVerdict.Run);
        Assert.Equal(63, verdicts.Count(verdict => verdict == IdempotencyVerdict.Running));
    }

    [Fact]
    public async Task Given_AnAnswer_When_TheRetentionIsOver_Expect_ItForgottenAndNothingCounted()
    {
        MemoryIdempotencyStore store = Create();
        await RunAsync(store, Use(), "done");

        _time.Advance(Options.Retention - TimeSpan.FromSeconds(1));
        Assert.Equal(1, store.Count);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0, store.Count);
        Assert.Equal(0, store.CountedBytes);
    }

    [Fact]
    public async Task Given_ARequestThatRunsLongerThanTheRetention_When_ItComesAgain_Expect_ItToBeCalledRunning()
    {
        MemoryIdempotencyStore store = Create();
        await store.BeginAsync(Use());

        _time.Advance(2 * Options.Retention);

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
    [InlineData(100, 86_398, true, IdempotencyVerdict.Run)]
    [InlineData(100, 86_399, true, IdempotencyVerdict.MayHaveRun)]
    public async Task Given_ARequestThatWasSentBefore_When_ItIsNotKnown_Expect_ItToRunOnlyIfItCannotHave(
        int upSeconds, int age, bool? here, IdempotencyVerdict expected)
    {
        MemoryIdempotencyStore store = Create();
        _time.Advance(TimeSpan.FromSeconds(upSeconds));

        Assert.Equal(expected, await VerdictAsync(store, Use() with { Age = TimeSpan.FromSeconds(age), FirstSentHere = here }));
    }

    [Fact]
    public async Task Given_ARequestThatWasSentBefore_When_ItsAnswerIsKept_Expect_ThatAnswerWhateverItsAge()
    {
        MemoryIdempotencyStore store = Create();
        await RunAsync(store, Use(), "done");

        Assert.Equal(IdempotencyVerdict.Answered, await VerdictAsync(store, Use() with { Age = TimeSpan.FromDays(2), FirstSentHere = false }));
    }

    [Fact]
    public async Task Given_AMachineWhoseClockIsSetBack_When_ARequestWasSentBefore_Expect_TheShorterTimeToCount()
    {
        var time = new SteppedTime();
        var store = new MemoryIdempotencyStore(Options, time);
        time.Monotonic += TimeSpan.FromSeconds(100);
        time.OfDay -= TimeSpan.FromSeconds(100);

        Assert.Equal(IdempotencyVerdict.MayHaveRun, await VerdictAsync(store, Use() with { Age = TimeSpan.FromSeconds(50) }));
    }

    [Fact]
    public async Task Given_AnIdentityThatUsesWhatItMay_When_ItUsesAnotherKey_Expect_ARefusalForItAlone()
    {
        IdempotencyOptions options = Limits(identity: 2, all: 10);
        var store = new MemoryIdempotencyStore(options, _time);
        await store.BeginAsync(Use("1"));
        await store.BeginAsync(Use("2"));

        Assert.Equal(IdempotencyVerdict.IdentityFull, await VerdictAsync(store, Use("3")));
        Assert.Equal(IdempotencyVerdict.Run, await VerdictAsync(store, Use("3") with { Identity = Bob }));
        Assert.Equal(IdempotencyVerdict.Running, await VerdictAsync(store, Use("1")));
    }

    [Fact]
    public async Task Given_AllThatMayBeUsed_When_AnotherKeyComes_Expect_ARefusalAndNothingForgotten()
    {
        var store = new MemoryIdempotencyStore(Limits(identity: 2, all: 2), _time);
        await store.BeginAsync(Use("1"));
        await RunAsync(store, Use("1") with { Identity = Bob }, new string('x', Limits(1, 1).MaxAnswerLength - 100));

        Assert.Equal(IdempotencyVerdict.Full, await VerdictAsync(store, Use("2") with { Identity = Bob }));
        Assert.Equal(IdempotencyVerdict.Answered, await VerdictAsync(store, Use("1") with { Identity = Bob }));
    }

    [Fact]
    public async Task Given_ShortAnswers_When_TheyAreKept_Expect_RoomForMore()
    {
        var store = new MemoryIdempotencyStore(Limits(identity: 2, all: 2), _time);

        for (int i = 0; i < 4; i++)
            await RunAsync(store, Use($"{i}"), "");

        Assert.Equal(4, store.Count);
    }

    [Fact]
    public async Task Given_NothingThatRuns_When_AnEndIsTold_Expect_AnError()
    {
        MemoryIdempotencyStore store = Create();
        await RunAsync(store, Use(), "done");

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.KeepAsync(Use(), Answer("another")));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.WithdrawAsync(Use("unknown")));
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

    private static IdempotencyOptions Limits(int identity, int all)
    {
        var options = new IdempotencyOptions { MaxAnswerLength = 1024 };
        long most = MemoryIdempotencyStore.MostOf(options);
        return options with { MaxBytesPerIdentity = identity * most, MaxBytes = all * most };
    }

    private static IdempotentRequest Use(string key = "key") =>
        new() { Identity = Alice, Key = key, Fingerprint = Enumerable.Repeat((byte)1, IdempotentRequest.FingerprintSize).ToArray() };

    private static KeptAnswer Answer(string body) => new(200, new ProtectedHeaders(), Encoding.UTF8.GetBytes(body));

    private static async Task<IdempotencyVerdict> VerdictAsync(MemoryIdempotencyStore store, IdempotentRequest use) => (await store.BeginAsync(use)).Verdict;

    private static async Task RunAsync(MemoryIdempotencyStore store, IdempotentRequest use, string body)
    {
        Assert.Equal(IdempotencyVerdict.Run, await VerdictAsync(store, use));
        await store.KeepAsync(use, Answer(body));
    }

    private MemoryIdempotencyStore Create() => new(Options, _time);

    private sealed class SteppedTime : TimeProvider
    {
        public TimeSpan Monotonic { get; set; }

        public TimeSpan OfDay { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Monotonic.Ticks;

        public override DateTimeOffset GetUtcNow() => TestServer.Start + OfDay;
    }
}
