using System.Buffers.Binary;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Testing;

/// <summary>What every store of nonces must do that several servers share.</summary>
public abstract class NonceStoreContract : IAsyncLifetime
{
    private protected static KeyThumbprint Alice { get; } = new([.. Enumerable.Repeat((byte)1, 32)]);

    private protected static KeyThumbprint Bob { get; } = new([.. Enumerable.Repeat((byte)2, 32)]);

    private protected ManualTime Clock { get; } = new();

    private protected DateTimeOffset Until => Clock.GetUtcNow().AddSeconds(120);

    /// <summary>Makes this test's storage, empty.</summary>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Removes the storage.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Another store over this test's storage, as another process has it.</summary>
    protected abstract INonceStore Open();

    [Fact]
    public async Task Given_ANonce_When_AnyStoreAddsItAgain_Expect_Replayed()
    {
        Assert.Equal(NonceResult.Added, await Open().TryAddAsync(Alice, Nonce(1), Until));
        Assert.Equal(NonceResult.Replayed, await Open().TryAddAsync(Alice, Nonce(1), Until));
        Assert.Equal(NonceResult.Replayed, await Open().TryAddAsync(Alice, Nonce(1), Until.AddSeconds(30)));
        Assert.Equal(NonceResult.Added, await Open().TryAddAsync(Alice, Nonce(2), Until));
        Assert.Equal(NonceResult.Added, await Open().TryAddAsync(Bob, Nonce(1), Until));
    }

    [Fact]
    public async Task Given_NoncesOfTwoLengths_When_OneBeginsTheOther_Expect_TwoNonces()
    {
        INonceStore store = Open();

        Assert.Equal(NonceResult.Added, await store.TryAddAsync(Alice, new byte[16], Until));
        Assert.Equal(NonceResult.Added, await store.TryAddAsync(Alice, new byte[17], Until));
    }

    [Fact]
    public async Task Given_ATimeThatIsOver_When_ANonceIsAdded_Expect_Replayed() =>
        Assert.Equal(NonceResult.Replayed, await Open().TryAddAsync(Alice, Nonce(1), Clock.GetUtcNow()));

    [Fact]
    public async Task Given_AClockSetBack_When_ANonceThatHasEndedComesAgain_Expect_Replayed()
    {
        INonceStore store = Open();
        DateTimeOffset until = Until;
        await store.TryAddAsync(Alice, Nonce(1), until);
        Clock.Advance(TimeSpan.FromHours(1));
        await store.TryAddAsync(Bob, Nonce(2), Until);

        Clock.Advance(-TimeSpan.FromHours(1));

        Assert.Equal(NonceResult.Replayed, await store.TryAddAsync(Alice, Nonce(1), until));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(33)]
    public async Task Given_ANonceOfAnotherSize_When_Added_Expect_ArgumentException(int size) =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Open().TryAddAsync(Alice, new byte[size], Until));

    [Fact]
    public async Task Given_TwoStores_When_SixtyFourAddOneNonceAtOnce_Expect_ExactlyOneToSucceed()
    {
        const int AtOnce = 64;
        INonceStore[] stores = [Open(), Open()];
        DateTimeOffset until = Until;
        using var start = new Barrier(AtOnce);
        NonceResult[] results = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return stores[i % 2].TryAddAsync(Alice, Nonce(1), until).AsTask().GetAwaiter().GetResult();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Single(results, result => result == NonceResult.Added);
        Assert.Equal(AtOnce - 1, results.Count(result => result == NonceResult.Replayed));
    }

    private protected static byte[] Nonce(int number)
    {
        byte[] nonce = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(nonce, number);
        return nonce;
    }
}
