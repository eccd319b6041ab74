namespace QuantumAttributes.Channels.Keys;

/// <summary>Where a server's static KEM keys come from.</summary>
/// <remarks>Implementations are safe to call from several threads. Keys stay the source's own.</remarks>
public interface IChannelKeySource
{
    /// <summary>The keys to publish for an origin now, newest first; at least one. Makes the first ones where there are none.</summary>
    ValueTask<IReadOnlyList<ChannelKey>> GetKeysAsync(string origin, CancellationToken cancellationToken);

    /// <summary>Finds a key that is alive now, of any origin, or null.</summary>
    ChannelKey? Find(ChannelKeyId id);

    /// <summary>
    /// Looks for keys that another process made, because somebody names one that this process does not know. Anybody can, so that a source looks
    /// every few seconds at most.
    /// </summary>
    /// <returns>Whether it looked: <see cref="Find"/> may know more now. False where there is nowhere to look, or it cannot be read.</returns>
    ValueTask<bool> RefreshAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);
}
