using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using QuantumAttributes.AspNetCore.Status;

namespace QuantumAttributes.AspNetCore;

/// <summary>Counts what the limits refuse, and logs it at a pace that no flood can raise. Safe to use from several threads.</summary>
internal sealed class LimitLog(QuantumMetrics metrics, TimeProvider time, ILogger<LimitLog> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, LogPace> _paces = new(StringComparer.Ordinal);

    /// <summary>A request was refused because of a limit.</summary>
    public void Hit(string limit)
    {
        metrics.Limit(limit);
        if (_paces.GetOrAdd(limit, _ => new LogPace(time, Interval)).TryWrite(out long count))
            QuantumLog.LimitHit(logger, limit, count);
    }
}
