using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.Channels.Server;

/// <summary>
/// A server's channels, and what was seen of them: in this process alone or shared with others. Safe to use from several threads. Where it
/// is shared every method may throw <see cref="ChannelStoreException"/>, and then the caller refuses.
/// </summary>
internal interface IServerChannels
{
    /// <summary>What clients are told.</summary>
    ReplayMode Mode { get; }

    /// <summary>How many channels this process knows that wait for their first record.</summary>
    int ProvisionalCount { get; }

    /// <summary>How many channels this process knows that have had a record.</summary>
    int ConfirmedCount { get; }

    /// <summary>How many look-ups of channels that this process does not know were refused because there were too many.</summary>
    long RefusedLookups { get; }

    /// <summary>Marks a handshake hash as seen; false where it was seen already or nothing more can be remembered.</summary>
    ValueTask<bool> TryMarkHandshakeAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken);

    /// <summary>Takes a new channel into the pool of those that wait for their first record, where there is room.</summary>
    ValueTask<ChannelAdmission> TryAddAsync(ServerChannel channel, CancellationToken cancellationToken);

    ValueTask<ServerChannel?> FindAsync(ChannelId id, CancellationToken cancellationToken);

    /// <summary>Marks the number of an authentic record as seen.</summary>
    ValueTask<ChannelMark> TryMarkAsync(ServerChannel channel, ulong number, CancellationToken cancellationToken);

    /// <summary>Moves a channel to the confirmed ones, where it is not there already and there is room.</summary>
    ValueTask<ChannelAdmission> TryConfirmAsync(ServerChannel channel, CancellationToken cancellationToken);

    /// <summary>Ends a channel, and aborts what runs in it.</summary>
    ValueTask RemoveAsync(ServerChannel channel, CancellationToken cancellationToken);

    /// <summary>Forgets what has ended, wipes its keys, and aborts what is overdue.</summary>
    void Sweep();

    /// <summary>Ends every channel in this process and takes no more; what runs is aborted.</summary>
    void Close();
}
