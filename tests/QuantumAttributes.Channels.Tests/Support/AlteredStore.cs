using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.Channels.Tests.Support;

/// <summary>A store that somebody else can write, or that fails.</summary>
internal sealed class AlteredStore(IChannelStore store) : IChannelStore
{
    /// <summary>What becomes of a channel on its way out.</summary>
    public Func<StoredChannel, StoredChannel> Alter { get; set; } = static channel => channel;

    public bool Fails { get; set; }

    /// <summary>What looking for a channel waits for.</summary>
    public Func<Task> BeforeFind { get; set; } = static () => Task.CompletedTask;

    public string Description => store.Description;

    public ValueTask<bool> TryMarkHandshakeAsync(ReadOnlyMemory<byte> hash, DateTimeOffset until, CancellationToken cancellationToken) =>
        Working.TryMarkHandshakeAsync(hash, until, cancellationToken);

    public ValueTask<ChannelAdmission> TryAddAsync(StoredChannel channel, ChannelCaps caps, CancellationToken cancellationToken) =>
        Working.TryAddAsync(channel, caps, cancellationToken);

    public async ValueTask<StoredChannel?> FindAsync(ChannelId id, CancellationToken cancellationToken)
    {
        await BeforeFind();
        return await Working.FindAsync(id, cancellationToken) is { } channel ? Alter(channel) : null;
    }

    public ValueTask<ChannelMark> TryMarkAsync(ChannelId id, ulong number, CancellationToken cancellationToken) =>
        Working.TryMarkAsync(id, number, cancellationToken);

    public ValueTask<ChannelAdmission> TryConfirmAsync(ChannelId id, ChannelCaps caps, CancellationToken cancellationToken) =>
        Working.TryConfirmAsync(id, caps, cancellationToken);

    public ValueTask RemoveAsync(ChannelId id, CancellationToken cancellationToken) => Working.RemoveAsync(id, cancellationToken);

    private IChannelStore Working => Fails ? throw new ChannelStoreException("The store is away.") : store;
}
