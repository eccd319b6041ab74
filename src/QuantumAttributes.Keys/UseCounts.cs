using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys;

/// <summary>How often keys protected something in this process, since that was last written down. Safe to use from several threads.</summary>
internal sealed class UseCounts
{
    private readonly ConcurrentDictionary<KeyId, StrongBox<long>> _counts = [];

    public void Count(KeyId id) => Interlocked.Increment(ref _counts.GetOrAdd(id, static _ => new StrongBox<long>()).Value);

    /// <summary>Adds the counts to the store's. What cannot be written is kept for the next time.</summary>
    public async ValueTask FlushAsync(IKeyStore store, CancellationToken cancellationToken)
    {
        Dictionary<KeyId, long> uses = [];
        foreach ((KeyId id, StrongBox<long> count) in _counts)
        {
            if (Interlocked.Exchange(ref count.Value, 0) is > 0 and var taken)
                uses[id] = taken;
        }

        if (uses.Count == 0)
            return;
        bool written = false;
        try
        {
            await store.AddUsesAsync(uses, cancellationToken).ConfigureAwait(false);
            written = true;
        }
        finally
        {
            if (!written)
                GiveBack(uses);
        }
    }

    private void GiveBack(Dictionary<KeyId, long> uses)
    {
        foreach ((KeyId id, long taken) in uses)
            Interlocked.Add(ref _counts[id].Value, taken);
    }
}
