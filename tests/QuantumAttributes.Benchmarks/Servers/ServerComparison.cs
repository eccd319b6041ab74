using System.Diagnostics;

namespace QuantumAttributes.Benchmarks.Servers;

/// <summary>
/// Measures what operations cost the server. The loads take turns in short runs, so that whatever else the machine does hits all of them
/// alike, and the median of each one's runs counts.
/// </summary>
internal static class ServerComparison
{
    private const int MostRounds = 41;
    private const int LeastRounds = 3;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(36);

    /// <summary>The median usage of one operation of each load, in their order.</summary>
    public static async Task<IReadOnlyList<ServerUsage>> MeasureAsync(ServerProcess server, IReadOnlyList<Load> loads)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            // Until the server's code is the optimised one.
            foreach (Load load in loads)
                await RunAsync(server, load);
        }
        while (Stopwatch.GetElapsedTime(start) < WarmUp);

        List<ServerUsage>[] runs = [.. loads.Select(static _ => new List<ServerUsage>())];
        while (runs[0].Count < LeastRounds || (runs[0].Count < MostRounds && Stopwatch.GetElapsedTime(start) < Total))
        {
            for (int i = 0; i < loads.Count; i++)
                runs[i].Add(await RunAsync(server, loads[i]));
        }

        return [.. runs.Select(Median)];
    }

    private static async Task<ServerUsage> RunAsync(ServerProcess server, Load load)
    {
        await load.PrepareAsync();
        ServerUsage before = await server.GetUsageAsync();
        await load.RunAsync();
        ServerUsage after = await server.GetUsageAsync();
        await load.CheckAsync();
        return (after - before) / load.Count;
    }

    private static ServerUsage Median(List<ServerUsage> run) =>
        new(
            Median(run.Select(static usage => usage.Microseconds)),
            Median(run.Select(static usage => usage.Bytes)),
            Median(run.Select(static usage => usage.Elapsed)));

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
