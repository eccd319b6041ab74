using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.Channels.Server;

/// <summary>Channels of one process: keys and windows in its memory (<see cref="ReplayMode.Memory"/>).</summary>
internal sealed class LocalChannels(ChannelServerOptions options, TimeProvider time) : IServerChannels
{
    private readonly ChannelTable _channels = new(options);
    private readonly HandshakeReplayGuard _handshakes = new(time);

    public ReplayMode Mode => ReplayMode.Memory;

    public int ProvisionalCount => _channels.ProvisionalCount;

    public int ConfirmedCount => _channels.ConfirmedCount;

    public long RefusedLookups => 0; // they cost nothing here

    public ValueTask<bool> TryMarkHandshakeAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_handshakes.TryMark(hash.Span));

    public ValueTask<ChannelAdmission> TryAddAsync(ServerChannel channel, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_channels.TryAdd(channel));

    public ValueTask<ServerChannel?> FindAsync(ChannelId id, CancellationToken cancellationToken) => ValueTask.FromResult(_channels.Find(id));

    public ValueTask<ChannelMark> TryMarkAsync(ServerChannel channel, ulong number, CancellationToken cancellationToken) =>
        ValueTask.FromResult(channel.Window.TryMark(number) ? ChannelMark.Marked : ChannelMark.Replayed);

    public ValueTask<ChannelAdmission> TryConfirmAsync(ServerChannel channel, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_channels.TryConfirm(channel));

    public ValueTask RemoveAsync(ServerChannel channel, CancellationToken cancellationToken)
    {
        _channels.Remove(channel);
        channel.Abort(); // no longer listed, so that nobody else would end what still runs in it
        return ValueTask.CompletedTask;
    }

    public void Sweep()
    {
        foreach (ServerChannel channel in _channels.Snapshot())
        {
            // A closed channel stays listed until nothing can run in it any more, so that what is overdue is found and aborted.
            if (channel.IsOverdue || (channel.IsExpired && !channel.IsRunning))
            {
                _channels.Remove(channel);
                channel.Abort();
            }
        }
    }

    public void Close()
    {
        foreach (ServerChannel channel in _channels.Close())
            channel.Abort();
    }
}
