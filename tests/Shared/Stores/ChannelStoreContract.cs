using System.Security.Cryptography;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Testing;

/// <summary>What every store of shared channels must do. A store's test class derives from it and says how its storage is opened.</summary>
public abstract partial class ChannelStoreContract : IAsyncLifetime
{
    private static readonly ChannelCaps _plenty = new(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000);

    private static readonly KeyThumbprint _alice = new(RandomNumberGenerator.GetBytes(KeyThumbprint.Size));
    private static readonly KeyThumbprint _bob = new(RandomNumberGenerator.GetBytes(KeyThumbprint.Size));

    private protected ManualTime Clock { get; } = new();

    /// <summary>Makes this test's storage, empty.</summary>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Removes the storage.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Another store over this test's storage, as another process has it.</summary>
    protected abstract IChannelStore Open();

    [Fact]
    public async Task Given_AChannel_When_AnotherStoreFindsIt_Expect_EveryValue()
    {
        StoredChannel channel = NewChannel(_alice);
        Assert.True(await AddAsync(channel));

        StoredChannel? found = await Open().FindAsync(channel.Id, default);

        Assert.NotNull(found);
        Assert.Equal(channel.Sealed.ToArray(), found.Sealed.ToArray());
        Assert.Equal(channel.AssociatedData(), found.AssociatedData());
        Assert.Equal(channel with { Sealed = default }, found with { Sealed = default, ProvisionalEnds = channel.ProvisionalEnds });
    }

    [Fact]
    public async Task Given_AChannelWithoutAClientKey_When_Found_Expect_None()
    {
        StoredChannel channel = NewChannel(null);
        await AddAsync(channel);

        Assert.Null((await Open().FindAsync(channel.Id, default))!.ClientKeyId);
    }

    [Fact]
    public async Task Given_AnUnknownId_When_Used_Expect_NothingFoundMarkedOrConfirmed()
    {
        IChannelStore store = Open();
        ChannelId id = NewId();

        Assert.Null(await store.FindAsync(id, default));
        Assert.Equal(ChannelMark.Unknown, await store.TryMarkAsync(id, 0, default));
        Assert.Equal(ChannelAdmission.Gone, await store.TryConfirmAsync(id, _plenty, default));
        await store.RemoveAsync(id, default);
    }

    [Fact]
    public async Task Given_ANumber_When_MarkedTwice_Expect_TheSecondRefusedByEachStoreAndEachChannelOnItsOwn()
    {
        StoredChannel channel = await ConfirmedAsync(), other = await ConfirmedAsync();
        IChannelStore first = Open(), second = Open();

        Assert.Equal(ChannelMark.Marked, await first.TryMarkAsync(channel.Id, 7, default));
        Assert.Equal(ChannelMark.Replayed, await first.TryMarkAsync(channel.Id, 7, default));
        Assert.Equal(ChannelMark.Replayed, await second.TryMarkAsync(channel.Id, 7, default));
        Assert.Equal(ChannelMark.Marked, await second.TryMarkAsync(channel.Id, 6, default));
        Assert.Equal(ChannelMark.Marked, await second.TryMarkAsync(other.Id, 7, default));
    }

    [Fact]
    public async Task Given_AHighNumber_When_OthersComeLate_Expect_TheWindowsEdgeKept()
    {
        StoredChannel channel = await ConfirmedAsync();
        IChannelStore store = Open();
        ulong highest = (1 << 20) - 1;

        Assert.Equal(ChannelMark.Marked, await store.TryMarkAsync(channel.Id, highest, default));
        Assert.Equal(ChannelMark.Replayed, await store.TryMarkAsync(channel.Id, highest - IChannelStore.WindowSize, default));
        Assert.Equal(ChannelMark.Marked, await store.TryMarkAsync(channel.Id, highest - IChannelStore.WindowSize + 1, default));
        Assert.Equal(ChannelMark.Replayed, await store.TryMarkAsync(channel.Id, highest - IChannelStore.WindowSize + 1, default));
        Assert.Equal(ChannelMark.Replayed, await store.TryMarkAsync(channel.Id, 0, default));
    }

    [Fact]
    public async Task Given_AChannelThatWaits_When_ItsTimePasses_Expect_ItGone()
    {
        StoredChannel channel = NewChannel(null);
        await AddAsync(channel);

        Clock.Advance(channel.ProvisionalEnds - channel.Opened - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await Open().FindAsync(channel.Id, default));
        Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(await Open().FindAsync(channel.Id, default));
        Assert.Equal(ChannelMark.Unknown, await Open().TryMarkAsync(channel.Id, 0, default));
        Assert.Equal(ChannelAdmission.Gone, await Open().TryConfirmAsync(channel.Id, _plenty, default));
    }

