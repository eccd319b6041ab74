using System.Diagnostics;
using System.Globalization;

namespace QuantumAttributes.Stress.Rotation;

/// <summary>How long things took. Safe to use from several threads.</summary>
internal sealed class Latencies
{
    private readonly Lock _lock = new();
    private readonly List<double> _milliseconds = [];

    public int Count => _milliseconds.Count;

    public void Add(long began)
    {
        double took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        lock (_lock)
            _milliseconds.Add(took);
    }

    public override string ToString()
    {
        double[] sorted = [.. _milliseconds.Order()];
        return sorted.Length == 0 ? "none" : string.Create(
            CultureInfo.InvariantCulture, $"50 % {At(0.5):F2} ms, 99 % {At(0.99):F2} ms, 99.9 % {At(0.999):F2} ms, longest {sorted[^1]:F0} ms");

        double At(double part) => sorted[(int)(part * (sorted.Length - 1))];
    }
}
