using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Idempotency;

namespace QuantumAttributes.Client.Channels;

/// <summary>
/// When, and in which channel, this process first sent the request of each idempotency key, so that it can say so when it sends it again,
/// be it of itself or because the application does.
/// </summary>
/// <remarks>Safe to use from several threads. Past <see cref="MaxKeys"/> the oldest are forgotten.</remarks>
internal sealed class FirstAttempts(TimeProvider time)
{
    public const int MaxKeys = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Origin, string Key), Attempt> _attempts = [];
    private readonly Queue<(string Origin, string Key)> _byAge = new();

    /// <summary>Takes down an attempt that is about to be made in a channel. Returns what to say of the first, or null where this is it.</summary>
    public IdempotencyAge? Begin(string origin, string key, ChannelId channel)
    {
        lock (_lock)
        {
            if (_attempts.TryGetValue((origin, key), out Attempt first))
                return new IdempotencyAge(AgeOf(first), first.Channel);
            if (_attempts.Count >= MaxKeys)
                _attempts.Remove(_byAge.Dequeue());
            _attempts.Add((origin, key), new Attempt(time.GetTimestamp(), time.GetUtcNow(), channel));
            _byAge.Enqueue((origin, key));
            return null;
        }
    }

    // By the clock that says more: a monotonic one may stand still while the machine sleeps, and that of the day may be set.
    private long AgeOf(Attempt first)
    {
        double monotonic = time.GetElapsedTime(first.Timestamp).TotalSeconds;
        double ofDay = (time.GetUtcNow() - first.Time).TotalSeconds;
        return (long)Math.Ceiling(Math.Clamp(Math.Max(monotonic, ofDay), 0, IdempotencyAge.MaxSeconds));
    }

    private readonly record struct Attempt(long Timestamp, DateTimeOffset Time, ChannelId Channel);
}