    [Fact]
    public async Task Given_AConfirmedChannel_When_ItsLifetimePasses_Expect_ItThereUntilThen()
    {
        StoredChannel channel = await ConfirmedAsync();

        Clock.Advance(channel.Ends - channel.Opened - TimeSpan.FromMilliseconds(1));
        Assert.True((await Open().FindAsync(channel.Id, default))!.IsConfirmed);
        Assert.Equal(ChannelMark.Marked, await Open().TryMarkAsync(channel.Id, 0, default));
        Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(await Open().FindAsync(channel.Id, default));
        Assert.Equal(ChannelMark.Unknown, await Open().TryMarkAsync(channel.Id, 1, default));
    }

    [Fact]
    public async Task Given_AChannel_When_Removed_Expect_ItGoneForEveryStore()
    {
        StoredChannel channel = await ConfirmedAsync();
        await Open().RemoveAsync(channel.Id, default);

        IChannelStore other = Open();
        Assert.Null(await other.FindAsync(channel.Id, default));
        Assert.Equal(ChannelMark.Unknown, await other.TryMarkAsync(channel.Id, 0, default));
        Assert.Equal(ChannelAdmission.Gone, await other.TryConfirmAsync(channel.Id, _plenty, default));
    }

    [Fact]
    public async Task Given_ThePoolOfThoseThatWaitIsFull_When_OneIsConfirmedOrEnds_Expect_RoomAgain()
    {
        StoredChannel[] channels = [NewChannel(null), NewChannel(null), NewChannel(null), NewChannel(null)];
        Assert.True(await AddAsync(channels[0], 2));
        Assert.True(await AddAsync(channels[1], 2));
        Assert.False(await AddAsync(channels[2], 2));

        await Open().TryConfirmAsync(channels[0].Id, _plenty, default);
        Assert.True(await AddAsync(channels[2], 2));
        Assert.False(await AddAsync(channels[3], 2));

        Clock.Advance(channels[1].ProvisionalEnds - channels[1].Opened);
        Assert.True(await AddAsync(NewChannel(null), 2));
    }

    [Fact]
    public async Task Given_TheCapInAllIsReached_When_OneMoreIsConfirmed_Expect_RefusedUntilOneGoes()
    {
        StoredChannel first = await ConfirmedAsync(), second = NewChannel(_alice);
        await AddAsync(second);

        ChannelCaps one = _plenty with { Confirmed = 1 };
        Assert.Equal(ChannelAdmission.Full, await Open().TryConfirmAsync(second.Id, one, default));
        Assert.Equal(ChannelAdmission.Full, await Open().TryAddAsync(NewChannel(null), one, default));
        Assert.Equal(ChannelAdmission.Admitted, await Open().TryConfirmAsync(first.Id, one, default)); // it is confirmed already
        await Open().RemoveAsync(first.Id, default);
        Assert.Equal(ChannelAdmission.Admitted, await Open().TryConfirmAsync(second.Id, one, default));
    }

    [Fact]
    public async Task Given_TheCapOfAnIdentityIsReached_When_OneMoreIsConfirmed_Expect_RefusedForItAlone()
    {
        StoredChannel first = NewChannel(_alice), second = NewChannel(_alice), ofBob = NewChannel(_bob), ofNobody = NewChannel(null);
        foreach (StoredChannel channel in (StoredChannel[])[first, second, ofBob, ofNobody])
            await AddAsync(channel);

        ChannelCaps one = _plenty with { PerIdentity = 1 };
        Assert.Equal(ChannelAdmission.Admitted, await Open().TryConfirmAsync(first.Id, one, default));
        Assert.Equal(ChannelAdmission.IdentityFull, await Open().TryConfirmAsync(second.Id, one, default));
        Assert.Equal(ChannelAdmission.IdentityFull, await Open().TryAddAsync(NewChannel(_alice), one, default));
        Assert.Equal(ChannelAdmission.Admitted, await Open().TryConfirmAsync(ofBob.Id, one, default));
        Assert.Equal(ChannelAdmission.Admitted, await Open().TryConfirmAsync(ofNobody.Id, one, default));
    }

