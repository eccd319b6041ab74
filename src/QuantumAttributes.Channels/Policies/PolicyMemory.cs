namespace QuantumAttributes.Channels.Policies;

/// <summary>Policies in the memory of one process.</summary>
/// <remarks>Safe to use from several threads.</remarks>
/// <param name="time">The clock.</param>
public sealed class PolicyMemory(TimeProvider time) : IPolicyMemory
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public DateTimeOffset? Find(string origin)
    {
        lock (_lock)
            return _until.TryGetValue(origin, out DateTimeOffset until) ? until : null;
    }

    /// <inheritdoc/>
    public void Remember(string origin, DateTimeOffset until)
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (until <= now)
            {
                _until.Remove(origin);
                return;
            }

            if (_until.Count >= IPolicyMemory.MaxOrigins && !_until.ContainsKey(origin))
            {
                foreach (string passed in _until.Where(known => known.Value <= now).Select(known => known.Key).ToArray())
                    _until.Remove(passed);
            }

            if (_until.Count < IPolicyMemory.MaxOrigins || _until.ContainsKey(origin))
                _until[origin] = until;
        }
    }
}
