using System.Text;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Testing;

/// <summary>What every store of idempotency keys must do, whether one process has it or several.</summary>
public abstract class IdempotencyStoreContract : IAsyncLifetime
{
    private protected static KeyThumbprint Alice { get; } = new([.. Enumerable.Repeat((byte)1, 32)]);

    private protected static KeyThumbprint Bob { get; } = new([.. Enumerable.Repeat((byte)2, 32)]);

    private protected static IdempotencyOptions Defaults { get; } = new();

    private protected ManualTime Clock { get; } = new();

    /// <summary>Makes this test's storage, empty.</summary>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Removes the storage.</summary>
    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task Given_AKeptAnswer_When_TheSameRequestComesAgain_Expect_ThatAnswer()
    {
        var headers = new ProtectedHeaders();
        headers.Add("location", "/transfers/7");
        headers.Add("set-cookie", "a=1", "b=2");
        Assert.Equal(IdempotencyVerdict.Run, await VerdictAsync(Open(), Use()));
        await Open().KeepAsync(Use(), new KeptAnswer(201, headers, "done"u8.ToArray()));

        IdempotencyDecision again = await Open().BeginAsync(Use());

        Assert.Equal(IdempotencyVerdict.Answered, again.Verdict);
        Assert.Equal(201, again.Answer!.Status);
        Assert.Equal(headers.Encode(), again.Answer.Headers.Encode());
        Assert.Equal("done", Encoding.UTF8.GetString(again.Answer.Body.Span));
    }

