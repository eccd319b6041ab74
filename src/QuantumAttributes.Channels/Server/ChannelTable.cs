using System.Collections.Concurrent;
using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.Channels.Server;

/// <summary>A server's channels and their caps (protocol.md §3 and §4, "Limits"). Safe to use from several threads.</summary>
internal sealed class ChannelTable(ChannelServerOptions options)
{
    private readonly ChannelCounts _counts = new(options.Caps);
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<ChannelId, ServerChannel> _channels = new();
    private bool _closed;

    public int Count => _channels.Count;

    public int ProvisionalCount => _counts.Provisional;

    public int ConfirmedCount => _counts.Confirmed;

    public ServerChannel? Find(ChannelId id) => _channels.GetValueOrDefault(id);

    /// <summary>Takes a new channel into the pool of those that wait for their first record, where there is room there and behind it.</summary>
    public ChannelAdmission TryAdd(ServerChannel channel)
    {
        lock (_lock)
        {
            if (_closed)
                return ChannelAdmission.Full;
            if (!_channels.TryAdd(channel.Id, channel))
                return ChannelAdmission.Gone;
            ChannelAdmission room = _counts.TryAdd(channel.ClientKeyId);
            if (room != ChannelAdmission.Admitted)
                _channels.TryRemove(channel.Id, out _);
            return room;
        }
    }

    /// <summary>Moves a channel to the confirmed ones, where it is not there already and there is room.</summary>
    public ChannelAdmission TryConfirm(ServerChannel channel)
    {
        if (channel.IsConfirmed)
            return ChannelAdmission.Admitted;
        lock (_lock)
        {
            if (channel.IsConfirmed)
                return ChannelAdmission.Admitted;
            if (!_channels.ContainsKey(channel.Id))
                return ChannelAdmission.Gone;
            ChannelAdmission room = _counts.TryConfirm(channel.ClientKeyId);
            if (room == ChannelAdmission.Admitted)
                channel.Confirm();
            return room;
        }
    }

    /// <summary>Removes a channel and closes it.</summary>
    public void Remove(ServerChannel channel)
    {
        lock (_lock)
        {
            if (!_channels.TryRemove(channel.Id, out _))
                return;
            _counts.Remove(channel.ClientKeyId, channel.IsConfirmed);
        }

        channel.Close();
    }

    /// <summary>Closes every channel and takes no more, and returns those that there were.</summary>
    public ICollection<ServerChannel> Close()
    {
        lock (_lock)
            _closed = true;
        ICollection<ServerChannel> channels = _channels.Values;
        foreach (ServerChannel channel in channels)
            Remove(channel);
        return channels;
    }

    /// <summary>A snapshot of the channels.</summary>
    public ICollection<ServerChannel> Snapshot() => _channels.Values;
}
