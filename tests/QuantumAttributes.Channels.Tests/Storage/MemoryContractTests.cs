using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Channels.Tests.Storage;

public sealed class MemoryChannelStoreTests : ChannelStoreContract
{
    private readonly MemoryChannelStore _store;

    public MemoryChannelStoreTests() => _store = new MemoryChannelStore(Clock);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Given_ChannelsThatHaveEnded_When_AnotherIsAdded_Expect_ThemForgotten()
    {
        await Given_AChannel_When_AnotherStoreFindsIt_Expect_EveryValue();
        Clock.Advance(TimeSpan.FromSeconds(10));

        await Given_AChannel_When_AnotherStoreFindsIt_Expect_EveryValue();

        Assert.Equal(1, _store.Count);
    }

    protected override IChannelStore Open() => _store;
}

public sealed class MemoryDiscoveryStoreTests : DiscoveryStoreContract
{
    private readonly MemoryChannelStore _store;

    public MemoryDiscoveryStoreTests() => _store = new MemoryChannelStore(Clock);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override IDiscoveryStore Open() => _store;
}
