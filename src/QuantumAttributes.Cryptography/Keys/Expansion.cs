namespace QuantumAttributes.Cryptography;

/// <summary>A provider's object for a key, made at first use and kept. Safe to use from many threads, except for disposal.</summary>
internal sealed class Expansion<TExpanded>(Func<TExpanded> expand) : IDisposable
    where TExpanded : class, IDisposable
{
    private TExpanded? _expanded;

    public TExpanded Value
    {
        get
        {
            if (Volatile.Read(ref _expanded) is { } expanded)
                return expanded;

            TExpanded created = expand();
            if (Interlocked.CompareExchange(ref _expanded, created, null) is not { } winner)
                return created;

            created.Dispose();
            return winner;
        }
    }

    public void Dispose() => _expanded?.Dispose();
}
