using QuantumAttributes.Channels.Keys;

namespace QuantumAttributes.Channels.Tests.Support;

/// <summary>Keys that several servers have in common, of which this one has not read all yet.</summary>
internal sealed class LaggingKeys(IChannelKeySource all) : IChannelKeySource
{
    private readonly HashSet<ChannelKeyId> _unread = [];

    /// <summary>Whether it looks when it is asked to.</summary>
    public bool Looks { get; set; } = true;

    /// <summary>How often it was asked to.</summary>
    public int Asked { get; private set; }

    public void Hide(ChannelKeyId id) => _unread.Add(id);

    public async ValueTask<IReadOnlyList<ChannelKey>> GetKeysAsync(string origin, CancellationToken cancellationToken) =>
        [.. (await all.GetKeysAsync(origin, cancellationToken)).Where(key => !_unread.Contains(key.Id))];

    public ChannelKey? Find(ChannelKeyId id) => _unread.Contains(id) ? null : all.Find(id);

    public ValueTask<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        Asked++;
        if (Looks)
            _unread.Clear();
        return ValueTask.FromResult(Looks);
    }
}
