using System.Collections.Concurrent;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Server;

/// <summary>A server's channels and their caps (protocol.md §3 and §4, "Limits"). Safe to use from several threads.</summary>
internal sealed class ChannelTable(ChannelServerOptions options)
{
    private readonly ChannelCaps _caps = options.Caps;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<ChannelId, ServerChannel> _channels = new();
    private readonly Dictionary<KeyThumbprint, int> _perIdentity = [];
    private int _provisional;
    private int _confirmed;
    private int _anonymousProvisional;
    private int _anonymous;
    private bool _closed;

    public int Count => _channels.Count;

    public int ProvisionalCount => Volatile.Read(ref _provisional);

    public int ConfirmedCount => Volatile.Read(ref _confirmed);

    public ServerChannel? Find(ChannelId id) => _channels.GetValueOrDefault(id);

    /// <summary>Takes a new channel into the pool of those that wait for their first record, where there is room there and behind it.</summary>
    public ChannelAdmission TryAdd(ServerChannel channel)
    {
        lock (_lock)
        {
            bool isAnonymous = channel.ClientKeyId is null;
            if (_closed || _provisional >= _caps.Provisional || (isAnonymous && _anonymousProvisional >= _caps.AnonymousProvisional))
                return ChannelAdmission.Full;
            ChannelAdmission room = FindRoom(channel.ClientKeyId);
            if (room != ChannelAdmission.Admitted)
                return room;
            if (!_channels.TryAdd(channel.Id, channel))
                return ChannelAdmission.Gone;
            CountProvisional(channel, 1);
            return ChannelAdmission.Admitted;
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
            ChannelAdmission room = FindRoom(channel.ClientKeyId);
            if (room != ChannelAdmission.Admitted)
                return room;
            channel.Confirm();
            CountProvisional(channel, -1);
            _confirmed++;
            if (channel.ClientKeyId is { } id)
                _perIdentity[id] = _perIdentity.GetValueOrDefault(id) + 1;
            else
                _anonymous++;
            return ChannelAdmission.Admitted;
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
                CountProvisional(channel, -1);
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

    private ChannelAdmission FindRoom(KeyThumbprint? clientKeyId)
    {
        if (_confirmed >= _caps.Confirmed || (clientKeyId is null && _anonymous >= _caps.Anonymous))
            return ChannelAdmission.Full;
        return clientKeyId is { } keyId && _perIdentity.GetValueOrDefault(keyId) >= _caps.PerIdentity
            ? ChannelAdmission.IdentityFull
            : ChannelAdmission.Admitted;
    }

    private void CountProvisional(ServerChannel channel, int more)
    {
        _provisional += more;
        if (channel.ClientKeyId is null)
            _anonymousProvisional += more;
    }

    private void ForgetConfirmed(ServerChannel channel)
    {
        _confirmed--;
        if (channel.ClientKeyId is not { } keyId)
        {
            _anonymous--;
            return;
        }

        int left = _perIdentity[keyId] - 1;
        if (left == 0)
            _perIdentity.Remove(keyId);
        else
            _perIdentity[keyId] = left;
    }
}
