namespace QuantumAttributes.AspNetCore.Status;

/// <summary>
/// Keeps a log readable whatever happens how often: says when to write about something again, and how often it happened since. Safe to use
/// from several threads.
/// </summary>
internal sealed class LogPace(TimeProvider time, TimeSpan interval)
{
    private readonly Lock _lock = new();
    private long? _written;
    private long _count;

    /// <summary>Counts one more. True where it is time to write about it, and about all that were counted since the last time.</summary>
    public bool TryWrite(out long count)
    {
        lock (_lock)
        {
            count = ++_count;
            if (_written is { } written && time.GetElapsedTime(written) < interval)
                return false;
            (_written, _count) = (time.GetTimestamp(), 0);
            return true;
        }
    }
}
