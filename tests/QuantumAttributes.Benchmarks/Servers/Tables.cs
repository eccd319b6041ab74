using System.Globalization;

namespace QuantumAttributes.Benchmarks.Servers;

/// <summary>What a comparison prints.</summary>
internal static class Tables
{
    /// <summary>Processor time and allocation of each load, and of each beyond the first.</summary>
    public static void WriteRequests(TextWriter output, IReadOnlyList<Load> loads, IReadOnlyList<ServerUsage> usages)
    {
        output.WriteLine("| the server, for each request | CPU, µs | beyond the first | allocated, B | beyond the first |");
        output.WriteLine("|---|---:|---:|---:|---:|");
        for (int i = 0; i < loads.Count; i++)
        {
            ServerUsage beyond = usages[i] - usages[0];
            output.WriteLine(
                $"| {loads[i].Name} | {Text(usages[i].Microseconds)} | {Text(beyond.Microseconds)} | {Whole(usages[i].Bytes)} | {Whole(beyond.Bytes)} |");
        }

        output.WriteLine();
    }

    /// <summary>What each load allocates beyond the same requests in the hands of a scheme that does nothing.</summary>
    public static void WriteAllocations(TextWriter output, IReadOnlyList<Load> loads, ReadOnlySpan<ServerUsage> usages, ReadOnlySpan<ServerUsage> ignored)
    {
        output.WriteLine("| allocated for each request | by us, B |");
        output.WriteLine("|---|---:|");
        for (int i = 0; i < loads.Count; i++)
            output.WriteLine($"| {loads[i].Name} | {Whole(usages[i].Bytes - ignored[i].Bytes)} |");
        output.WriteLine();
    }

    /// <summary>The line that scripts look for.</summary>
    public static void WriteRatio(TextWriter output, string name, double ratio) =>
        output.WriteLine($"ratio {name} {ratio.ToString("0.000", CultureInfo.InvariantCulture)}");

    private static string Text(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Whole(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
