using System.Diagnostics;
using System.Globalization;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Benchmarks;

/// <summary>
/// One operation, done by ours, by a peer, and by others for information. They take turns in short runs, so that whatever else the
/// machine does hits all of them alike, and the median of each one's runs counts.
/// </summary>
internal sealed record Comparison(string Name, Contestant Ours, Contestant Peer, IReadOnlyList<Contestant> Others)
{
    private const int Rounds = 31;

    private static readonly TimeSpan RunTime = TimeSpan.FromMilliseconds(12);
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(300);

    private IEnumerable<Contestant> Contestants => [Ours, Peer, .. Others];

    /// <summary>
    /// Ours as it comes, against BouncyCastle itself; beside them our platform provider, on machines whose platform has the algorithm.
    /// </summary>
    public static Comparison WithBouncyCastle(
        string name, CryptographicAlgorithm algorithm, Func<ProviderSet, Action> operation, Action bouncyCastle)
    {
        Contestant ours = new("ours", operation(ProviderSet.Default));
        ProviderSet platform = ProviderSet.Create(ProviderPreference.PlatformOnly);
        Contestant[] others = platform.Supports(algorithm) ? [new Contestant("Platform", operation(platform))] : [];
        return new Comparison(name, ours, new Contestant("BouncyCastle", bouncyCastle), others);
    }

    /// <summary>Measures all of them; writes a table, in microseconds an operation, and then the ratios.</summary>
    public static void Run(TextWriter output, IReadOnlyList<Comparison> comparisons)
    {
        IReadOnlyList<double> ratios = WriteTable(output, comparisons);
        for (int i = 0; i < ratios.Count; i++)
            output.WriteLine($"ratio {comparisons[i].Name} {Text(ratios[i], "0.000")}");
    }

    /// <summary>Measures all of them and writes the table; returns the ratios, ours / the peer's.</summary>
    public static IReadOnlyList<double> WriteTable(TextWriter output, IReadOnlyList<Comparison> comparisons)
    {
        string[] columns = [.. comparisons[0].Contestants.Select(static c => c.Name)];
        output.WriteLine($"| µs | {string.Join(" | ", columns)} | allocated by ours, B |");
        output.WriteLine($"|---|{string.Concat(columns.Select(static _ => "---:|"))}---:|");
        List<double> ratios = [];
        foreach (Comparison comparison in comparisons)
        {
            double[] times = comparison.Measure();
            string cells = string.Join(" | ", times.Select(static t => Text(t, "0.0")));
            output.WriteLine($"| {comparison.Name} | {cells} | {comparison.AllocatedByOurs()} |");
            ratios.Add(times[0] / times[1]);
        }

        output.WriteLine();
        return ratios;
    }

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>The median time of each, in microseconds an operation.</summary>
    private double[] Measure()
    {
        (Action Operation, int Count, double[] Times)[] runs =
            [.. Contestants.Select(static c => (c.Operation, OperationsInARun(c.Operation), new double[Rounds]))];
        for (int round = 0; round < Rounds; round++)
        {
            foreach ((Action operation, int count, double[] times) in runs)
            {
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < count; i++)
                    operation();
                times[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / count;
            }
        }

        return [.. runs.Select(static run => Median(run.Times))];
    }

    /// <summary>Warms the operation up, until its code is the optimised one, and counts what fits into a run.</summary>
    private static int OperationsInARun(Action operation)
    {
        long start = Stopwatch.GetTimestamp();
        int count = 0;
        for (; count < 2 || Stopwatch.GetElapsedTime(start) < WarmUpTime; count++)
            operation();
        return Math.Max(1, (int)(count * (RunTime / Stopwatch.GetElapsedTime(start))));
    }

    /// <summary>What ours allocates in an operation: the least of many, since the runtime now and then allocates for itself.</summary>
    private long AllocatedByOurs() => Enumerable.Range(0, 10).Min(_ =>
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Ours.Operation();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
