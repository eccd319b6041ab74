using System.Collections.Concurrent;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.EntityFrameworkCore;

/// <summary>
/// How much each owner had when it was last counted, so that an owner far from the cap is not counted at each request. Safe to use from
/// several threads.
/// </summary>
internal sealed class KnownCounts(long cap)
{
    // Others would have to add half the cap in this time to get an owner past it unseen.
    private static readonly long _keptFor = (long)TimeSpan.FromSeconds(5).TotalMilliseconds;

    private const int MostOwners = 10_000;

    private readonly ConcurrentDictionary<KeyThumbprint, Known> _counts = new();

    /// <summary>Adds to an owner's, and says whether it is less than half the cap; null where it has to be counted.</summary>
    public bool? IsFar(KeyThumbprint owner, long now, long more = 1) =>
        _counts.TryGetValue(owner, out Known? known) && now - known.At < _keptFor
            ? Interlocked.Add(ref known.Count, more) < cap / 2
            : null;

    /// <summary>Remembers what was counted, and says the same.</summary>
    public bool Set(KeyThumbprint owner, long count, long now)
    {
        if (_counts.Count >= MostOwners)
            _counts.Clear();
        _counts[owner] = new Known { Count = count, At = now };
        return count < cap / 2;
    }

    private sealed class Known
    {
        public long Count;

        public required long At { get; init; }
    }
}
