using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Tests.Startup;

/// <summary>Sharing channels without what they are shared through would fail open, or later.</summary>
public class SharingStartupTests
{
    [Fact]
    public async Task Given_SharedChannelsWithoutAnyStore_When_Started_Expect_EachThatIsMissingAndTheRemedy()
    {
        using var application = new Application { Options = quantum => quantum.ShareChannels() };

        IReadOnlyList<string> problems = await application.FailAsync();

        Assert.Equal(3, problems.Count);
        Assert.All(problems, problem => Assert.StartsWith("quantum.ShareChannels(): ", problem));
        Assert.All(problems, problem => Assert.Contains("AddQuantumEntityFrameworkStores", problem));
        foreach (string missing in (string[])["IChannelStore", "IDiscoveryStore", "nonces"])
            Assert.Single(problems, problem => problem.Contains(missing, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_TheModeAsAnOption_When_StartedWithNoncesOfTheProcess_Expect_OnlyThatSaid()
    {
        using var application = new Application
        {
            Options = quantum => quantum.Channels = quantum.Channels with { ReplayMode = ReplayMode.Shared },
            Services = services =>
            {
                var store = new MemoryChannelStore(TimeProvider.System);
                services.AddSingleton<IChannelStore>(store).AddSingleton<IDiscoveryStore>(store);
            },
        };

        Assert.Contains("nonces of signed requests", Assert.Single(await application.FailAsync()));
    }

    // Nobody else can have an idempotency key.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_IdempotencyKeysOfTheProcess_When_Started_Expect_ThatSaidWhereClientsSignIn(bool identities)
    {
        using var application = new Application
        {
            Options = quantum =>
            {
                quantum.ShareChannels();
                if (identities)
                    quantum.Identities.AddStore(new MemoryIdentityStore());
            },
            Services = services =>
            {
                var store = new MemoryChannelStore(TimeProvider.System);
                services.AddSingleton<IChannelStore>(store).AddSingleton<IDiscoveryStore>(store).AddSingleton<INonceStore, SharedNonces>();
            },
        };

        if (identities)
        {
            string problem = Assert.Single(await application.FailAsync());
            Assert.Contains("idempotency keys are this process's own", problem, StringComparison.Ordinal);
            Assert.Contains("AddQuantumEntityFrameworkStores", problem, StringComparison.Ordinal);
        }
        else
        {
            await application.StartAsync();
        }
    }

    [Fact]
    public async Task Given_AStoreThatCannotBeUsed_When_Started_Expect_ItsOwnWords()
    {
        using var application = new Application
        {
            Options = quantum => quantum.ShareChannels(),
            Services = services =>
            {
                services.AddSingleton<IChannelStore, BrokenStore>();
                services.AddSingleton<IDiscoveryStore>(new MemoryChannelStore(TimeProvider.System));
            },
        };

        Assert.Contains("quantum.ShareChannels(): The store is away. Call it back.", await application.FailAsync());
    }

    private sealed class SharedNonces : INonceStore
    {
        public DateTimeOffset EarliestCreated => DateTimeOffset.MinValue;

        public ValueTask<NonceResult> TryAddAsync(
            KeyThumbprint keyId, ReadOnlyMemory<byte> nonce, DateTimeOffset until, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }

    private sealed class BrokenStore : IChannelStore
    {
        public string Description => "a broken store";

        public ValueTask<bool> TryMarkHandshakeAsync(ReadOnlyMemory<byte> hash, DateTimeOffset until, CancellationToken cancellationToken) => throw Away();

        public ValueTask<ChannelAdmission> TryAddAsync(StoredChannel channel, ChannelCaps caps, CancellationToken cancellationToken) => throw Away();

        public ValueTask<StoredChannel?> FindAsync(ChannelId id, CancellationToken cancellationToken) => throw Away();

        public ValueTask<ChannelMark> TryMarkAsync(ChannelId id, ulong number, CancellationToken cancellationToken) => throw Away();

        public ValueTask<ChannelAdmission> TryConfirmAsync(ChannelId id, ChannelCaps caps, CancellationToken cancellationToken) => throw Away();

        public ValueTask RemoveAsync(ChannelId id, CancellationToken cancellationToken) => throw Away();

        private static ChannelStoreException Away() => new("The store is away. Call it back.");
    }
}
