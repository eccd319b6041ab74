using System.Security.Cryptography;
using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.Testing;

public abstract partial class ChannelStoreContract
{
    private const int AtOnce = 64;

    [Fact]
    public async Task Given_TwoStores_When_SixtyFourMarkOneNumberAtOnce_Expect_ExactlyOneToSucceed()
    {
        StoredChannel channel = await ConfirmedAsync();
        IChannelStore[] stores = [Open(), Open()];

        for (ulong number = 0; number < 5; number++)
        {
            ulong wanted = number;
            ChannelMark[] marks = await AtOnceAsync(i => stores[i % 2].TryMarkAsync(channel.Id, wanted, default));

            Assert.Single(marks, mark => mark == ChannelMark.Marked);
            Assert.Equal(AtOnce - 1, marks.Count(mark => mark == ChannelMark.Replayed));
        }
    }

    [Fact]
    public async Task Given_TwoStores_When_SixtyFourNumbersAreMarkedAtOnce_Expect_AllToSucceed()
    {
        StoredChannel channel = await ConfirmedAsync();
        IChannelStore[] stores = [Open(), Open()];

        ChannelMark[] marks = await AtOnceAsync(i => stores[i % 2].TryMarkAsync(channel.Id, (ulong)i, default));

        Assert.All(marks, mark => Assert.Equal(ChannelMark.Marked, mark));
    }

    [Fact]
    public async Task Given_TwoStores_When_SixtyFourMarkOneHandshakeAtOnce_Expect_ExactlyOneToSucceed()
    {
        byte[] hash = RandomNumberGenerator.GetBytes(32);
        IChannelStore[] stores = [Open(), Open()];

        bool[] marked = await AtOnceAsync(i => stores[i % 2].TryMarkHandshakeAsync(hash, Clock.GetUtcNow().AddSeconds(121), default));

        Assert.Single(marked, true);
    }

    [Fact]
    public async Task Given_TwoStores_When_SixtyFourChannelsAreAddedAndConfirmedAtOnce_Expect_TheCapsKeptExactly()
    {
        IChannelStore[] stores = [Open(), Open()];
        StoredChannel[] channels = [.. Enumerable.Range(0, AtOnce).Select(_ => NewChannel(_alice))];

        ChannelCaps caps = new(40, 30, 20, 40, 30);

        ChannelAdmission[] added = await AtOnceAsync(i => stores[i % 2].TryAddAsync(channels[i], caps, default));
        ChannelAdmission[] confirmed = await AtOnceAsync(i => stores[i % 2].TryConfirmAsync(channels[i].Id, caps, default));

        Assert.Equal((40, 24), (added.Count(static one => one == ChannelAdmission.Admitted), added.Count(static one => one == ChannelAdmission.Full)));
        Assert.Equal(20, confirmed.Count(static one => one == ChannelAdmission.Admitted));
        Assert.Equal(20, confirmed.Count(static one => one == ChannelAdmission.IdentityFull));
        Assert.Equal(24, confirmed.Count(static one => one == ChannelAdmission.Gone));
    }

    // On threads of their own: SQLite works synchronously.
    private static async Task<T[]> AtOnceAsync<T>(Func<int, ValueTask<T>> call)
    {
        using var start = new Barrier(AtOnce);
        return await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return call(i).AsTask().GetAwaiter().GetResult();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }
}
