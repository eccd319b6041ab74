using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Keys;

/// <summary>
/// Channel keys that live in this process only and rotate by themselves (protocol.md §2): 24 hours each, a new one every 12, so that
/// a client that read the document just before a change still finds its key. A restart leaves nothing behind to steal.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
/// <param name="suites">The suites to have keys for, best first.</param>
/// <param name="providers">Where keys are generated.</param>
/// <param name="time">The clock.</param>
public sealed class RotatingChannelKeySource(IReadOnlyList<ChannelSuite> suites, ProviderSet providers, TimeProvider time)
    : IChannelKeySource, IDisposable
{
    /// <summary>How long a key lives.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>How old the newest key grows before another one joins it.</summary>
    public static readonly TimeSpan RotationInterval = TimeSpan.FromHours(12);

    private readonly Lock _lock = new();
    private readonly List<ChannelKey> _keys = [];
    private bool _disposed;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ChannelKey>> GetKeysAsync(string origin, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Rotate(origin);
            return ValueTask.FromResult<IReadOnlyList<ChannelKey>>(
                [.. _keys.Where(key => key.Origin == origin).OrderByDescending(key => key.NotBefore)]);
        }
    }

    /// <inheritdoc/>
    public ChannelKey? Find(ChannelKeyId id)
    {
        lock (_lock)
        {
            DropExpired();
            return _keys.Find(key => key.Id == id);
        }
    }

    /// <summary>Wipes every key.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _keys.ForEach(key => key.Dispose());
            _keys.Clear();
        }
    }

    private void Rotate(string origin)
    {
        DropExpired();
        DateTimeOffset now = time.GetUtcNow();
        foreach (ChannelSuite suite in suites)
        {
            bool fresh = _keys.Exists(key => key.Origin == origin && key.Suite == suite && now - key.NotBefore < RotationInterval);
            if (!fresh)
                _keys.Add(new ChannelKey(suite, origin, KemPrivateKey.Generate(suite.Kem, providers), now, now + Lifetime));
        }
    }

    private void DropExpired()
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach (ChannelKey key in _keys.Where(key => key.NotAfter <= now))
            key.Dispose();
        _keys.RemoveAll(key => key.NotAfter <= now);
    }
}
