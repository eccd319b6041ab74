using QuantumAttributes.Channels.Server;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Storage;

/// <summary>
/// A store in the memory of one process, for several servers in it: for tests, and to compare a database with. A farm of processes needs a
/// database.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
/// <param name="time">The clock.</param>
public sealed class MemoryChannelStore(TimeProvider time) : IChannelStore, IDiscoveryStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _handshakes = [];
    private readonly Dictionary<ChannelId, Kept> _channels = [];
    private readonly List<StoredDocument> _documents = [];

    /// <inheritdoc/>
    public string Description => "the memory of this process";

    /// <summary>How many channels it holds.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _channels.Count;
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();

    /// <inheritdoc/>
    public ValueTask<bool> TryMarkHandshakeAsync(ReadOnlyMemory<byte> hash, DateTimeOffset until, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Sweep();
            return ValueTask.FromResult(_handshakes.TryAdd(Convert.ToHexString(hash.Span), until));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ChannelAdmission> TryAddAsync(StoredChannel channel, ChannelCaps caps, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Sweep();
            List<StoredChannel> waiting = [.. _channels.Values.Select(static kept => kept.Channel).Where(static other => !other.IsConfirmed)];
            bool fits = waiting.Count < caps.Provisional
                && (channel.ClientKeyId is not null || waiting.Count(static other => other.ClientKeyId is null) < caps.AnonymousProvisional);
            ChannelAdmission room = fits
                ? FindRoom(channel.ClientKeyId, caps)
                : ChannelAdmission.Full;
            if (room == ChannelAdmission.Admitted)
                _channels.Add(channel.Id, new Kept(channel));
            return ValueTask.FromResult(room);
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoredChannel?> FindAsync(ChannelId id, CancellationToken cancellationToken)
    {
        lock (_lock)
            return ValueTask.FromResult(Alive(id)?.Channel);
    }

    /// <inheritdoc/>
    public ValueTask<ChannelMark> TryMarkAsync(ChannelId id, ulong number, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(
                Alive(id) is not { } kept ? ChannelMark.Unknown : kept.Window.TryMark(number) ? ChannelMark.Marked : ChannelMark.Replayed);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ChannelAdmission> TryConfirmAsync(ChannelId id, ChannelCaps caps, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Sweep();
            if (Alive(id) is not { } kept)
                return ValueTask.FromResult(ChannelAdmission.Gone);
            ChannelAdmission room = kept.Channel.IsConfirmed ? ChannelAdmission.Admitted : FindRoom(kept.Channel.ClientKeyId, caps);
            kept.Channel = kept.Channel with { IsConfirmed = room == ChannelAdmission.Admitted };
            return ValueTask.FromResult(room);
        }
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(ChannelId id, CancellationToken cancellationToken)
    {
        lock (_lock)
            _channels.Remove(id);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryAddAsync(StoredDocument document, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _documents.RemoveAll(kept => kept.Until <= Now);
            bool taken = _documents.Exists(kept => kept.Origin == document.Origin && kept.Number >= document.Number);
            if (!taken)
                _documents.Add(document);
            return ValueTask.FromResult(!taken);
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoredDocument?> FindNewestAsync(string origin, CancellationToken cancellationToken)
    {
        lock (_lock)
            return ValueTask.FromResult(_documents.FindLast(kept => kept.Origin == origin));
    }

    /// <inheritdoc/>
    public ValueTask<StoredDocument?> FindAsync(string origin, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        lock (_lock)
            return ValueTask.FromResult(_documents.Find(kept => kept.Origin == origin && kept.Hash.Span.SequenceEqual(hash.Span)));
    }

    private ChannelAdmission FindRoom(KeyThumbprint? client, ChannelCaps caps)
    {
        List<KeyThumbprint?> confirmed =
            [.. _channels.Values.Where(static kept => kept.Channel.IsConfirmed).Select(static kept => kept.Channel.ClientKeyId)];
        if (confirmed.Count >= caps.Confirmed || (client is null && confirmed.Count(static other => other is null) >= caps.Anonymous))
            return ChannelAdmission.Full;
        return client is not null && confirmed.Count(other => other == client) >= caps.PerIdentity
            ? ChannelAdmission.IdentityFull
            : ChannelAdmission.Admitted;
    }

    private Kept? Alive(ChannelId id) => _channels.TryGetValue(id, out Kept? kept) && kept.Ends > Now ? kept : null;

    private void Sweep()
    {
        DateTimeOffset now = Now;
        foreach ((string hash, DateTimeOffset until) in _handshakes)
        {
            if (until <= now)
                _handshakes.Remove(hash);
        }

        foreach ((ChannelId id, Kept kept) in _channels)
        {
            if (kept.Ends <= now)
                _channels.Remove(id);
        }
    }

    private sealed class Kept(StoredChannel channel)
    {
        public StoredChannel Channel { get; set; } = channel;

        public ReplayWindow Window { get; } = new();

        public DateTimeOffset Ends => Channel.IsConfirmed ? Channel.Ends : Channel.ProvisionalEnds;
    }
}
