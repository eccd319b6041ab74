using System.Buffers.Binary;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.MessageSignatures;

public class MemoryNonceStoreTests
{
    private static readonly KeyThumbprint Alice = new([.. Enumerable.Repeat((byte)1, 32)]);
    private static readonly KeyThumbprint Bob = new([.. Enumerable.Repeat((byte)2, 32)]);

    private readonly ManualTimeProvider _clock = new();

    private DateTimeOffset Until => _clock.Now.AddSeconds(120);

    [Fact]
    public async Task Given_ANonce_When_AddedAgain_Expect_Replayed()
    {
        MemoryNonceStore store = new(_clock);

        Assert.Equal(NonceResult.Added, await store.TryAddAsync(Alice, Nonce(1), Until));
        Assert.Equal(NonceResult.Replayed, await store.TryAddAsync(Alice, Nonce(1), Until));
        Assert.Equal(NonceResult.Replayed, await store.TryAddAsync(Alice, Nonce(1), Until.AddSeconds(30)));
        Assert.Equal(NonceResult.Added, await store.TryAddAsync(Alice, Nonce(2), Until));
        Assert.Equal(NonceResult.Added, await store.TryAddAsync(Bob, Nonce(1), Until));
    }

    [Fact]
    public async Task Given_NoncesOfTwoLengths_When_OneBeginsTheOther_Expect_TwoNonces()
    {
        MemoryNonceStore store = new(_clock);

        Assert.Equal(NonceResult.Added, await store.TryAddAsync(Alice, new byte[16], Until));
        Assert.Equal(NonceResult.Added, await store.TryAddAsync(Alice, new byte[17], Until));
    }

    // Many rounds: in one alone, two calls seldom meet between looking and adding.
    [Fact]
    public async Task Given_SixtyFourCallsAtOnce_When_TheNonceIsTheSame_Expect_OneWinnerEachRound()
    {
        const int Calls = 64, Rounds = 200;
        MemoryNonceStore store = new(_clock);
        DateTimeOffset until = Until;
        int[] winners = new int[Rounds];
        int[] losers = new int[Rounds];
        using Barrier barrier = new(Calls);

        void Call()
        {
            for (int round = 0; round < Rounds; round++)
            {
                byte[] nonce = Nonce(round);
                barrier.SignalAndWait();
                bool won = store.TryAddAsync(Alice, nonce, until).AsTask().Result == NonceResult.Added;
                Interlocked.Increment(ref (won ? winners : losers)[round]);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => Task.Factory.StartNew(
            Call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.All(winners, count => Assert.Equal(1, count));
        Assert.All(losers, count => Assert.Equal(Calls - 1, count));
    }

    [Fact]
    public async Task Given_TimePasses_When_NoncesAreAdded_Expect_TheOldOnesKeptToTheirEndAndThenSwept()
    {
        MemoryNonceStore store = new(_clock);
        DateTimeOffset until = Until;
        await store.TryAddAsync(Alice, Nonce(1), until);

        _clock.Now = until.AddTicks(-1);
        Assert.Equal(NonceResult.Replayed, await store.TryAddAsync(Alice, Nonce(1), until));
        Assert.Equal(1, store.Count);

        _clock.Now = until;
        Assert.Equal(NonceResult.Added, await store.TryAddAsync(Bob, Nonce(2), Until));
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public async Task Given_ATimeThatIsOver_When_ANonceIsAdded_Expect_Replayed()
    {
        MemoryNonceStore store = new(_clock);

        Assert.Equal(NonceResult.Replayed, await store.TryAddAsync(Alice, Nonce(1), _clock.Now));
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public async Task Given_AClockSetBack_When_ASweptNonceComesAgain_Expect_Replayed()
    {
        MemoryNonceStore store = new(_clock);
        DateTimeOffset start = _clock.Now, until = Until;
        await store.TryAddAsync(Alice, Nonce(1), until);
        _clock.Now = until.AddSeconds(1);
        await store.TryAddAsync(Bob, Nonce(2), Until);

        _clock.Now = start;

        Assert.Equal(NonceResult.Replayed, await store.TryAddAsync(Alice, Nonce(1), until));
    }

    [Fact]
    public async Task Given_AHundredThousandNonces_When_TheIdentityAddsOneMore_Expect_FullForItAloneUntilTheyEnd()
    {
        MemoryNonceStore store = new(_clock);
        DateTimeOffset until = Until;
        for (int i = 0; i < 100_000; i++)
        {
            await store.TryAddAsync(Alice, Nonce(i), until);
        }

        Assert.Equal(100_000, store.Count);
        Assert.Equal(NonceResult.Full, await store.TryAddAsync(Alice, Nonce(100_000), until));
        Assert.Equal(NonceResult.Replayed, await store.TryAddAsync(Alice, Nonce(0), until));
        Assert.Equal(NonceResult.Added, await store.TryAddAsync(Bob, Nonce(0), until));

        _clock.Now = until;
        Assert.Equal(NonceResult.Added, await store.TryAddAsync(Alice, Nonce(100_000), Until));
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public async Task Given_TheCapacityIsReached_When_AnyIdentityAddsOneMore_Expect_FullAndNothingEvicted()
    {
        MemoryNonceStore store = new(_clock, capacity: 2);
        await store.TryAddAsync(Alice, Nonce(1), Until);
        await store.TryAddAsync(Bob, Nonce(1), Until);

        Assert.Equal(NonceResult.Full, await store.TryAddAsync(Bob, Nonce(2), Until));
        Assert.Equal(NonceResult.Replayed, await store.TryAddAsync(Alice, Nonce(1), Until));
        Assert.Equal(2, store.Count);
    }

    [Fact]
    public void Given_ANewStore_When_AskedWhatItCanVouchFor_Expect_FiveSecondsAfterItsStart()
    {
        MemoryNonceStore store = new(_clock);
        DateTimeOffset start = _clock.Now;
        _clock.Now = start.AddHours(1);

        Assert.Equal(start.AddSeconds(5), store.EarliestCreated);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(33)]
    public async Task Given_ANonceOfAnotherSize_When_Added_Expect_ArgumentException(int size)
    {
        MemoryNonceStore store = new(_clock);

        await Assert.ThrowsAsync<ArgumentException>(async () => await store.TryAddAsync(Alice, new byte[size], Until));
    }

    [Fact]
    public void Given_NoCapacity_When_Made_Expect_ArgumentOutOfRange() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryNonceStore(_clock, capacity: 0));

    private static byte[] Nonce(int number)
    {
        byte[] nonce = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(nonce, number);
        return nonce;
    }
}
