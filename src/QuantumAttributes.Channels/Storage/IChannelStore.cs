namespace QuantumAttributes.Channels.Storage;

/// <summary>
/// Where several servers keep the channels that they share, and what each has seen in them (protocol.md §4, <see cref="ReplayMode.Shared"/>).
/// It knows ciphertext only. What has ended it forgets by itself, and nothing before.
/// </summary>
/// <remarks>
/// Implementations are safe to call from several threads and several processes at once, and are right across all of them: of two who mark the
/// same thing exactly one succeeds, and a cap is one for all. When a mark is reported as made it survives a crash of the store. Every method
/// throws <see cref="ChannelStoreException"/> where the store cannot be used, and then whoever asked refuses.
/// </remarks>
public interface IChannelStore
{
    /// <summary>The most request numbers back from the highest at which one may come late.</summary>
    const int WindowSize = 4096;

    /// <summary>The store's name for logs and messages. It holds no secret.</summary>
    string Description { get; }

    /// <summary>Marks a handshake hash as seen until a time; false where it was seen already. One atomic step.</summary>
    /// <param name="hash">The handshake hash after <c>e</c>: 32 or 64 bytes.</param>
    /// <param name="until">How long it is remembered at least.</param>
    /// <param name="cancellationToken">Stops waiting; the hash may have been marked.</param>
    ValueTask<bool> TryMarkHandshakeAsync(ReadOnlyMemory<byte> hash, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a channel to those that wait for their first record, where there is room among them, and where it could be confirmed now. One
    /// atomic step.
    /// </summary>
    /// <param name="channel">The channel, provisional.</param>
    /// <param name="caps">How many there may be.</param>
    /// <param name="cancellationToken">Stops waiting; the channel may have been added.</param>
    ValueTask<ChannelAdmission> TryAddAsync(StoredChannel channel, ChannelCaps caps, CancellationToken cancellationToken);

    /// <summary>The channel with this id; null where there is none, or its time is over.</summary>
    ValueTask<StoredChannel?> FindAsync(ChannelId id, CancellationToken cancellationToken);

    /// <summary>
    /// Marks a request number of a channel as seen. Looking for the channel, testing and marking are one atomic step; a number further than
    /// <see cref="WindowSize"/> below the highest one counts as seen.
    /// </summary>
    /// <param name="id">The channel.</param>
    /// <param name="number">The number, below 2^63.</param>
    /// <param name="cancellationToken">Stops waiting; the number may have been marked.</param>
    ValueTask<ChannelMark> TryMarkAsync(ChannelId id, ulong number, CancellationToken cancellationToken);

    /// <summary>
    /// Confirms a channel, so that it lives on to the end of its lifetime; where it was confirmed before it stays so. One atomic step.
    /// </summary>
    /// <param name="id">The channel.</param>
    /// <param name="caps">How many there may be.</param>
    /// <param name="cancellationToken">Stops waiting; the channel may have been confirmed.</param>
    ValueTask<ChannelAdmission> TryConfirmAsync(ChannelId id, ChannelCaps caps, CancellationToken cancellationToken);

    /// <summary>Removes a channel: from now on nobody finds it or marks anything in it.</summary>
    ValueTask RemoveAsync(ChannelId id, CancellationToken cancellationToken);
}
