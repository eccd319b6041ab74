using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Generators.Files;

/// <summary>
/// Remembers what was read of something, and in what surroundings. The compiler asks about everything again after each edit of anything,
/// and to bind one file takes milliseconds.
/// </summary>
/// <remarks>Holds nothing longer than its keys live. Thread-safe: what two threads read at once is equal.</remarks>
internal sealed class Memory<TKey, TValue>
    where TKey : class
{
    private readonly ConditionalWeakTable<TKey, Entry> _entries = new();

    /// <summary>What <paramref name="read"/> gave in like surroundings, or gives now.</summary>
    /// <param name="key">What is read: the same object as long as its own text is the same.</param>
    /// <param name="compilation">The compilation that it is in.</param>
    /// <param name="read">Reads it, and says whether what it read depends on members that are declared elsewhere.</param>
    public TValue Recall(TKey key, Compilation compilation, Func<Surroundings, (TValue Value, bool SeesMembers)> read)
    {
        var surroundings = Surroundings.Of(compilation);
        var entry = _entries.GetOrCreateValue(key);
        if (entry.Last is { } last && surroundings.IsLike(last.Surroundings, last.SeesMembers))
            return last.Value;

        var (value, seesMembers) = read(surroundings);
        entry.Last = new Reading(value, surroundings, seesMembers);
        return value;
    }

    private sealed class Entry
    {
        public volatile Reading? Last;
    }

    private sealed record Reading(TValue Value, Surroundings Surroundings, bool SeesMembers);
}