    [Fact]
    public async Task Given_ARunningRequest_When_TheSameComesAgain_Expect_ItToBeCalledRunning()
    {
        await Open().BeginAsync(Use());

        Assert.Equal(IdempotencyVerdict.Running, await VerdictAsync(Open(), Use()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_AKeyInUse_When_AnotherRequestHasIt_Expect_AMismatch(bool ended)
    {
        await Open().BeginAsync(Use());
        if (ended)
            await Open().KeepAsync(Use(), Answer("done"));

        Assert.Equal(IdempotencyVerdict.Mismatch, await VerdictAsync(Open(), Use() with { Fingerprint = new byte[32] }));
    }

    [Fact]
    public async Task Given_ARequestThatBrokeOff_When_ItComesAgain_Expect_ThatItMayHaveRun()
    {
        await Open().BeginAsync(Use());
        await Open().BreakOffAsync(Use());

        Assert.Equal(IdempotencyVerdict.MayHaveRun, await VerdictAsync(Open(), Use()));
    }

    [Fact]
    public async Task Given_ARequestWithoutEffect_When_ItComesAgain_Expect_ItToRun()
    {
        await Open().BeginAsync(Use());
        await Open().WithdrawAsync(Use());

        Assert.Equal(IdempotencyVerdict.Run, await VerdictAsync(Open(), Use()));
    }

    [Fact]
    public async Task Given_AKeyOfOneIdentity_When_AnotherUsesIt_Expect_ItToRun()
    {
        await RunAsync(Open(), Use(), "for Alice only");

        Assert.Equal(IdempotencyVerdict.Run, await VerdictAsync(Open(), Use() with { Identity = Bob }));
    }

    [Fact]
    public async Task Given_TwoStores_When_SixtyFourBeginOneKeyAtOnce_Expect_ExactlyOneToRun()
    {
        const int AtOnce = 64;
        IIdempotencyStore[] stores = [Open(), Open()];
        using var start = new Barrier(AtOnce);
        IdempotencyVerdict[] verdicts = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return VerdictAsync(stores[i % 2], Use()).GetAwaiter().GetResult();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Single(verdicts, verdict => verdict == IdempotencyVerdict.Run);
        Assert.Equal(AtOnce - 1, verdicts.Count(verdict => verdict == IdempotencyVerdict.Running));
    }

    [Fact]
    public async Task Given_ARequestThatWasSentBefore_When_ItsAnswerIsKept_Expect_ThatAnswerWhateverItsAge()
    {
        await RunAsync(Open(), Use(), "done");

        Assert.Equal(
            IdempotencyVerdict.Answered, await VerdictAsync(Open(), Use() with { Age = TimeSpan.FromDays(2), FirstSentHere = false }));
    }

    [Theory]
    [InlineData(86_398, IdempotencyVerdict.Run)]
    [InlineData(86_399, IdempotencyVerdict.MayHaveRun)]
    public async Task Given_ARequestThatWasSentHereBefore_When_ItIsNotKnown_Expect_ItToRunOnlyIfItCannotBeForgotten(
        int age, IdempotencyVerdict expected)
    {
        IIdempotencyStore store = Open();
        await store.BeginAsync(Use("the first"));
        Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(expected, await VerdictAsync(store, Use() with { Age = TimeSpan.FromSeconds(age), FirstSentHere = true }));
    }

    [Fact]
    public async Task Given_AnIdentityThatUsesWhatItMay_When_ItUsesAnotherKey_Expect_ARefusalForItAlone()
    {
        IIdempotencyStore store = Open(Limits(identity: 2, all: 10));
        await store.BeginAsync(Use("1"));
        await store.BeginAsync(Use("2"));

        Assert.Equal(IdempotencyVerdict.IdentityFull, await VerdictAsync(store, Use("3")));
        Assert.Equal(IdempotencyVerdict.Run, await VerdictAsync(store, Use("3") with { Identity = Bob }));
        Assert.Equal(IdempotencyVerdict.Running, await VerdictAsync(store, Use("1")));
    }

    [Fact]
    public async Task Given_AllThatMayBeUsed_When_AnotherKeyComes_Expect_ARefusalAndNothingForgotten()
    {
        IIdempotencyStore store = Open(Limits(identity: 2, all: 2));
        await store.BeginAsync(Use("1"));
        await RunAsync(store, Use("1") with { Identity = Bob }, new string('x', Limits(1, 1).MaxAnswerLength - 100));

        Assert.Equal(IdempotencyVerdict.Full, await VerdictAsync(store, Use("2") with { Identity = Bob }));
        Assert.Equal(IdempotencyVerdict.Answered, await VerdictAsync(store, Use("1") with { Identity = Bob }));
    }

    [Fact]
    public async Task Given_ShortAnswers_When_TheyAreKept_Expect_RoomForMore()
    {
        IIdempotencyStore store = Open(Limits(identity: 2, all: 2));

        for (int i = 0; i < 4; i++)
            await RunAsync(store, Use($"{i}"), "");
    }

    [Fact]
    public async Task Given_NothingThatRuns_When_AnEndIsTold_Expect_AnError()
    {
        IIdempotencyStore store = Open();
        await RunAsync(store, Use(), "done");

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.KeepAsync(Use(), Answer("another")));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.BreakOffAsync(Use()));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.WithdrawAsync(Use("unknown")));
        Assert.Equal(IdempotencyVerdict.Answered, await VerdictAsync(store, Use()));
    }

    private protected static IdempotencyOptions Limits(int identity, int all)
    {
        var options = new IdempotencyOptions { MaxAnswerLength = 1024 };
        long most = MemoryIdempotencyStore.MostOf(options);
        return options with { MaxBytesPerIdentity = identity * most, MaxBytes = all * most };
    }

    private protected static IdempotentRequest Use(string key = "key") =>
        new() { Identity = Alice, Key = key, Fingerprint = Enumerable.Repeat((byte)1, IdempotentRequest.FingerprintSize).ToArray() };

    private protected static KeptAnswer Answer(string body) => new(200, new ProtectedHeaders(), Encoding.UTF8.GetBytes(body));

    private protected static async Task<IdempotencyVerdict> VerdictAsync(IIdempotencyStore store, IdempotentRequest use) =>
        (await store.BeginAsync(use)).Verdict;

    private protected static async Task RunAsync(IIdempotencyStore store, IdempotentRequest use, string body)
    {
        Assert.Equal(IdempotencyVerdict.Run, await VerdictAsync(store, use));
        await store.KeepAsync(use, Answer(body));
    }

    /// <summary>A store over this test's storage: another one, as another process has it, where there can be several.</summary>
    protected abstract IIdempotencyStore Open(IdempotencyOptions? options = null);
}
