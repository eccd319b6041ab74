using System.Collections.Concurrent;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Server;

/// <summary>A server's channels and their caps (protocol.md §3 and §4, "Limits"). Safe to use from several threads.</summary>
internal sealed class ChannelTable(ChannelServerOptions options)
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<ChannelId, ServerChannel> _channels = new();
    private readonly Dictionary<KeyThumbprint, int> _perIdentity = [];
    private int _provisional;
    private int _confirmed;
    private bool _closed;

    public int Count => _channels.Count;

    public ServerChannel? Find(ChannelId id) => _channels.GetValueOrDefault(id);

    /// <summary>Takes a new channel into the pool of those that wait for their first record; false where that is full.</summary>
    public bool TryAdd(ServerChannel channel)
    {
        lock (_lock)
        {
            if (_closed || _provisional >= options.MaxProvisionalChannels || !_channels.TryAdd(channel.Id, channel))
                return false;
            _provisional++;
            return true;
        }
    }

    /// <summary>Moves a channel to the confirmed ones, where it is not there already; false where no more may be.</summary>
    public bool TryConfirm(ServerChannel channel)
    {
        if (channel.IsConfirmed)
            return true;
        lock (_lock)
        {
            if (channel.IsConfirmed)
                return true;
            int ofIdentity = channel.ClientKeyId is { } keyId ? _perIdentity.GetValueOrDefault(keyId) : 0;
            if (_confirmed >= options.MaxChannels || ofIdentity >= options.MaxChannelsPerIdentity || !_channels.ContainsKey(channel.Id))
                return false;
            channel.Confirm();
            _provisional--;
            _confirmed++;
            if (channel.ClientKeyId is { } id)
                _perIdentity[id] = ofIdentity + 1;
            return true;
        }
    }

    /// <summary>Removes a channel and closes it.</summary>
    public void Remove(ServerChannel channel)
    {
        lock (_lock)
        {
            if (!_channels.TryRemove(channel.Id, out _))
                return;
            if (!channel.IsConfirmed)
                _provisional--;
            else
                ForgetConfirmed(channel);
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

    private void ForgetConfirmed(ServerChannel channel)
    {
        _confirmed--;
        if (channel.ClientKeyId is not { } keyId)
            return;
        int left = _perIdentity[keyId] - 1;
        if (left == 0)
            _perIdentity.Remove(keyId);
        else
            _perIdentity[keyId] = left;
    }
}