    [Fact]
    public async Task Given_StrangersHaveAllThatTheyMay_When_OneMoreWaits_Expect_RefusedAndWhoSignedInAdmitted()
    {
        StoredChannel[] strangers = [NewChannel(null), NewChannel(null), NewChannel(null)];
        ChannelCaps caps = _plenty with { Provisional = 4, AnonymousProvisional = 2 };
        Assert.Equal(ChannelAdmission.Admitted, await Open().TryAddAsync(strangers[0], caps, default));
        Assert.Equal(ChannelAdmission.Admitted, await Open().TryAddAsync(strangers[1], caps, default));

        Assert.Equal(ChannelAdmission.Full, await Open().TryAddAsync(strangers[2], caps, default));
        Assert.Equal(ChannelAdmission.Admitted, await Open().TryAddAsync(NewChannel(_alice), caps, default));
        Assert.Equal(ChannelAdmission.Admitted, await Open().TryAddAsync(NewChannel(_bob), caps, default));
        Assert.Equal(ChannelAdmission.Full, await Open().TryAddAsync(NewChannel(_bob), caps, default));
        Clock.Advance(strangers[0].ProvisionalEnds - strangers[0].Opened);
        Assert.Equal(ChannelAdmission.Admitted, await Open().TryAddAsync(strangers[2], caps, default));
    }

    [Fact]
    public async Task Given_StrangersHaveAllThatTheyMay_When_OneMoreIsConfirmed_Expect_RefusedUntilOneOfThemGoes()
    {
        StoredChannel first = await ConfirmedAsync(), second = NewChannel(null), ofAlice = NewChannel(_alice);
        await AddAsync(second);
        await AddAsync(ofAlice);

        ChannelCaps caps = _plenty with { Confirmed = 2, Anonymous = 1 };
        Assert.Equal(ChannelAdmission.Full, await Open().TryConfirmAsync(second.Id, caps, default));
        Assert.Equal(ChannelAdmission.Full, await Open().TryAddAsync(NewChannel(null), caps, default));
        Assert.Equal(ChannelAdmission.Admitted, await Open().TryConfirmAsync(ofAlice.Id, caps, default));
        Assert.Equal(ChannelAdmission.Full, await Open().TryConfirmAsync(second.Id, caps, default));
        await Open().RemoveAsync(first.Id, default);
        Assert.Equal(ChannelAdmission.Admitted, await Open().TryConfirmAsync(second.Id, caps, default));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public async Task Given_AHandshake_When_ItComesAgain_Expect_RefusedByEachStore(int size)
    {
        byte[] hash = RandomNumberGenerator.GetBytes(size), other = RandomNumberGenerator.GetBytes(size);
        DateTimeOffset until = Clock.GetUtcNow() + TimeSpan.FromSeconds(121);

        Assert.True(await Open().TryMarkHandshakeAsync(hash, until, default));
        Assert.False(await Open().TryMarkHandshakeAsync(hash, until, default));
        Clock.Advance(TimeSpan.FromSeconds(120));
        Assert.False(await Open().TryMarkHandshakeAsync(hash, Clock.GetUtcNow() + TimeSpan.FromSeconds(121), default));
        Assert.True(await Open().TryMarkHandshakeAsync(other, until, default));
    }

    private async Task<bool> AddAsync(StoredChannel channel, int maxProvisional = 1_000_000) =>
        await Open().TryAddAsync(channel, _plenty with { Provisional = maxProvisional }, default) == ChannelAdmission.Admitted;

    private async Task<StoredChannel> ConfirmedAsync(KeyThumbprint? client = null)
    {
        StoredChannel channel = NewChannel(client);
        Assert.True(await AddAsync(channel));
        Assert.Equal(ChannelAdmission.Admitted, await Open().TryConfirmAsync(channel.Id, _plenty, default));
        return channel;
    }

    private static ChannelId NewId() => new(RandomNumberGenerator.GetBytes(ChannelId.Size));

    private StoredChannel NewChannel(KeyThumbprint? client) => new()
    {
        Id = NewId(),
        Origin = "https://bank.example",
        Suite = 1,
        ClientKeyId = client,
        Opened = Clock.GetUtcNow(),
        ProvisionalEnds = Clock.GetUtcNow() + TimeSpan.FromSeconds(10),
        Ends = Clock.GetUtcNow() + TimeSpan.FromSeconds(300),
        MaxFramePlaintext = 16384,
        Sealed = RandomNumberGenerator.GetBytes(160),
    };
}
