using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.Channels.Server;

/// <summary>
/// Remembers which handshakes came, where no channels are kept that would: in this process, or among the servers of a farm through their store.
/// Safe to use from several threads.
/// </summary>
internal sealed class HandshakeMarks(TimeProvider time, IChannelStore? store)
{
    private readonly HandshakeReplayGuard _own = new(time);

    /// <summary>Marks a handshake hash as seen; false where it was seen already or nothing more can be remembered.</summary>
    /// <exception cref="ChannelStoreException">The store cannot be used.</exception>
    public ValueTask<bool> TryMarkAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) => store is null
        ? ValueTask.FromResult(_own.TryMark(hash.Span))
        : store.TryMarkHandshakeAsync(hash, time.GetUtcNow() + HandshakeReplayGuard.Memory, cancellationToken);
}
