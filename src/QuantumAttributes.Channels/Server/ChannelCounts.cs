using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Server;

/// <summary>How many channels there are of each kind, and whether there may be one more (protocol.md §3 and §4, "Limits").</summary>
/// <remarks>One thread at a time, but for the two counts.</remarks>
internal sealed class ChannelCounts(ChannelCaps caps)
{
    private readonly Dictionary<KeyThumbprint, int> _perIdentity = [];
    private int _provisional;
    private int _confirmed;
    private int _anonymousProvisional;
    private int _anonymous;

    /// <summary>How many wait for their first record. Safe to read from any thread.</summary>
    public int Provisional => Volatile.Read(ref _provisional);

    /// <summary>How many have had one. Safe to read from any thread.</summary>
    public int Confirmed => Volatile.Read(ref _confirmed);

    /// <summary>Counts a new channel among those that wait for their first record, where there is room there and behind it.</summary>
    public ChannelAdmission TryAdd(KeyThumbprint? clientKeyId)
    {
        if (_provisional >= caps.Provisional || (clientKeyId is null && _anonymousProvisional >= caps.AnonymousProvisional))
            return ChannelAdmission.Full;
        ChannelAdmission room = FindRoom(clientKeyId);
        if (room == ChannelAdmission.Admitted)
            CountProvisional(clientKeyId, 1);
        return room;
    }

    /// <summary>Counts one that waited among the others, where there is room.</summary>
    public ChannelAdmission TryConfirm(KeyThumbprint? clientKeyId)
    {
        ChannelAdmission room = FindRoom(clientKeyId);
        if (room != ChannelAdmission.Admitted)
            return room;
        CountProvisional(clientKeyId, -1);
        _confirmed++;
        if (clientKeyId is { } id)
            _perIdentity[id] = _perIdentity.GetValueOrDefault(id) + 1;
        else
            _anonymous++;
        return ChannelAdmission.Admitted;
    }

    /// <summary>Forgets a channel.</summary>
    public void Remove(KeyThumbprint? clientKeyId, bool isConfirmed)
    {
        if (!isConfirmed)
            CountProvisional(clientKeyId, -1);
        else
            ForgetConfirmed(clientKeyId);
    }

    private ChannelAdmission FindRoom(KeyThumbprint? clientKeyId)
    {
        if (_confirmed >= caps.Confirmed || (clientKeyId is null && _anonymous >= caps.Anonymous))
            return ChannelAdmission.Full;
        return clientKeyId is { } keyId && _perIdentity.GetValueOrDefault(keyId) >= caps.PerIdentity
            ? ChannelAdmission.IdentityFull
            : ChannelAdmission.Admitted;
    }

    private void CountProvisional(KeyThumbprint? clientKeyId, int more)
    {
        _provisional += more;
        if (clientKeyId is null)
            _anonymousProvisional += more;
    }

    private void ForgetConfirmed(KeyThumbprint? clientKeyId)
    {
        _confirmed--;
        if (clientKeyId is not { } keyId)
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
